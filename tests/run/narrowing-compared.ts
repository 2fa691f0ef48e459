var a = ["x", "y"];
for (var x in a) { var o = a[x]; console.log(x, o); }
class P { accessor name: string; constructor(name: string) { this.name = name; } }
console.log(new P("a").name);
function isA(x: string | number): x is string { return typeof x === "string"; }
function g(v: string | number) { if (isA(v) === true) return v.length; return v.toFixed(1); }
console.log(g("abc"), g(2));
interface S { type: `${string}Success`; body: string } interface E { type: `${string}Error`; message: string }
function h(r: S | E) { if (r.type === "HttpSuccess") return r.body; return r.type; }
console.log(h({ type: "HttpSuccess", body: "b" }), h({ type: "XError", message: "m" }));
function u(x: unknown): {} | null | undefined { return x; }
console.log(u(1), u(null), u(undefined), u("s"), u({ a: 1 }), u([1]));
const c = u(5);
if (typeof c === "number") console.log(c + 1);
class C { #foo = 10; get() { return this.#foo; } }
const d: any = new C();
console.log(d["#foo"], d.get());
