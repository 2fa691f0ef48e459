type Repr<T> = ["Just", T] | ["Nothing"];
class Maybe<T> {
  constructor(private repr: Repr<T>) {}
  get value(): T | undefined { return this.repr[1]; }
  get sure(): T { return this.repr[1]!; }
  map<U>(f: (t: T) => U): Maybe<U> { return this.repr[0] === "Just" ? new Maybe<U>(["Just", f(this.repr[1])]) : new Maybe<U>(["Nothing"]); }
}
const j = new Maybe<number>(["Just", 3]), n = new Maybe<number>(["Nothing"]);
console.log(j.value, n.value, j.sure, j.map(x => x + 0.5).value, n.map(x => x + 1).value);
type B = [string, number, boolean?] | [string] | [string, ...number[]];
function show(b: B) { const [x, y, z] = b; return [x, y, z, b[1], b[2], b[3]]; }
console.log(show(["a", 1, true]), show(["b"]), show(["c", 1, 2, 3]));
function len(e: ["x"] | []) { return e[0] ?? "none"; }
console.log(len(["x"]), len([]));
type P = [] | [number] | [number, number];
function point(...p: P): number { return (p[0] ?? 10) + (p[1] ?? 100); }
console.log(point(), point(1), point(1, 2));
