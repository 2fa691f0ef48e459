interface Loader { name: string; toString(): string }
class A { name = "a"; }
class B { name = "b"; toString() { return "B:" + this.name; } }
const all: Loader[] = [{ name: "x" }, new A(), new B(), { name: "y", toString: () => "own" }, { name: "z", toString() { return "z" + this.name; } }];
for (const l of all) console.log(l.toString(), `${l}`, l.name);
interface T { toString(): string }
const some: T[] = [{}, [], 5, "a", new A(), new B(), true, { toString: () => "o" }, new Map(), () => 1].slice(0, 8);
for (const t of some) console.log(t.toString());
function show(x: { toString(): string }) { return x.toString(); }
console.log(show({}), show(new B()), show(3));
function g<T extends { toString(): string }>(x: T) { return x.toString() + `${x}`; }
console.log(g({ a: 1 }), g(new A()), g(4), g("s"));
console.log(all.map(String).join(), all.map(l => l?.toString()).join());
class Named implements Loader { constructor(public name: string) {} }
console.log(new Named("n").toString());
class C2 extends A { override toString() { return super.toString() + "!"; } }
console.log(new C2().toString(), `${new C2()}`);
