// Values of type parameters that tests say more of, null and undefined among them.
function num<T>(v: T): T { if (typeof v === "number") { const n: number = v + 1; console.log(v.toFixed(1), n, v * 2, v > 1, `${v}`, [v, 1], -v, v === 2); let w = v; console.log(w); return v; } return v; }
console.log(num(3), num("s"), num<unknown>(null));
function str<T>(v: T): string { if (typeof v === "string") { return v + v.length + v[0] + v.toUpperCase() + [...v].length; } return typeof v; }
console.log(str("abc"), str(4), str(undefined));
function bool<T>(v: T): T | string { if (typeof v === "boolean") return v ? "yes" : v; return "none"; }
console.log(bool(true), bool(false), bool(0));
function show<T>(v: T): string {
  switch (typeof v) { case "number": return v.toString(2); case "string": return JSON.stringify(v); case "boolean": return String(v); case "undefined": return "u"; case "object": return v === null ? "null" : Array.isArray(v) ? `[${v.map(x => show(x)).join()}]` : `{${Object.entries(v as Record<string, unknown>).map(([k, x]) => `${k}:${show(x)}`)}}`; case "function": return "f"; default: return "?"; }
}
console.log(show(5), show("q"), show(null), show([1, "a", null, { b: undefined }]), show(() => 1), show(true));
function orElse<T>(v: T | null | undefined, d: T): T { if (v === null || v === undefined) return d; return v; }
console.log(orElse<number>(null, 1), orElse<number | null>(null, 2), orElse(undefined, "d"), orElse("x", "d"));
function both<T>(v: T): T { if (v == null) { console.log("nothing", v); return v; } return v; }
console.log(both<unknown>(null), both<unknown>(undefined), both(3), both<string | null>(null));
function first<T extends string | null>(v: T): T { if (v === null) return v; console.log(v.length); return v; }
console.log(first(null), first("ab"));
class Box<T> { constructor(private v: T) {} get(): T { const v = this.v; if (v === null) return v; if (v === undefined) { return v; } return this.v; } is(o: T) { return this.v === o; } inc(): T { let v = this.v; if (typeof v === "number") v = (v + 1) as T & number; return v; } }
console.log(new Box<unknown>(null).get(), new Box<unknown>(undefined).get(), new Box(1).inc(), new Box<unknown>("s").inc(), new Box<number | null>(null).get());
function clamp<T>(v: T, lo: number): T | number { return typeof v === "number" && v < lo ? lo : v; }
console.log(clamp(1, 3), clamp("x", 3));
function add<T>(a: T, b: T): unknown { if (typeof a === "number" && typeof b === "number") return a + b; if (typeof a === "string" && typeof b === "string") return a + b; return [a, b]; }
console.log(add(1, 2), add("a", "b"), add(true, false));
function deepClone<T>(value: T): T {
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map(v => deepClone(v)) as unknown as T;
    const out: Record<string, unknown> = {};
    for (const key of Object.keys(value)) out[key] = deepClone((value as Record<string, unknown>)[key]);
    return out as T;
}
console.log(deepClone({ name: "x", list: [1, undefined, { deep: true }], nothing: null as unknown }));
function at(object: any, path: string, otherwise?: unknown): unknown {
    return path.split(".").reduce((o, key) => (o == null ? undefined : o[key]), object) ?? otherwise;
}
console.log(at({ a: { b: [10, 20] } }, "a.b.1"), at({}, "x.y", "none"));
const text: any = "xyz";
const letters: string[] = Array.from(text);
console.log(letters, Array.from("ab😀", (c, i) => c + i));
