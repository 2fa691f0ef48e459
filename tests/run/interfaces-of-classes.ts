type Repr<T> = [tag: "Ok", value: T] | [tag: "Err", error: string];
class Impl<T> {
  private repr: Repr<T>;
  constructor(repr: Repr<T>) { this.repr = repr; }
  get isOk() { return this.repr[0] === "Ok"; }
  get value(): T { return this.repr[1] as T; }
  map<U>(f: (t: T) => U): Res<U> { return (this.repr[0] === "Ok" ? new Impl<U>(["Ok", f(this.repr[1])]) : this) as Res<U>; }
}
export interface Ok<T> extends Omit<Impl<T>, "isOk"> { isOk: true; value: T }
export interface Err<T> extends Omit<Impl<T>, "value" | "isOk"> { isOk: false; error: string }
export type Res<T> = Ok<T> | Err<T>;
const r = new Impl<number>(["Ok", 1]) as Res<number>;
console.log(r.isOk ? r.value + 1 : r.error);
const m = r.map(x => "a" + x);
console.log(m.isOk ? m.value.length : 0);
