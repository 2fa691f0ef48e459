// Middleware chains and typed signals.
type Next = () => void;
type Middleware<C> = (ctx: C, next: Next) => void;
class App<C> {
  private stack: Middleware<C>[] = [];
  use(...m: Middleware<C>[]): this { this.stack.push(...m); return this; }
  run(ctx: C): C { const go = (i: number): void => { if (i < this.stack.length) this.stack[i](ctx, () => go(i + 1)); }; go(0); return ctx; }
}
console.log(new App<{ log: string[] }>().use((c, n) => { c.log.push("a"); n(); c.log.push("/a"); }, (c, n) => { c.log.push("b"); n(); }).run({ log: [] }).log);
// signals
type Slot<A extends unknown[]> = (...args: A) => void;
class Signal<A extends unknown[]> {
  private slots = new Set<Slot<A>>();
  connect(s: Slot<A>): () => void { this.slots.add(s); return () => this.slots.delete(s); }
  emit(...args: A): void { for (const s of this.slots) s(...args); }
}
const moved = new Signal<[x: number, y: number]>();
const off = moved.connect((x, y) => console.log("moved", x, y));
moved.connect((x) => console.log("x", x));
moved.connect(() => console.log("any"));
moved.emit(1, 2); off(); moved.emit(3, 4);
const ready = new Signal<[]>(); ready.connect(() => console.log("ready")); ready.emit();
