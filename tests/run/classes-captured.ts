// Classes that use variables of the functions around them: each evaluation makes a class of its own.
function make(n: number) {
    class Counter {
        value = n;
        get(): number {
            return this.value + n;
        }
        add(by = n): this {
            this.value += by;
            return this;
        }
    }
    return new Counter();
}
const one = make(1);
const ten = make(10);
console.log(one.add().get(), ten.add().add(5).get(), one, ten);

// Class expressions, static members and fields, shared variables.
function registry(prefix: string) {
    let made = 0;
    return class Entry {
        static count = 0;
        static label = `${prefix}!`;
        static create(text: string): Entry {
            Entry.count++;
            return new Entry(text);
        }
        static get total(): string {
            return `${this.count}/${made} ${prefix}`;
        }
        readonly id = ++made;
        show = () => `${prefix}${this.id}:${this.text}`;
        constructor(readonly text: string) {}
        toString(): string {
            return `${prefix}#${this.id} ${this.text} of ${Entry.count}`;
        }
        twin(): Entry {
            return new Entry(this.text + this.text);
        }
    };
}
const A = registry("a");
const B = registry("b");
const a1 = A.create("x");
const a2 = new A("y");
const b1 = B.create("z");
console.log(`${a1} ${a2} ${b1} ${a1.twin()}`, A.total, B.total, A.count, B.count, A.label, B.label);
console.log(a1.show(), b1.show(), a1.twin().show());
console.log(a1 instanceof A, a1 instanceof B, b1 instanceof B, A === B, A === A, a1.constructor === A, a1.constructor === B);
B.count = 40;
console.log(A.count, B.count, B.total);

// Inheritance within the function, from a class outside, and of a class of an outer function.
class Shape {
    constructor(readonly name: string) {}
    area(): number {
        return 0;
    }
    toString(): string {
        return `${this.name} ${this.area()}`;
    }
}
function shapes(scale: number) {
    class Square extends Shape {
        static made = 0;
        constructor(readonly side: number) {
            super(`square*${scale}`);
            Square.made++;
        }
        area(): number {
            return this.side * this.side * scale;
        }
        static unit() {
            return new this(scale);
        }
        static scaled(): number {
            return scale;
        }
    }
    const offset = scale / 2;
    class Frame extends Square {
        area(): number {
            return super.area() - offset;
        }
    }
    class Plain extends Frame {}
    return { Square, Frame, Plain, made: () => Square.made, inner: () => class Deep extends Frame { area(): number { return super.area() * 100 + scale; } } };
}
const big = shapes(10);
const small = shapes(2);
const all: Shape[] = [new big.Square(2), new big.Frame(2), new small.Frame(2), new big.Plain(1), big.Frame.unit(), new (small.inner())(3), new Shape("none")];
for (const shape of all) console.log(String(shape), shape instanceof big.Square, shape instanceof small.Square, shape instanceof small.Frame, shape instanceof Shape);
console.log(big.made(), small.made(), big.Plain.scaled(), small.Plain.scaled(), big.Plain.made, small.Frame.made);

// In loops every round makes a class; variables that change are shared.
const classes: (new () => { read(): number; write(v: number): void })[] = [];
for (let i = 0; i < 3; i++) {
    let hidden = i * 10;
    classes.push(
        class {
            read(): number {
                return hidden + i;
            }
            write(v: number): void {
                hidden = v;
            }
        },
    );
}
const readers = classes.map((C) => new C());
readers[1].write(50);
console.log(readers.map((r) => r.read()), new classes[1]().read(), classes[0] === classes[1]);
