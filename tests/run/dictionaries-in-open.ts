const table: { [S in "idle" | "busy"]: { a?: number; b?: number } } = { idle: { a: 1 }, busy: { b: 2 } };
function can<T extends object>(o: T, k: PropertyKey) { return k in o; }
function own<T extends object>(o: T, k: PropertyKey) { return Object.hasOwn(o, k); }
function list<T extends object>(o: T) { return [Object.keys(o), Object.entries(o), JSON.stringify(o), { ...o }]; }
function get<T extends object, K extends keyof T>(o: T, k: K) { return o[k]; }
class F { hooks: Partial<Record<"x" | "y", number>> = {}; on<K extends "x" | "y">(k: K) { this.hooks[k] ??= 1; return this; } }
function grow(r: Record<string, number | undefined>) { r["zz"] = 3; }
grow(table.idle);
console.log(can(table.idle, "a"), can(table.idle, "zz"), own(table.busy, "b"), list(table.idle), get(table.idle, "a"), new F().on("x").hooks);
