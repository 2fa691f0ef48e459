// Static members through `this`, subclasses and values; `new this`.
class Animal {
    static kind = "animal";
    static count = 0;
    static create(name: string): Animal { Animal.count++; return new this(name); }
    static label(): string { return "<" + this.kind + ">"; }
    constructor(public name: string) {}
    speak(): string { return this.name + " speaks"; }
}
class Dog extends Animal {
    static override kind = "dog";
    override speak(): string { return this.name + " barks"; }
}
const a = Animal.create("a");
const d = Dog.create("d");
console.log(a.speak(), d.speak(), d instanceof Dog, a instanceof Dog, Animal.label(), Dog.label(), Animal.count);
const kinds: (typeof Animal)[] = [Animal, Dog];
for (const k of kinds) console.log(k.kind, k.label(), k.create("x").speak());
class Single {
    private static instance?: Single;
    value = 1;
    static get(): Single { return this.instance ??= new this(); }
    static reset(): void { this.instance = undefined; }
}
Single.get().value = 5;
console.log(Single.get().value, Single.get() === Single.get());
Single.reset();
console.log(Single.get().value);
interface Maker { new (n: number): { n: number }; readonly version: string }
class M { static version = "1.0"; constructor(public n: number) {} }
const m: Maker = M;
console.log(m.version, new m(4).n);
const holder: { version: string } = M;
console.log(holder.version);
class Base { static make() { return new this(); } hi() { return "base"; } }
class Derived extends Base { override hi() { return "derived"; } }
console.log(Base.make().hi(), Derived.make().hi());
class S { static base = 10; static twice = this.base * 2; static { this.base = 3; } static f = () => this.base; }
console.log(S.base, S.twice, S.f());
class Up { static who() { return "up"; } static hello() { return "hello " + this.who(); } }
class Down extends Up { static override who() { return "down"; } static override hello() { return super.hello() + "!"; } }
console.log(Up.hello(), Down.hello());
class Acc { static #v = 1; static get v() { return this.#v; } static set v(x: number) { this.#v = x * 2; } }
Acc.v = 4; console.log(Acc.v);
const AccRef = Acc; AccRef.v = 5; console.log(AccRef.v);
