// Unique symbols as keys: of interfaces, literals, classes, patterns, spreads; printed, listed, branded.
const id = Symbol("id"), opt = Symbol("opt"), method = Symbol("method");
interface Entity { name: string; [id]: number; [opt]?: string }
const e: Entity = { name: "n", [id]: 7 };
console.log(e[id], e[opt], e, id in e, opt in e);
e[id] = 8; e[opt] = "given"; e[id]++;
console.log(e, Object.keys(e), JSON.stringify(e), opt in e);
class Tags { static readonly tag: unique symbol = Symbol("tag"); }
class Counter {

    static [method](): string { return "static"; }
    [id] = 1;
    [Tags.tag] = "tagged";
    plain = true;
    [method](by: number): number { this[id] += by; return this[id]; }
    get [opt](): string { return "got " + this[id]; }
    set [opt](v: string) { this[id] = v.length; }
}
const c = new Counter();
console.log(c[method](4), c[id], c[opt], c[Tags.tag], Counter[method](), c);
c[opt] = "four"; console.log(c[id]);
const { [id]: taken, ...rest } = e; console.log(taken, rest);
const copy = { ...e, extra: 1 }; console.log(copy, copy[id]);
const literal = { [id]: "x", [method]() { return this[id] + "!"; }, get [opt]() { return 1; } };
console.log(literal[method](), literal[opt], literal);
type K = keyof Entity;
function read(x: { [id]: number }) { return x[id] * 2; }
console.log(read(c), read(e));
const any: any = e; console.log(any[id]);
declare const brand: unique symbol;
type UserId = number & { readonly [brand]: "UserId" };
const uid = 5 as UserId; console.log(uid + 1);
type R = Record<typeof id | "b", number>;
const rec: R = { [id]: 1, b: 2 }; console.log(rec);
class Sub extends Counter {
    override [method](by: number): number {
        return super[method](by) * 10;
    }
}
const sub: Counter = new Sub();
console.log(sub[method](2), sub, method in sub, id in {});
namespace Keys {
    export const inner = Symbol("inner");
}
const spaced = { [Keys.inner]: 1, two: 2 };
console.log(spaced[Keys.inner], spaced);
