// Fields that hold nothing yet, as texts: what is joined says "undefined".
class A { log: string; constructor() { this.log = this.say(); } say(): string { return "A"; } }
class B extends A { name = "bee"; n = 5; opt?: { v: number } = { v: 1 }; list: number[] = [1]; flag = true;
  override say(): string { let s = "x"; s += this.name; const t = `${this.name}/${this.n}/${this.flag}`; const u = this.name + "!" + this.n; const b = this.flag ? "yes" : "no"; const e = this.name ?? "none"; const f = !this.list; return [s, t, u, b, e, f, typeof this.n, this.name === undefined].join(); } }
console.log(new B().log); console.log(new B().say());
class C { name!: string; n!: number; hi() { return `hi ${this.name} ${this.n}` + this.name; } get() { return this.name; } }
const c = new C(); console.log(c.hi(), "got " + c.get(), `${c.get()}`); c.name = "z"; c.n = 1; console.log(c.hi());
