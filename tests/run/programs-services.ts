// business: result, emitter, DI, pipe, reducer
type Ok<T> = { readonly ok: true; readonly value: T };
type Err<E> = { readonly ok: false; readonly error: E };
type Result<T, E = Error> = Ok<T> | Err<E>;
const ok = <T>(value: T): Ok<T> => ({ ok: true, value });
const err = <E>(error: E): Err<E> => ({ ok: false, error });
const Result = {
    map: <T, U, E>(r: Result<T, E>, f: (t: T) => U): Result<U, E> => r.ok ? ok(f(r.value)) : r,
    andThen: <T, U, E, F>(r: Result<T, E>, f: (t: T) => Result<U, F>): Result<U, E | F> => r.ok ? f(r.value) : r,
    all<T extends readonly Result<any, any>[]>(rs: [...T]): Result<{ [K in keyof T]: T[K] extends Result<infer V, any> ? V : never }, T[number] extends Result<any, infer E> ? E : never> {
        const values: unknown[] = [];
        for (const r of rs) { if (!r.ok) return r; values.push(r.value); }
        return ok(values) as any;
    },
    unwrapOr: <T, E>(r: Result<T, E>, d: T): T => r.ok ? r.value : d,
} as const;
class ValidationError extends Error { constructor(readonly field: string, message: string) { super(`${field}: ${message}`); this.name = new.target.name; } }
type Events = { created: [id: number, name: string]; removed: [id: number]; cleared: [] };
class Emitter<M extends Record<keyof M, unknown[]>> {
    private readonly map: { [K in keyof M]?: Set<(...args: M[K]) => void> } = {};
    on<K extends keyof M>(type: K, f: (...args: M[K]) => void): () => boolean {
        const set = (this.map[type] ??= new Set());
        set.add(f);
        return () => set.delete(f);
    }
    once<K extends keyof M>(type: K, f: (...args: M[K]) => void) {
        const off = this.on(type, (...args) => { off(); f(...args); });
        return off;
    }
    emit<K extends keyof M>(type: K, ...args: M[K]): number {
        let n = 0;
        this.map[type]?.forEach(f => { f(...args); n++; });
        return n;
    }
}
class Token<T> { declare readonly _type: T; constructor(readonly name: string) {} }
type Resolved<D extends readonly Token<any>[]> = { [I in keyof D]: D[I] extends Token<infer T> ? T : never };
class Container {
    private factories = new Map<Token<any>, () => unknown>();
    private cache = new Map<Token<any>, unknown>();
    provide<T, const D extends readonly Token<any>[]>(token: Token<T>, deps: D, make: (...deps: Resolved<D>) => T): this {
        this.factories.set(token, () => make(...(deps.map(d => this.get(d)) as unknown as Resolved<D>)));
        return this;
    }
    get<T>(token: Token<T>): T {
        if (!this.cache.has(token)) {
            const f = this.factories.get(token);
            if (!f) throw new Error(`no provider for ${token.name}`);
            this.cache.set(token, f());
        }
        return this.cache.get(token) as T;
    }
}
interface Clock { now(): number }
interface Logger { log(message: string): void; readonly lines: readonly string[] }
interface User { readonly id: number; name: string; email?: string; roles: ReadonlySet<"admin" | "user"> }
class UserService extends Emitter<Events> {
    private users = new Map<User["id"], User>();
    private seq = 0;
    constructor(private logger: Logger, private clock: Clock) { super(); }
    create({ name, email, roles = ["user"] }: { name: string; email?: string; roles?: ("admin" | "user")[] }): Result<User, ValidationError> {
        if (name.trim() === "") return err(new ValidationError("name", "is empty"));
        if (email !== undefined && !email.includes("@")) return err(new ValidationError("email", `${email} has no @`));
        const user: User = { id: ++this.seq, name, ...(email && { email }), roles: new Set(roles) };
        this.users.set(user.id, user);
        this.logger.log(`[${this.clock.now()}] created ${name}`);
        this.emit("created", user.id, name);
        return ok(user);
    }
    remove(id: number): Result<User, "missing"> {
        const u = this.users.get(id);
        if (!u) return err("missing");
        this.users.delete(id);
        this.emit("removed", id);
        return ok(u);
    }
}
const LOGGER = new Token<Logger>("logger"), CLOCK = new Token<Clock>("clock"), USERS = new Token<UserService>("users"), NOTHING = new Token<never>("nothing");
const c = new Container()
    .provide(CLOCK, [], () => { let t = 1000; return { now: () => t += 5 }; })
    .provide(LOGGER, [], () => { const lines: string[] = []; return { lines, log(m) { lines.push(m); } }; })
    .provide(USERS, [LOGGER, CLOCK], (l, k) => new UserService(l, k));
const users = c.get(USERS);
users.once("created", (id, name) => console.log("first", id, name));
const off = users.on("removed", id => console.log("removed", id));
const made = Result.all([users.create({ name: "Ann", roles: ["admin"] }), users.create({ name: "Bob", email: "bob@x" })]);
if (made.ok) { const [a, b] = made.value; console.log(a.name, [...a.roles], b.email, "email" in a); }
const bad = users.create({ name: " " });
console.log(bad.ok ? "?" : `${bad.error.name} ${bad.error.message}`);
const chained = Result.andThen(users.create({ name: "Cy", email: "cy" }), u => users.remove(u.id));
if (!chained.ok) console.log(typeof chained.error === "string" ? chained.error : chained.error.field);
console.log(Result.unwrapOr(Result.map(users.remove(1), u => u.name.length), -1), Result.unwrapOr(Result.map(users.remove(1), u => u.name.length), -1), off(), off());
try { c.get(NOTHING); } catch (e) { console.log((e as Error).message); }
console.log(c.get(LOGGER).lines);
function pipe<A>(a: A): A;
function pipe<A, B>(a: A, ab: (a: A) => B): B;
function pipe<A, B, C>(a: A, ab: (a: A) => B, bc: (b: B) => C): C;
function pipe<A, B, C, D>(a: A, ab: (a: A) => B, bc: (b: B) => C, cd: (c: C) => D): D;
function pipe(a: unknown, ...fs: ((x: any) => unknown)[]): unknown { return fs.reduce((x, f) => f(x), a); }
const groupBy = <T, K extends PropertyKey>(key: (t: T) => K) => (list: readonly T[]): Partial<Record<K, T[]>> =>
    list.reduce((acc, t) => { (acc[key(t)] ??= []).push(t); return acc; }, {} as Partial<Record<K, T[]>>);
const mapValues = <V, W>(f: (v: V, k: string) => W) => (o: { [k: string]: V }) => Object.fromEntries(Object.entries(o).map(([k, v]) => [k, f(v, k)]));
console.log(pipe(["apple", "avocado", "bean", "corn", "carrot"], groupBy(s => s[0]), o => o as Record<string, string[]>, mapValues((v: string[], k) => `${k}:${v.length}`)));
type Action = { type: "add"; item: string; qty?: number } | { type: "remove"; item: string } | { type: "clear" };
type State = Readonly<{ items: Readonly<Record<string, number>>; history: readonly Action["type"][] }>;
const reducers: { [A in Action as A["type"]]: (s: State["items"], a: A) => State["items"] } = {
    add: (s, { item, qty = 1 }) => ({ ...s, [item]: (s[item] ?? 0) + qty }),
    remove: (s, { item }) => { const { [item]: _, ...rest } = s; return rest; },
    clear: () => ({}),
};
const reduce = (s: State = { items: {}, history: [] }, a: Action): State => ({ items: (reducers[a.type] as (s: State["items"], a: Action) => State["items"])(s.items, a), history: [...s.history, a.type] });
const actions: Action[] = [{ type: "add", item: "pen" }, { type: "add", item: "ink", qty: 3 }, { type: "add", item: "pen", qty: 2 }, { type: "remove", item: "ink" }];
console.log(actions.reduce<State | undefined>(reduce, undefined));
console.log(actions.concat({ type: "clear" }).reduce(reduce, { items: { old: 1 }, history: [] }));
