// Members whose names begin as nothing else but the compiler's own names do.
const ops = { "+": 1, "-": 2, "*": 3, "/": 4, "%": 5, "#": 6, "@@": 7, "@": 8, "%keys": 9, "#fff": 10, "@@x": 11 };
console.log(ops, Object.keys(ops), ops["%"], JSON.stringify(ops), "%" in ops, "#" in ops, "@@" in ops, "%at" in ops, "#x" in ops);
for (const k in ops) console.log(k, ops[k as keyof typeof ops]);
const copy = { ...ops, extra: 1 };
console.log(Object.keys(copy).length, copy["%"], copy["#"], copy["@@"]);
const { "%": rem, "#": hash, "#fff": white, ...rest } = ops;
console.log(rem, hash, white, rest);
const any = ops as any;
console.log(any["%"], any["#"], any["@@"], any["#fff"], any["%at"], any["%call"], any["@@iterator"]);
any["#fff"] = 20;
any["%"]++;
console.log(ops["#fff"], ops["%"]);
const d: Record<string, number> = { "%": 1, "#": 2, "@@": 3, "#abc": 4 };
d["%d"] = 5;
console.log(d, d["%"], d["#"], d["@@"], d["#abc"], "#" in d, Object.entries(d).length);
delete d["%"];
console.log(Object.keys(d).join(" "), d["@@x"]);
const fns: { [op: string]: (a: number, b: number) => number } = { "%": (a, b) => a % b, "#": (a, b) => a + b };
console.log(fns["%"](7, 4), fns["#"](1, 2));
const table = { "%": (a: number) => a, "#"(a: number) { return a * 2; }, get "@@g"() { return 4; } };
console.log(table["%"](3), table["#"](2), table["@@g"], table);
console.log(Object.entries(ops).map(([k, v]) => k + v).join(), Object.assign({}, ops), structuredClone(ops));
class T {
    "#y" = 1;
    "%z" = 2;
    "@@w" = 3;
    #y = 10;
    static "#s" = 4;
    static #s = 40;
    "%m"() { return 5; }
    "#p"() { return 6; }
    #p() { return 60; }
    get "%g"() { return 7; }
    both() { return [this["#y"], this.#y, T["#s"], T.#s, this["#p"](), this.#p()]; }
}
const t = new T();
console.log(t, Object.keys(t), t["#y"], t["%z"], t["@@w"], T["#s"], t["%m"](), t["#p"](), t["%g"], "%m" in t, Object.keys(T), t.both());
class C { #x = 1; y = 2; #m() {} get() { this.#m(); return this.#x; } static #s = 1; static t() { return C.#s; } has(o: object) { return #x in o; } }
const c = new C();
console.log("#x" in c, "y" in c, "#m" in c, "#s" in C, c.get(), C.t(), c.has(c), c.has(ops));
const key = "#x" as string;
console.log(key in c, Object.hasOwn(c, "#x"), (c as any)["#x"], (c as any)[key], c);
const o = { "#x": 5 };
console.log("#x" in o, o["#x"], (o as any)["#x"], (o as any)[key], c.has(o));
function look(v: object) { return "#x" in v; }
console.log(look(c), look(o));
type Keys = keyof typeof ops;
const chosen: Keys[] = ["%", "#fff", "@@"];
console.log(chosen.map((k) => ops[k]));
const flags: { [K in "%" | "#"]: boolean } = { "%": true, "#": false };
console.log(flags, flags["%"]);
interface Named { "%name": string; "#id": number; "@@tag"?: string }
const named: Named = JSON.parse('{"%name":"n","#id":3}');
console.log(named, named["%name"], named["#id"], named["@@tag"]);
enum Op { "%" = 1, "#" = 2 }
console.log(Op["%"], Op[2], Op["#"]);
const precedence = new Map(Object.entries({ "*": 2, "/": 2, "%": 2, "+": 1 }));
console.log(precedence.get("%"), [...precedence.keys()]);
