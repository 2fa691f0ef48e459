// Fields of a class that extends none come before the defaults of its constructor's parameters, those of others behind `super`.
function told<T>(name: string, value: T): T { console.log(name); return value; }
class A {
    x = told("A.x", 1);
    constructor(public p = told("A default", this.x + 4), { q } = told("A pattern", { q: 2 })) { console.log("A body", this.x, this.p, q); }
}
class B extends A {
    y = told("B.y", 2);
    constructor(z = told("B default", 7)) { super(told("argument", z)); console.log("B body", this.y, z); }
}
new A();
new B();
new A(told("given", 3));
// `length` counts the parameters before the first default, wherever that is worked out.
const f = ({ a }: { a: number }, [x, y = x]: number[] = [a, 2], ...rest: number[]) => [a, x, y, rest];
console.log(f.length, ((p: { b: number }, c = p.b) => c).length, (({ b }: { b: number }, c = b, d?: number) => [c, d]).length);
