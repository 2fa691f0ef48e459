// Fields, constructors, virtual calls, super, abstract, static, parameter properties.
abstract class Animal {
    static count = 0;
    static readonly kinds: string[] = [];
    protected legs = 4;
    private secret: number = 7;
    constructor(public readonly name: string, protected weight: number = 10) {
        Animal.count++;
        Animal.kinds.push(name);
    }
    abstract sound(): string;
    speak(): string { return this.name + " says " + this.sound(); }
    describe(): string { return this.speak() + " on " + this.legs + " legs, " + this.weight; }
    peek(other: Animal): number { return other.secret + this.secret; }
    static make(kind: string): Animal { return kind === "dog" ? new Dog("Rex") : new Bird("Tweety", 0.5); }
}
class Dog extends Animal {
    tricks: string[] = [];
    sound(): string { return "woof"; }
    learn(t: string): this { this.tricks.push(t); return this; }
    override describe(): string { return super.describe() + " knows " + this.tricks.length; }
}
class Puppy extends Dog {
    age = 0.5;
    constructor(name: string) { super(name + " jr", 3); this.weight -= 0.5; }
    override sound(): string { return super.sound().slice(0, 2); }
}
class Bird extends Animal {
    protected override legs = 2;
    sound(): string { return "tweet"; }
}
const dog = new Dog("Fido");
const zoo: Animal[] = [dog, new Puppy("Fido"), Animal.make("bird"), Animal.make("dog")];
for (const z of zoo) console.log(z.describe());
dog.learn("sit").learn("roll");
console.log(dog.describe(), Animal.count, Animal.kinds.join());
for (const z of zoo) console.log(z instanceof Dog, z instanceof Puppy, z instanceof Animal, z instanceof Bird);
console.log(dog.peek(zoo[2]));
class Point {
    constructor(public x: number, public y: number) {}
    plus(o: Point): Point { return new Point(this.x + o.x, this.y + o.y); }
    scale(f: number): Point { this.x *= f; this.y *= f; return this; }
    toText(): string { return "(" + this.x + ", " + this.y + ")"; }
}
const p = new Point(1, 2).plus(new Point(3, 4)).scale(0.5);
console.log(p.toText(), p.plus(p).toText(), p === p.scale(1), p === p.plus(new Point(0, 0)));
class Order {
    log = "";
    a = this.note("a");
    b: string;
    c = this.note("c");
    d?: number;
    constructor() { this.b = this.note("b"); }
    note(s: string): string { this.log += s; return s; }
}
const o = new Order();
console.log(o.log, o.a + o.b + o.c, o.d === undefined);
class Counter { private static next = 1; readonly id = Counter.next++; static reset(): void { Counter.next = 100; } }
const c1 = new Counter(); const c2 = new Counter(); Counter.reset(); const c3 = new Counter();
console.log(c1.id, c2.id, c3.id);
class Node2 { next: Node2 | null = null; constructor(readonly value: number) {} }
let list: Node2 | null = null;
for (let i = 0; i < 5; i++) { const n = new Node2(i); n.next = list; list = n; }
let text = "";
for (let n = list; n !== null; n = n.next) text += n.value;
console.log(text, list!.next!.value);
