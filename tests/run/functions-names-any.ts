// Names and lengths of functions where a type does not say that they are functions, and of bound ones.
function f(a: number, b = 2, ...c: number[]) { return a + b + c.length; }
const g: any = f; console.log(g.name, g.length);
const arrow = (x: number, y: number) => x * y; const h: any = { arrow, m(a: number) { return a; }, k: function () {} }; console.log(h.arrow.name, h.arrow.length, h.m.name, h.m.length, h.k.name);
const b1 = f.bind(null, 1); console.log(b1.name, b1.length); const b2 = arrow.bind(null); console.log(b2.name, b2.length, (b2 as any).name);
class A { constructor(a: number, b: number) {} static s = 1; m(x: number) { return x; } } const ac: any = A; console.log(ac.name, ac.length);
const fs: Function[] = [f, arrow, b1 as any]; console.log(fs.map(x => x.name + x.length));
const u: unknown = f; if (typeof u === "function") console.log(u.name, u.length);
console.log(b1, b2, [f]); const bb = b1.bind(null, 2); console.log(bb.name, bb.length);
function plain(a: number, b: number) { return a + b; } class Counted { static q = 1; constructor(x: number) {} }
const n: { name: string } = plain; console.log(n.name); const l: { length: number } = plain; console.log(l.length); const m: { name: string; q: number } = Counted; console.log(m.name, m.q);
const { name, length } = plain; console.log(name, length); function g2(x: { name: string }) { return x.name; } console.log(g2(Counted), g2(plain), g2({ name: "lit" }));
const { name: an } = plain as any; console.log(an); const k: any = Counted; console.log(k?.name, k!.length, k["name"]);
class Door { opened = 0; open(by: number, far = 1) { return (this.opened += by * far); } static shut(a: number) { return a; } }
const door = new Door(); const open = door.open.bind(door); console.log(open.name, open.length, open, open(2), Door.shut.bind(null, 1).name, Door.shut.bind(null).length);
export {};
