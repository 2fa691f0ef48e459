// Accessors of classes: types that differ, static ones, overridden ones, those of the base class.
class Reading {
    private value = 0;
    get v(): number { return this.value; }
    set v(x: number | string) { this.value = Number(x); }
}
const reading = new Reading();
reading.v = "12";
console.log(reading.v + 1);
reading.v = 5;
reading.v += 2;
console.log(reading.v);

class Settings {
    static #level = 1;
    static get level() { return Settings.#level; }
    static set level(v) { Settings.#level = v; }
    static get double(): number { return this.level * 2; }
}
Settings.level = 4;
Settings.level++;
console.log(Settings.level, Settings.double);

class Base {
    get x() { return 1; }
    get name() { return "base"; }
    static get kind() { return "B"; }
}
class Derived extends Base {
    override get x() { return super.x + 1; }
    both() { return [1].map(k => super.name + k); }
    static override get kind() { return super.kind + "D"; }
}
console.log(new Derived().x, new Derived().both(), Derived.kind);

// A member that can only be set reads as undefined, also through an interface.
class Sink {
    last = 0;
    set level(n: number) { this.last = n; }
}
const sink = new Sink();
const target: { level: number; last: number } = sink;
target.level = 3;
console.log(target.last, sink.last);
console.log((target as { level?: number }).level, "level" in target);
