// async queue, retry, state machine, builder, mixins of generics
type Task<T> = () => Promise<T>;
class TaskQueue {
    private readonly waiting: (() => void)[] = [];
    private running = 0;
    readonly log: string[] = [];
    constructor(private readonly limit: number) {}
    async run<T>(name: string, task: Task<T>): Promise<T> {
        if (this.running >= this.limit) await new Promise<void>(resolve => this.waiting.push(resolve));
        this.running++;
        this.log.push(`>${name}`);
        try { return await task(); }
        finally { this.running--; this.log.push(`<${name}`); this.waiting.shift()?.(); }
    }
    all<T extends Record<string, Task<unknown>>>(tasks: T): Promise<{ [K in keyof T]: Awaited<ReturnType<T[K]>> }> {
        const entries = Object.entries(tasks).map(async ([name, task]) => [name, await this.run(name, task)] as const);
        return Promise.all(entries).then(list => Object.fromEntries(list) as { [K in keyof T]: Awaited<ReturnType<T[K]>> });
    }
}
const delay = (ms: number) => new Promise<void>(r => setTimeout(r, ms));
interface RetryOptions { attempts?: number; backoff?: (n: number) => number; shouldRetry?(e: unknown): boolean }
class RetryError extends AggregateError { constructor(errors: unknown[], readonly attempts = errors.length) { super(errors, `gave up after ${errors.length}`); } }
async function retry<T>(task: (attempt: number) => T | PromiseLike<T>, { attempts = 3, backoff = n => n * 2, shouldRetry = () => true }: RetryOptions = {}): Promise<Awaited<T>> {
    const errors: unknown[] = [];
    for (let n = 1; ; n++) {
        try { return await task(n); }
        catch (e) { errors.push(e); if (n >= attempts || !shouldRetry(e)) throw new RetryError(errors); await delay(backoff(n)); }
    }
}
// state machine
type Machine = {
    idle: { start: "loading" };
    loading: { ok: "done"; fail: "failed"; cancel: "idle" };
    failed: { retry: "loading"; reset: "idle" };
    done: Record<never, never>;
};
type StateOf<M> = keyof M & string;
type EventOf<M> = { [S in keyof M]: keyof M[S] }[keyof M] & string;
type Transitions<M> = { readonly [S in keyof M]: { readonly [E in keyof M[S]]: M[S][E] & keyof M } };
class Fsm<M extends { [S in keyof M]: { [E in keyof M[S]]: keyof M } }> {
    private hooks: Partial<Record<StateOf<M>, ((from: StateOf<M>, event: EventOf<M>) => void)[]>> = {};
    readonly trace: StateOf<M>[] = [];
    constructor(private readonly table: Transitions<M>, private current: StateOf<M>) { this.trace.push(current); }
    get state() { return this.current; }
    can(event: EventOf<M>): boolean { return event in this.table[this.current]; }
    on(state: StateOf<M>, hook: (from: StateOf<M>, event: EventOf<M>) => void): this { (this.hooks[state] ??= []).push(hook); return this; }
    send(event: EventOf<M>): boolean {
        const next = (this.table[this.current] as Record<string, StateOf<M> | undefined>)[event];
        if (next === undefined) return false;
        const from = this.current;
        this.current = next;
        this.trace.push(next);
        this.hooks[next]?.forEach(h => h(from, event));
        return true;
    }
}
const fsm = new Fsm<Machine>({ idle: { start: "loading" }, loading: { ok: "done", fail: "failed", cancel: "idle" }, failed: { retry: "loading", reset: "idle" }, done: {} }, "idle");
// builder with accumulating types
class QueryBuilder<Row extends object, Selected extends keyof Row = never> {
    private constructor(private readonly parts: { table: string; columns: readonly (keyof Row)[]; where: ((r: Row) => boolean)[]; order?: [keyof Row, "asc" | "desc"]; limit?: number }) {}
    static from<Row extends object>(table: string) { return new QueryBuilder<Row>({ table, columns: [], where: [] }); }
    private with(change: Partial<QueryBuilder<Row, Selected>["parts"]>): QueryBuilder<Row, Selected> { return new QueryBuilder({ ...this.parts, ...change }); }
    select<K extends keyof Row>(...columns: K[]): QueryBuilder<Row, Selected | K> { return new QueryBuilder<Row, Selected | K>({ ...this.parts, columns: [...this.parts.columns, ...columns] }); }
    where<K extends keyof Row>(column: K, test: Row[K] | ((v: Row[K]) => boolean)) { return this.with({ where: [...this.parts.where, r => typeof test === "function" ? (test as (v: Row[K]) => boolean)(r[column]) : r[column] === test] }); }
    orderBy(column: keyof Row, direction: "asc" | "desc" = "asc") { return this.with({ order: [column, direction] }); }
    take(limit: number) { return this.with({ limit }); }
    run(rows: readonly Row[]): Pick<Row, Selected>[] {
        const { where, order, limit = Infinity, columns } = this.parts;
        const found = rows.filter(r => where.every(w => w(r)));
        if (order) { const [c, d] = order; found.sort((a, b) => (a[c] < b[c] ? -1 : a[c] > b[c] ? 1 : 0) * (d === "asc" ? 1 : -1)); }
        return found.slice(0, limit).map(r => { const o = {} as Pick<Row, Selected>; for (const c of columns as readonly Selected[]) o[c] = r[c]; return o; });
    }
}
interface City { name: string; country: string; population: number; capital: boolean }
const cities: City[] = [{ name: "Oslo", country: "NO", population: 0.7, capital: true }, { name: "Bergen", country: "NO", population: 0.3, capital: false }, { name: "Paris", country: "FR", population: 2.1, capital: true }, { name: "Lyon", country: "FR", population: 0.5, capital: false }];
async function main() {
    const q = new TaskQueue(2);
    const r = await q.all({ a: async () => { await delay(3000); return 1; }, b: () => delay(1000).then(() => "two"), c: async () => [true, false] });
    console.log(r.a + 1, r.b, r.c.length, q.log.join(" "));
    console.log(await retry(n => { if (n < 3) throw new Error(`no ${n}`); return `ok ${n}`; }));
    try { await retry(async () => { throw "bad"; }, { attempts: 2, backoff: () => 1 }); } catch (e) { if (e instanceof RetryError) console.log(e.message, e.attempts, e.errors); }
    const settled = await Promise.allSettled([retry(() => 5), retry(() => Promise.reject(new TypeError("t")), { shouldRetry: e => !(e instanceof TypeError) })]);
    console.log(settled.map(s => s.status === "fulfilled" ? s.value : (s.reason as RetryError).attempts));
    fsm.on("failed", (from, ev) => console.log("failed from", from, "by", ev)).on("done", () => console.log("done!"));
    console.log((["ok", "start", "fail", "retry", "ok", "start"] as const).map(e => `${e}:${fsm.can(e)}:${fsm.send(e)}`).join(" "), fsm.state, fsm.trace);
    const rows = QueryBuilder.from<City>("cities").select("name").where("capital", true).orderBy("population", "desc").select("population").run(cities);
    console.log(rows, rows[0].name.length, QueryBuilder.from<City>("c").where("population", p => p < 1).select("name", "country").take(2).run(cities));
}
main().then(() => console.log("end"), e => console.log("failed", e));
