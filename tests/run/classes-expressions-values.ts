// Class expressions anywhere.
class Box<T> { constructor(public value: T) {} map<U>(f: (t: T) => U): Box<U> { return new Box(f(this.value)); } }
function wrap<T>(c: new (v: T) => Box<T>, v: T): Box<T> { return new c(v); }
console.log(wrap<number>(Box, 3).value, wrap<string>(Box, "s").map((s) => s.length).value);
const factories = { box: Box, list: class List<T> { items: T[] = []; add(x: T) { this.items.push(x); return this; } } };
console.log(new factories.box("q").value, new factories.list<number>().add(1).add(2).items);
const classes = [class { v = 1; }, class { v = 2; }];
console.log(classes.map((c) => new c().v));
function f(C: { new (): { hi(): string } } = class { hi() { return "default"; } }) { return new C().hi(); }
console.log(f(), f(class { hi() { return "given"; } }));
const Anon = class Named { static s = 1; me() { return new Named(); } };
console.log(new Anon().me() instanceof Anon);
