// null, undefined and unions, narrowed in every way the checker knows.
function show(x: number | string | boolean | null | undefined): string {
    if (x === null) return "null";
    if (x === undefined) return "undefined";
    if (typeof x === "number") return "number " + (x + 1);
    if (typeof x === "string") return "string " + x.length;
    return x ? "yes" : "no";
}
console.log(show(1), show(0.5), show("abc"), show(true), show(false), show(null), show(undefined));
class A { a = 1; both(): string { return "A"; } }
class B { b = "b"; both(): string { return "B"; } }
function either(x: A | B): string { if (x instanceof A) return "a" + x.a + x.both(); return "b" + x.b + x.both(); }
console.log(either(new A()), either(new B()));
type Result = { ok: true; value: number } | { ok: false; error: string };
function half(n: number): Result { return n % 2 === 0 ? { ok: true, value: n / 2 } : { ok: false, error: "odd " + n }; }
for (const n of [4, 5]) { const r = half(n); if (r.ok) console.log("value", r.value); else console.log("error", r.error); }
type Shape = { kind: "circle"; r: number } | { kind: "rect"; w: number; h: number } | { kind: "none" };
function area(s: Shape): number { switch (s.kind) { case "circle": return s.r * s.r * 3; case "rect": return s.w * s.h; case "none": return 0; } }
console.log(area({ kind: "circle", r: 2 }), area({ kind: "rect", w: 2, h: 1.5 }), area({ kind: "none" }));
let v: number | string = 5;
console.log(v + 1);
v = "five";
console.log(v.length, v + 1);
function maybe(n: number): A | null { return n > 0 ? new A() : null; }
const m = maybe(1);
console.log(m !== null && m.a === 1, maybe(0) === null, maybe(1)!.a);
const arr: (A | undefined)[] = [new A(), undefined];
for (const x of arr) console.log(x ? x.a : "none", x === undefined);
let value: string | null = null;
function fill(): void { value = "filled"; }
fill();
console.log(value === null, typeof value);
function loose(x: number | null | undefined): string { return x == null ? "nothing" : "number " + x; }
console.log(loose(null), loose(undefined), loose(0));
const eq: (number | string | null | undefined)[] = [0, "", "0", null, undefined, 1, "1"];
let table = "";
for (const p of eq) { for (const q of eq) table += p === q ? "s" : p == q ? "l" : "."; table += " "; }
console.log(table);
const u: unknown = [1, "two"].length > 1 ? "text" : 5;
if (typeof u === "string") console.log(u.length);
