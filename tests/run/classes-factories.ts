// Static factories that construct `this`, static members that call each other.
class Model { static table = "models"; id = 0; static create<T extends Model>(this: new () => T, id: number): T { const m = new this(); m.id = id; return m; } static describe(): string { return this.name + ":" + this.table; } }
class User extends Model { static override table = "users"; hello() { return "user " + this.id; } }
console.log(User.create(4).hello(), Model.create(2).id, User.describe(), Model.describe());
class Vec { constructor(public x: number, public y: number) {} static of(x: number, y: number) { return new this(x, y); } static zero = Vec.of(0, 0); static from = (a: number[]) => new Vec(a[0], a[1]); }
console.log(Vec.of(1, 2), Vec.zero, Vec.from([3, 4]));
class Temp { static #count = 0; static next(): number { return ++Temp.#count; } static get count() { return Temp.#count; } static reset = () => { Temp.#count = 0; }; }
Temp.next(); Temp.next(); console.log(Temp.count); Temp.reset(); console.log(Temp.count);
class A { static s() { return "A.s"; } static t() { return this.s(); } } class B extends A { static override s() { return "B.s+" + super.s(); } }
console.log(A.t(), B.t());
const fns = [A.s, B.s]; console.log(fns.length);
