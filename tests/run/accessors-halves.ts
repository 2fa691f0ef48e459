// A subclass that overrides the getter of an accessor has no setter, and what has only a getter cannot be set.
class A {
    stored = 1;
    get x(): number {
        return this.stored;
    }
    set x(value: number) {
        this.stored = value;
    }
    double(): void {
        this.x *= 2;
    }
}
class B extends A {
    get x(): number {
        return 10;
    }
}
class C extends B {}
class D extends B {
    get x(): number {
        return 20;
    }
    set x(value: number) {
        this.stored = value * 2;
    }
}
class E<T> {
    constructor(public held: T) {}
    get y(): T {
        return this.held;
    }
    set y(value: T) {
        this.held = value;
    }
}
class F extends E<string> {
    get y(): string {
        return "fixed";
    }
}
function tell(run: () => unknown): void {
    try {
        console.log(run());
    } catch (e) {
        console.log((e as Error).name + ": " + (e as Error).message);
    }
}
for (const a of [new A(), new B(), new C(), new D()] as A[]) {
    tell(() => (a.x = 5));
    console.log(a.x, a.stored);
    tell(() => a.double());
    console.log(a.x, a.stored);
    tell(() => ((a as any).x = 7));
    console.log((a as any).x, a.stored);
}
for (const e of [new E("a"), new F("b")]) {
    tell(() => (e.y = "c"));
    console.log(e.y, e.held);
}
class Getter {
    get z() {
        return 1;
    }
}
const getter: any = new Getter();
tell(() => (getter.z = 2));
tell(() => getter.z++);
const literal: any = {
    get z() {
        return 3;
    },
};
tell(() => (literal.z = 4));
console.log(getter.z, literal.z);
const both: { z: number }[] = [{ z: 1 }, new Getter() as any];
for (const one of both) tell(() => (one.z = 6));
