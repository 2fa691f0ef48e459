// Accessors of the base class, read and written through `super`
class P {
    #v = "p";
    get v(): string {
        return this.#v;
    }
    set v(x: string | number) {
        this.#v = "P" + x;
    }
    static #n = 0;
    static get n(): number {
        return P.#n;
    }
    static set n(x: number) {
        P.#n = x;
    }
}
class Q extends P {
    override get v(): string {
        return "Q." + super.v;
    }
    override set v(x: string | number) {
        const given = (super.v = x + "!");
        console.log(given);
        super.v += "?";
    }
    static bump(): number {
        super.n = 4;
        super.n += 2;
        return super.n;
    }
    later(): (x: number) => void {
        return (x) => {
            super.v = x;
        };
    }
}
const q = new Q();
q.v = "z";
console.log(q.v, Q.bump());
q.later()(5);
console.log(q.v);

class Held<T> {
    private held?: T;
    get it(): T | undefined {
        return this.held;
    }
    set it(v: T | undefined) {
        this.held = v;
    }
}
class Doubled extends Held<number> {
    override get it(): number | undefined {
        return super.it;
    }
    override set it(v: number | undefined) {
        super.it = (v ?? 0) * 2;
    }
}
const doubled = new Doubled();
doubled.it = 4;
console.log(doubled.it);
const clear = (held: Held<number>): void => {
    held.it = undefined;
};
clear(doubled);
console.log(doubled.it);
