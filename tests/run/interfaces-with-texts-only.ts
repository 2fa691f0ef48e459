interface Loader { name: string; toString(): string }
const l: Loader = { name: "x" };
console.log(l.toString());
class A { name = "a"; }
function show(x: Loader) { return x.toString() + x.name; }
console.log(show(new A()), show(l));
