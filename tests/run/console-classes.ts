// Static fields of classes, in console.log and as keys; a `[Symbol.toStringTag]` that a class answers.
class A { static x = 1; static y = "q"; static m() {} static #p = 1; static get g() { return A.#p; } static deep = { a: { b: { c: 1 } } }; }
class B extends A { static z = 2; static 7 = "seven"; static "a-b" = [1]; }
class C {}
console.log(A, B, C, [A], { A, C });
console.log(class {}, class { static q = 1; }, class Named extends C { static n: number | undefined; });
console.log(Object.keys(A), Object.values(A), Object.entries(B), Object.keys(C), Object.values(class { static only = 3; }));
A.x = 5;
A.deep.a.b.c++;
console.log(A, Object.values(A)[0]);
const any: any = B;
console.log(any.z, Object.keys(any).length, any);
for (const key in A) console.log(key);
function make(n: number) { return class Inner { static n = n; static own = Inner.n + 1; v = n; }; }
const [M1, M2] = [make(1), make(2)];
console.log(M1, M2, Object.entries(M1), Object.values(M2), new M1());
console.log({ a: { b: { A: C, B: A } } });
class T { get [Symbol.toStringTag]() { return "Tag"; } a = 1; }
class U { [Symbol.toStringTag] = "U2"; }
class V { get [Symbol.toStringTag]() { return "V"; } }
class W extends T {}
console.log(new T(), [new T()], new U(), new V(), new W(), { get [Symbol.toStringTag]() { return "lit"; } }, { a: { b: { c: new T() } } });
console.log(String(new T()), Object.prototype.toString.call(new W()), `${new V()}`);
// Functions that are no classes are asked for the same members.
const plain: any = make;
console.log(plain.z, plain.q, plain.own, [make], { f: () => 1, bound: make.bind(null) });

// A class without a name is shown by that of the class that it extends.
class Named { e = 1; }
const unnamed = () => class extends Named { g = 3; };
console.log(new (class extends Named {})(), new (unnamed())(), new (unnamed())().constructor.name === "");
