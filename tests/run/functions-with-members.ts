// Functions that have members: by Object.assign, by assignment in the function that makes them, by a cast.
interface Handler { (event: string): void; once?: boolean; calls: number }
function debounce<A extends unknown[]>(fn: (...args: A) => void, ms: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wrapped = (...args: A) => { if (timer !== undefined) clearTimeout(timer); timer = setTimeout(() => fn(...args), ms); };
  wrapped.cancel = () => { if (timer !== undefined) clearTimeout(timer); timer = undefined; };
  wrapped.pending = () => timer !== undefined;
  return wrapped;
}
const d = debounce((a: number, b: string) => console.log("called", a, b), 100);
d(1, "x"); d(2, "y"); console.log(d.pending());
setTimeout(() => { console.log(d.pending()); d(3, "z"); d.cancel(); console.log(d.pending()); }, 300);
const h = Object.assign((x: number) => x * 2, { label: "double", times: 2 });
console.log(h(4), h.label, h.times, h);
h.times++; console.log(h.times);
function make(n: number) { return Object.assign(() => n, { n, extra: { deep: true } }); }
const m1 = make(1), m2 = make(2); m1.n = 10; console.log(m1(), m1.n, m2(), m2.n, m1.extra.deep);
const on: Handler = Object.assign((e: string) => { on.calls++; }, { calls: 0 });
on("a"); on("b"); console.log(on.calls, on.once, "once" in on, "calls" in on); on.once = true; console.log(on.once, Object.keys(on));
type Tagged = ((s: string) => string) & { tag: string };
const t = ((s: string) => s + t.tag) as Tagged; t.tag = "#"; console.log(t("a"), typeof t);
const bound = t.bind(null); console.log(bound("q"));
console.log(t.call(null, "c"), t.apply(null, ["d"]), t.length);
const list: Tagged[] = [t]; console.log(list.map(f => f("z") + f.tag).join());
function isTagged(f: ((s: string) => string) | Tagged): f is Tagged { return "tag" in f; }
const plain = (s: string) => s; console.log(isTagged(plain), isTagged(t));
interface Math2 { (a: number, b: number): number; (a: number): number; zero: number; nested: { x: number } }
const mm: Math2 = Object.assign((a: number, b?: number) => a + (b ?? 0), { zero: 0, nested: { x: 1 } });
console.log(mm(1, 2), mm(5), mm.zero, mm.nested.x);
const { zero, nested } = mm; console.log(zero, nested);
console.log(JSON.stringify({ f: h, k: 1 }), `${h.label}`);
interface Base { (x: number): number } interface Ext extends Base { doc: string }
const e = ((x: number) => x + 1) as Ext; e.doc = "adds"; console.log(e(1), e.doc, [1, 2].map(e));
function takes(cb: (x: number) => number) { return cb(1); } console.log(takes(e));
function generic<T extends { (x: number): number; doc: string }>(f: T): T { console.log(f.doc, f(2)); return f; } generic(e);
class Reg { private fs: Record<string, Ext> = {}; add(n: string, f: Ext) { this.fs[n] = f; return this; } run(n: string, x: number) { const f = this.fs[n]; return f ? f.doc + f(x) : "none"; } }
console.log(new Reg().add("e", e).run("e", 5));
