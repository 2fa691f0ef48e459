// What a generic class holds is also told by functions that are called where no type arguments can be seen.
class Box<T> {
    constructor(public value: T) {}
    set(value: T): this {
        this.value = value;
        return this;
    }
}
// All that is seen of Box elsewhere are numbers.
console.log(new Box(1).set(2).value);

// An arrow function.
const through = <R>(r: R): R => new Box<R>(r).set(r).value;
console.log(through("arrow"), through(true));

// A declared function as a value.
function boxed<R>(r: R): { value: R } {
    return new Box<R>(r);
}
console.log(["a", "b"].map((x) => boxed(x).value), [boxed].map((f) => f("value").value));

// A method that a class below replaces, and one that an interface names.
class Maker {
    make<R>(r: R): R {
        return r;
    }
}
class BoxMaker extends Maker {
    override make<R>(r: R): R {
        return new Box<R>(r).value;
    }
}
const makers: Maker[] = [new Maker(), new BoxMaker()];
console.log(makers.map((m) => m.make("method")));
interface Wraps {
    wrap<R>(r: R): R;
}
class Wrapper implements Wraps {
    wrap<R>(r: R): R {
        return new Box<R>(r).value;
    }
}
const wraps: Wraps[] = [new Wrapper(), { wrap: (r) => new Box(r).value }];
console.log(wraps.map((w) => w.wrap("interface")));

// The library's classes.
const memo = <A extends unknown[], R>(f: (...a: A) => R) => {
    const cache = new Map<string, R>();
    return (...a: A): R => {
        const key = JSON.stringify(a);
        if (!cache.has(key)) cache.set(key, f(...a));
        return cache.get(key)!;
    };
};
const repeated = memo((n: number, text: string) => text.repeat(n));
console.log(repeated(2, "ab"), repeated(2, "ab"), new Map([["k", 1]]).get("k"));
