enum Color { Red, Green, Blue = 7 }
enum Name { A = "a", B = "b" }
console.log(Object.keys(Color).join(), Object.values(Color).join(), Object.keys(Name).join());
for (const k in Name) console.log(k);
for (const [k, v] of Object.entries(Name)) console.log(k, v);
function list(e: typeof Name): number { return Object.keys(e).length; }
console.log(list(Name));
function get(k: keyof typeof Color): Color { return Color[k]; }
console.log(get("Blue"));
const E = Color;
console.log(E.Green, E === Color);
namespace A { export const x = 1; export let y = 2; export function f(): number { return x + y; } }
const n = A;
console.log(n.x, n.y, n.f());
A.y = 5;
console.log(n.y, n.f());
n.y = 6;
console.log(A.y);
console.log(Object.keys(A).join());
class Dog { constructor(public name: string) {} hi(): string { return this.name; } }
interface Dog { age: number; bark?(): void }
const d = new Dog("Rex");
d.age = 4;
console.log(d.age, d.hi());
interface Box<T> { extra: T }
class Box<T> { constructor(public v: T) {} }
const b = new Box(3);
b.extra = 5;
console.log(b.extra + b.v);
type Both = "x" | "y";
const Both = { x: 1, y: 2 };
const q: Both = "x";
console.log(Both[q]);
