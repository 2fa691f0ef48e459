// Containers, states, plug-ins: what programs do with classes that are values.
// dependency container
type Newable<T> = new (...args: any[]) => T;
class Container {
    private factories = new Map<Newable<unknown>, (c: Container) => unknown>();
    private singles = new Map<Newable<unknown>, unknown>();
    register<T>(key: Newable<T>, factory: (c: Container) => T): this {
        this.factories.set(key, factory);
        return this;
    }
    get<T>(key: Newable<T>): T {
        const known = this.singles.get(key);
        if (known !== undefined) return known as T;
        const factory = this.factories.get(key);
        if (!factory) throw new Error("nothing registered");
        const made = factory(this);
        this.singles.set(key, made);
        return made as T;
    }
}
class Logger { lines: string[] = []; log(s: string) { this.lines.push(s); } }
class Service { constructor(private logger: Logger) {} run() { this.logger.log("run"); return this.logger.lines.length; } }
const c = new Container().register(Logger, () => new Logger()).register(Service, (c) => new Service(c.get(Logger)));
console.log(c.get(Service).run(), c.get(Service).run(), c.get(Logger).lines);
try { c.get(Container); } catch (e) { console.log((e as Error).message); }
// states
abstract class State { abstract next(): new () => State; abstract readonly label: string; }
class Red extends State { label = "red"; next() { return Green; } }
class Green extends State { label = "green"; next() { return Yellow; } }
class Yellow extends State { label = "yellow"; next() { return Red; } }
let s: State = new Red();
const seen: string[] = [];
for (let i = 0; i < 5; i++) { seen.push(s.label); const N: new () => State = s.next(); s = new N(); }
console.log(seen.join(" "));
// plugins
interface Plugin { name: string; run(x: number): number }
interface PluginClass { new (factor: number): Plugin; readonly id: string }
class Twice implements Plugin { static readonly id = "twice"; name = "t"; constructor(private f: number) {} run(x: number) { return x * 2 * this.f; } }
class Inc implements Plugin { static readonly id = "inc"; name = "i"; constructor(private f: number) {} run(x: number) { return x + this.f; } }
const plugins: PluginClass[] = [Twice, Inc];
console.log(plugins.map((P) => P.id + ":" + new P(10).run(7)).join());
function load(id: string): Plugin | undefined { const P = plugins.find((p) => p.id === id); return P && new P(1); }
console.log(load("inc")?.run(1), load("none")?.run(1));
class Err1 extends Error {} class Err2 extends Error {}
function attempt(kinds: (new (m?: string) => Error)[], f: () => void): string {
    try { f(); return "fine"; } catch (e) { for (const k of kinds) if (e instanceof k) return "caught " + e.message; throw e; }
}
console.log(attempt([Err1, Err2], () => { throw new Err2("two"); }), attempt([TypeError], () => { throw new TypeError("t"); }), attempt([], () => {}));
type I = InstanceType<typeof Twice>; const tw: I = new Twice(3); console.log(tw.run(1));
type CP = ConstructorParameters<typeof Twice>; const args: CP = [4]; console.log(new Twice(...args).run(1));
function create<C extends new (...a: any[]) => any>(c: C, ...a: ConstructorParameters<C>): InstanceType<C> { return new c(...a); }
console.log(create(Twice, 5).run(1));
