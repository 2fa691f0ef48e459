// What is taken apart is not `this` itself.
class Box {
    constructor(private a: number[], public w = 2, public h = 3) {}
    *[Symbol.iterator](): Iterator<number> { yield* this.a; }
    get first() { const [x] = this; return x; }
    get area() { const { w, h } = this; return w * h; }
    get width() { const { w } = this; return w; }
    wide() { const { w } = this; return w; }
    get self() { const me = this; return me; }
    static made() { const { w } = new Box([1], 9); return w; }
    static list() { const [x] = new Box([7]); return x; }
}
const box = new Box([5, 6]);
console.log(box.first, box.area, box.width, box.wide(), box.self.self === box, Box.made(), Box.list());
class Wide extends Box { get twice() { const { width } = this; return width * 2; } }
console.log(new Wide([8]).twice, new Wide([8]).first, new Wide([8]).self.twice);
