// Class expressions as the values of constants, with and without a name of their own.
const Counter = class {
    static made = 0;
    n = 1;
    constructor() { Counter.made++; }
    get() { return this.n; }
};
console.log(new Counter().get(), Counter.made, new Counter());

const Node2 = class Inner<T> {
    next: Inner<T> | null = null;
    constructor(public value: T) {}
    static of(n: number) { return new Inner(n); }
    append(value: T): Inner<T> { this.next = new Inner<T>(value); return this.next; }
};
const node = new Node2("a");
node.append("b").append("c");
console.log(node.next?.next?.value, Node2.of(3).value, node instanceof Node2);

class Base { hello() { return "hello"; } }
const Derived = class extends Base {
    override hello() { return super.hello() + "!"; }
};
class Third extends Derived {
    override hello() { return super.hello() + "?"; }
}
console.log(new Derived().hello(), new Third().hello(), new Third() instanceof Base);

function inner(k: number) {
    const Local = class { constructor(readonly twice = 2) {} times(n: number) { return n * this.twice; } };
    return new Local().times(k);
}
console.log(inner(21));
console.log(String.raw`a\nb${1 + 1}c\u0041`, String.raw`\x`);
