// Methods of classes that an object may lack.
class A {
    m?(): void;
    n = 1;
}
const a = new A();
a.m?.();
console.log(a, a.m, "m" in a);
class B extends A {
    override m() {
        console.log("m", this.n);
    }
}
new B().m();
const all: A[] = [new A(), new B()];
for (const one of all) {
    one.m?.();
    if (one.m) one.m();
    console.log("m" in one);
}
class C extends A {
    m = () => console.log("field");
}
const c: A = new C();
c.m?.();
abstract class D {
    m?(n: number): number;
    go(n: number): number {
        return this.m?.(n) ?? -1;
    }
}
class E extends D {
    m(n: number): number {
        return n * 2;
    }
}
class F extends D {}
console.log(new E().go(4), new F().go(4));
class G {
    m?(n: number): number {
        return n + 1;
    }
}
class H extends G {
    m(n: number): number {
        return n + 2;
    }
}
const gs: G[] = [new G(), new H()];
for (const g of gs) console.log(g.m?.(3));
interface Listener {
    on?(text: string): void;
}
class Quiet implements Listener {
    on?(text: string): void;
}
class Loud extends Quiet {
    on(text: string): void {
        console.log("on", text);
    }
}
const listeners: Listener[] = [new Quiet(), new Loud()];
for (const one of listeners) one.on?.("x");
