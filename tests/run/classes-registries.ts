// Registries, singletons by class, components found by class.
interface Command { execute(): string; undo?(): string }
class Add implements Command { static id = "add"; constructor(private x: number) {} execute() { return "+" + this.x; } undo() { return "-" + this.x; } }
class Say implements Command { static id = "say"; constructor(private x: number) {} execute() { return "say " + this.x; } }
const commands = { add: Add, say: Say };
type Id = keyof typeof commands;
function make(id: Id, x: number): Command { return new commands[id](x); }
console.log(make("add", 1).execute(), make("say", 2).execute(), make("add", 3).undo?.(), make("say", 1).undo?.());
const byId = new Map<string, new (x: number) => Command>([Add, Say].map((c) => [c.id, c] as const));
for (const [id, C] of byId) console.log(id, new C(9).execute());
// singletons per class
const instances = new Map<new () => object, object>();
function single<T extends object>(c: new () => T): T { let i = instances.get(c); if (!i) { i = new c(); instances.set(c, i); } return i as T; }
class Clock { t = 1; } class Bus { m: string[] = []; }
console.log(single(Clock) === single(Clock), single(Bus).m.length, single(Clock) as object === single(Bus));
// entity component
abstract class Component { abstract readonly kind: string }
class Pos extends Component { kind = "pos"; x = 1; } class Vel extends Component { kind = "vel"; v = 2; }
class Entity { private list: Component[] = []; add<T extends Component>(C: new () => T): T { const c = new C(); this.list.push(c); return c; }
  get<T extends Component>(C: new () => T): T | undefined { return this.list.find((c): c is T => c instanceof C); }
  has(...Cs: (new () => Component)[]): boolean { return Cs.every((C) => this.list.some((c) => c instanceof C)); } }
const e = new Entity(); e.add(Pos).x = 5;
console.log(e.get(Pos)?.x, e.get(Vel)?.v, e.has(Pos), e.has(Pos, Vel));
