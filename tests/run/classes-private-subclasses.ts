// A private name belongs to the class that declares it: a subclass may have its own of the same name.
class Account {
    #balance = 1;
    #log: string[] = ["account"];
    static #made = 0;
    static #next(): number { return ++Account.#made; }
    id = Account.#next();
    #step(by: number): number { return (this.#balance += by); }
    get #shown(): string { return "account " + this.#balance; }
    deposit(by: number): number { return this.#step(by); }
    show(): string { return this.#shown + " " + this.#log.join(); }
    is(o: object): boolean { return #balance in o; }
    other(o: Account): number { return o.#balance; }
}
class Savings extends Account {
    #balance = "one";
    #log = 7;
    static #made = "s";
    static #next(a: string): string { return (Savings.#made += a); }
    tag = Savings.#next("!");
    #step(a: string, b: string): string { return (this.#balance += a + b); }
    get #shown(): number { return this.#balance.length; }
    set #shown(n: number) { this.#balance = "x".repeat(n); }
    grow(): string { this.#shown = 3; return this.#step("a", "b"); }
    show(): string { return super.show() + " | " + this.#shown + " " + this.#log; }
    isSavings(o: object): boolean { return #balance in o; }
    peer(o: Savings): string { return o.#balance; }
}
class Third extends Savings {
    #balance: Third | null = null;
    link(): boolean { this.#balance = this; return this.#balance === this; }
}
const a = new Account();
const s = new Savings();
const t = new Third();
console.log(a.deposit(2), s.deposit(3), t.deposit(4));
console.log(a.show(), "/", s.show(), "/", t.show());
console.log(s.grow(), s.show(), t.grow(), t.link(), t.show());
console.log(a.is(s), s.isSavings(a), s.isSavings(t), a.other(s), s.peer(t));
console.log(a.id, s.id, t.id, s.tag, t.tag);
console.log(Object.keys(t).join(), JSON.stringify(t));

class Tree<T> {
    #root: T | null = null;
    put(v: T): this { this.#root = v; return this; }
    top(): T | null { return this.#root; }
}
class Pair<T> extends Tree<T> {
    #root: [T, T] | null = null;
    both(a: T, b: T): this { this.#root = [a, b]; return this.put(a); }
    sum(f: (a: T, b: T) => T): T | null { return this.#root ? f(this.#root[0], this.#root[1]) : null; }
}
const p = new Pair<number>().both(3, 4);
console.log(p.top(), p.sum((a, b) => a + b));

// The same name in the class around and in a class inside.
class Outer {
    #v = 1;
    make() {
        class Inner extends Outer {
            #v = "inner";
            v(): string { return this.#v; }
        }
        return new Inner();
    }
    v2(): number { return this.#v; }
}
const i = new Outer().make();
console.log(i.v(), i.v2());
