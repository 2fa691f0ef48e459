// Fields that are read before they are initialised, and functions that return what is still empty.
class B { constructor() { this.init(); } init() {} }
class D extends B {
  v = 5; o: { a: number } = { a: 1 }; s = "x"; list: number[] = [1];
  get value() { return this.v; }
  override init() {
    console.log(this.v === undefined, typeof this.v, this.v == null, this.s ?? "none", !this.s, this.o ? 1 : 2, this.s || "or");
    const q: number | undefined = this.v;
    const copy = this.list;
    console.log(q, this.v, copy, copy === undefined, this.value, this.value === undefined);
    switch (this.v as number | undefined) { case undefined: console.log("nothing"); break; default: console.log("something"); }
    try { console.log(this.list.length); } catch (e) { console.log(e instanceof TypeError); }
    if (!this.list) console.log("no list yet");
  }
}
const d = new D();
console.log(d, d.value, d.v + 1);
class Own { a = this.sum(); b = 2; constructor() { this.show(); this.c = 4; } c: number; sum() { return this.b === undefined ? 10 : 20; } show() { console.log(this.a, this.b, this.c === undefined, typeof this.c); } }
console.log(new Own());

class Lazy {
  private _e!: string[]; n!: number; static one: Lazy; private other!: Lazy;
  get e() { return this._e; }
  has() { return this._e !== undefined; }
  num() { return this.n; }
  self(other: boolean): Lazy { return other ? this.other : this; }
  static get(): Lazy { return Lazy.one; }
  fill() { this._e = ["f"]; this.n = 3; this.other = this; return this; }
}
class Lazier extends Lazy { override num() { return super.num(); } }
interface HasNum { num(): number; readonly e: string[] }
function first(l: Lazy) { return l.num(); }
function through(l: HasNum) { return l.num() === undefined ? "none" : "" + l.num(); }
function viaGetter(l: HasNum) { return l.e ?? ["none"]; }
for (const l of [new Lazy(), new Lazier(), new Lazy().fill(), new Lazier().fill()]) {
  console.log(l.e === undefined, l.has(), l.num() === undefined, l.num() ?? 4, typeof l.num(), !l.num(), l.num());
  console.log(first(l) === undefined, first(l), through(l), viaGetter(l), l.self(true) === undefined, l.self(false) === l);
  const kept = first(l);
  console.log(kept === undefined ? "kept nothing" : kept + 1);
  try { const sure: string[] = l.e; console.log(sure.length + l.num() * 2); } catch (e) { console.log(e instanceof TypeError); }
}
console.log(Lazy.get() === undefined); Lazy.one = new Lazy().fill(); console.log(Lazy.get().num());
function nothing(): string { return null!; }

console.log(nothing() === null, nothing() ?? "d");
