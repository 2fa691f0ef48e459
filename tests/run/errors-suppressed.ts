// Type errors that are suppressed and leave the program as it is.
class Counter {
    private count = 0;
    protected step = 2;
    // @ts-expect-error
    size: number;
    bump() { this.count += this.step; }
}
const counter = new Counter();
counter.bump();
// @ts-expect-error: private on purpose
console.log(counter.count);
// @ts-ignore
counter.step = 5;
counter.bump();
counter.size = 3;
// @ts-ignore
console.log(counter.count, counter.size);
interface P { x: number }
// @ts-expect-error
const p: P = { x: 1, y: 2 };
console.log(p);
// @ts-expect-error
const f = (a, b) => a + b;
console.log(f(1, 2), f("a", "b"));
// @ts-expect-error
if (p.x === "1") console.log("no"); else console.log("yes");
const k = "a" as const;
switch (k) {
    // @ts-expect-error
    case "b": console.log("b"); break;
    case "a": console.log("a");
}
interface Named { name: string; greet(): void }
// @ts-expect-error
class Bad implements Named { name = "x"; }
console.log(new Bad().name);
// @ts-expect-error
function rest(...xs) { return xs.length; }
console.log(rest(1, "a", null));
// @ts-expect-error
const g = ({ a }) => a;
console.log(g({ a: 3 }));
// @ts-expect-error
if ({}) console.log("object");
// @ts-expect-error
if (NaN === p.x) console.log("nan"); else console.log("not");
// @ts-expect-error
const c = (1, 2);
console.log(c);
async function pr() { return false; }
async function m() {
    // @ts-expect-error
    if (pr()) console.log("promise");
}
m();
