class Box {
    x?: number;
    y: string | null = "why";
    next?: Box;
    f() {
        if (this.x !== undefined && this.y && this.next?.x) {
            const { x, y, next: { x: inner } } = this;
            return () => x + y.length + inner;
        }
        return () => -1;
    }
}
const box = new Box();
console.log(box.f()());
box.x = 1;
box.next = new Box();
console.log(box.f()());
box.next.x = 40;
const f = box.f();
box.x = 100;
console.log(f());
function plain(p: { v?: string | number; t: [string | number, ...number[]]; n: { w?: number | string } }) {
    if (typeof p.v !== "string" || typeof p.t[0] !== "number" || typeof p.n.w === "string" || !p.n.w) return "no";
    let { v, t: [first, ...others], n: { w } } = p;
    v += "!";
    first++;
    w *= 2;
    return () => `${v} ${first} ${others} ${w.toFixed(1)}`;
}
console.log(plain({ t: [1], n: {} }));
const g = plain({ v: "a", t: [1, 2, 3], n: { w: 4 } });
console.log(typeof g === "string" ? g : g());
let a: string, b: number;
function assign(p: { a?: string; b: number | null }) {
    if (!p.a || p.b === null) return;
    ({ a, b } = p);
    console.log(a.length + b);
}
assign({ a: "abc", b: 4 });
assign({ b: 4 });
