// Methods that give their object without saying so give what it is, in every class below.
class Shape {
    protected parts: string[] = [];
    name(n: string) {
        this.parts.push("name " + n);
        return this;
    }
    at(x: number, y: number) {
        return this.name(`at ${x},${y}`);
    }
    when(b: boolean) {
        return b ? this : null;
    }
    both() {
        return [this, this];
    }
    get me() {
        return this;
    }
    async later() {
        return this;
    }
    show() {
        return this.parts.join("; ");
    }
}
class Circle extends Shape {
    radius(r: number) {
        this.parts.push("radius " + r);
        return this;
    }
    name(n: string) {
        return super.name("circle " + n);
    }
}
class Ring extends Circle {
    inner = 0;
    hole(r: number) {
        this.inner = r;
        return this;
    }
}
console.log(new Ring().name("a").at(1, 2).radius(3).hole(4).show());
console.log(new Ring().when(true)?.hole(2).inner, new Ring().when(false)?.inner);
console.log(new Ring().both().map((r) => r.hole(7).inner), new Circle().me.radius(1).show());
new Ring().later().then((r) => console.log(r.hole(9).inner));

function chain<T extends Shape>(shape: T): T {
    return shape.name("x").at(5, 6);
}
console.log(chain(new Ring()).hole(8).inner, chain(new Circle()).show());
interface Fluent {
    n: number;
    set(n: number): this;
}
const fluent: Fluent = {
    n: 0,
    set(n) {
        this.n += n;
        return this;
    },
};
function twice<T extends Fluent>(t: T): T {
    return t.set(3).set(4);
}
console.log(twice(fluent).n);
