// Event handling, observers, state machines, dependency graphs
type Listener<T> = (event: T) => void;
class Emitter<Events extends Record<string, unknown>> {
  private readonly listeners: { [K in keyof Events]?: Set<Listener<Events[K]>> } = {};
  on<K extends keyof Events>(name: K, listener: Listener<Events[K]>): () => void {
    (this.listeners[name] ??= new Set()).add(listener);
    return () => { this.listeners[name]?.delete(listener); };
  }
  once<K extends keyof Events>(name: K, listener: Listener<Events[K]>) { const off = this.on(name, e => { off(); listener(e); }); return off; }
  emit<K extends keyof Events>(name: K, event: Events[K]): number { const set = this.listeners[name]; if (!set) return 0; for (const l of [...set]) l(event); return set.size; }
}
const em = new Emitter<{ data: string; end: { code: number }; tick: undefined }>();
const off = em.on("data", d => console.log("data", d.toUpperCase()));
em.once("end", ({ code }) => console.log("end", code));
console.log(em.emit("data", "abc"), em.emit("end", { code: 3 }), em.emit("end", { code: 4 }), em.emit("tick", undefined));
off(); console.log(em.emit("data", "x"));
const transitions = { idle: { start: "running" }, running: { pause: "paused", stop: "idle" }, paused: { resume: "running", stop: "idle" } } as const;
type State = keyof typeof transitions; type Event_<S extends State> = keyof (typeof transitions)[S]; type AnyEvent = { [S in State]: Event_<S> }[State];
class Machine { #state: State = "idle"; readonly log: string[] = []; get state() { return this.#state; }
  send(e: AnyEvent): boolean { const row: Partial<Record<AnyEvent, State>> = transitions[this.#state]; const next = row[e]; if (next === undefined) { this.log.push(`${this.#state} -x-> ${e}`); return false; } this.log.push(`${this.#state} -> ${next}`); this.#state = next; return true; } }
const m = new Machine(); for (const e of ["start", "pause", "start", "resume", "stop"] as const) m.send(e); console.log(m.state, m.log);
// reducers with discriminated unions
type Action = { type: "add"; text: string } | { type: "toggle"; id: number } | { type: "clear" };
interface Todo { readonly id: number; text: string; done: boolean }
const reducer = (state: readonly Todo[] = [], action: Action): readonly Todo[] => {
  switch (action.type) {
    case "add": return [...state, { id: state.length + 1, text: action.text, done: false }];
    case "toggle": return state.map(t => (t.id === action.id ? { ...t, done: !t.done } : t));
    case "clear": return state.filter(({ done }) => !done);
    default: { const never: never = action; return never; }
  }
};
const actions: Action[] = [{ type: "add", text: "a" }, { type: "add", text: "b" }, { type: "toggle", id: 1 }, { type: "clear" }];
console.log(actions.reduce(reducer, undefined as readonly Todo[] | undefined), actions.reduce<readonly Todo[]>(reducer, []));
// topological sort
function topo<T extends string>(deps: ReadonlyMap<T, readonly T[]>): T[] { const out: T[] = []; const state = new Map<T, "open" | "done">(); const visit = (n: T, path: T[]) => { if (state.get(n) === "done") return; if (state.get(n) === "open") throw new Error(`cycle: ${[...path, n].join(" -> ")}`); state.set(n, "open"); deps.get(n)?.forEach(d => visit(d, [...path, n])); state.set(n, "done"); out.push(n); }; for (const n of deps.keys()) visit(n, []); return out; }
console.log(topo(new Map([["app", ["lib", "util"]], ["lib", ["util"]], ["util", []]])));
try { topo(new Map([["a", ["b"]], ["b", ["a"]]])); } catch (e) { console.log((e as Error).message); }
// pipeline, memo, debounce-like
const pipe = <A, B, C>(f: (a: A) => B, g: (b: B) => C) => (a: A) => g(f(a));
const memo = <A extends unknown[], R>(fn: (...args: A) => R) => { const cache = new Map<string, R>(); let hits = 0; const run = (...args: A): R => { const key = JSON.stringify(args); if (cache.has(key)) { hits++; return cache.get(key)!; } const r = fn(...args); cache.set(key, r); return r; }; return { run, stats: () => ({ hits, size: cache.size }) }; };
const slow = memo((a: number, b: string) => b.repeat(a)); console.log(slow.run(2, "x"), slow.run(2, "x"), slow.run(3, "y"), slow.stats(), pipe((s: string) => s.length, n => n * 2)("abc"));
// Result type
type Result<T, E = Error> = { ok: true; value: T } | { ok: false; error: E };
const Ok = <T>(value: T): Result<T, never> => ({ ok: true, value }); const Err = <E>(error: E): Result<never, E> => ({ ok: false, error });
function parseNum(s: string): Result<number, string> { const n = Number(s); return Number.isNaN(n) ? Err(`not a number: ${s}`) : Ok(n); }
const map = <T, U, E>(r: Result<T, E>, f: (t: T) => U): Result<U, E> => (r.ok ? Ok(f(r.value)) : r);
for (const s of ["12", "x", ""]) { const r = map(parseNum(s), n => n + 1); if (r.ok) console.log("ok", r.value); else console.log("err", r.error); }
// abstract classes & template method
abstract class Report { constructor(protected readonly title: string) {} protected abstract body(): Iterable<string>; protected footer?(): string; render() { const lines = [this.title.toUpperCase(), ..."-".repeat(this.title.length).split("").slice(0, 1), ...this.body()]; if (this.footer) lines.push(this.footer()); return lines.join("\n"); } static compare(a: Report, b: Report) { return a.title < b.title ? -1 : 1; } }
class Sales extends Report { constructor(private data: [string, number][]) { super("Sales"); } protected *body() { for (const [k, v] of this.data) yield `${k.padEnd(6, ".")}${v.toFixed(2).padStart(8)}`; } protected override footer() { return `total ${this.data.reduce((s, [, v]) => s + v, 0)}`; } }
class Empty extends Report { protected body() { return []; } }
console.log([new Sales([["a", 1.005], ["bcd", 20]]), new Empty("none")].sort(Report.compare).map(r => r.render()).join("\n\n"));
// async pipeline
const sleep = (ms: number) => new Promise<void>(r => setTimeout(r, ms));
async function* ticks(n: number) { for (let i = 0; i < n; i++) { await sleep(1); yield i; } }
class Pool { private queue: (() => Promise<void>)[] = []; private active = 0; constructor(private readonly limit: number) {} run<T>(job: () => Promise<T>): Promise<T> { return new Promise<T>((resolve, reject) => { this.queue.push(() => job().then(resolve, reject)); this.next(); }); } private next() { while (this.active < this.limit && this.queue.length) { this.active++; void this.queue.shift()!().finally(() => { this.active--; this.next(); }); } } }
(async () => { const pool = new Pool(2); const order: number[] = []; const results = await Promise.allSettled([600, 200, 400].map((ms, i) => pool.run(async () => { await sleep(ms); order.push(i); if (i === 2) throw new Error("bad " + i); return ms; }))); console.log(order, results.map(r => (r.status === "fulfilled" ? r.value : (r.reason as Error).message))); let sum = 0; for await (const t of ticks(4)) sum += t; console.log(sum); try { await Promise.any([Promise.reject(new Error("x"))]); } catch (e) { console.log(e instanceof AggregateError, (e as AggregateError).errors.length); } })();
