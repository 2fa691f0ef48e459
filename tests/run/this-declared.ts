// What methods declare their `this` to be, and static methods with several signatures as values.
class R { static ok(): string; static ok<T>(v: T): T[]; static ok<T>(v?: T): any { return v === undefined ? "none" : [v]; } }
const ok = R.ok;
const a: number[] = ok(1); const s: string = ok();
console.log(a, s);
class Res<T> { constructor(public v: T) {}
  flatten<A>(this: Res<Res<A>>): Res<A> { return this.v; }
  ap<A, B>(this: Res<(a: A) => B>, r: Res<A>): Res<B> { return new Res(this.v(r.v)); } }
console.log(new Res(new Res(3)).flatten().v + 1, new Res((n: number) => String(n)).ap(new Res(4)).v.length);
type Opt<T> = Some<T> | None;
class Impl<T> { constructor(readonly v: T | undefined) {}
  get kind(): "some" | "none" { return this.v === undefined ? "none" : "some"; }
  map<U>(f: (t: T) => U): Opt<U> { return (this.v === undefined ? new Impl<U>(undefined) : new Impl(f(this.v))) as unknown as Opt<U>; }
  ap<A, B>(this: Opt<(a: A) => B>, r: Impl<A>): Opt<B> { return this.map((f) => f(r.v!)); }
}
interface Some<T> extends Impl<T> { kind: "some" }
interface None extends Impl<any> { kind: "none" }
const plus = new Impl((n: number) => n + 1) as unknown as Opt<(n: number) => number>;
console.log(plus.ap(new Impl(5)).v);
