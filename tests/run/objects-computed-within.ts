// Keys of constants and enum members that functions and blocks declare.
const WIDTH = "outer width";
function one() {
    const WIDTH = "width";
    const SIX = 6;
    const CALL = "call";
    const KEYS = { first: "a", second: "b" } as const;
    enum Field {
        Name = "name",
        Size = "size",
    }
    interface Sized {
        [WIDTH]: number;
        [Field.Name]?: string;
        [KEYS.first](): string;
    }
    class Thing implements Sized {
        [WIDTH] = 7;
        static [SIX] = "six";
        [KEYS.first](): string {
            return "first";
        }
        [CALL](n: number): string {
            return `${this[WIDTH]} ${n}`;
        }
        get [Field.Size](): number {
            return this[WIDTH] * 2;
        }
        set [Field.Size](value: number) {
            this[WIDTH] = value / 2;
        }
    }
    const thing = new Thing();
    thing[Field.Size] = 10;
    console.log(thing, thing.width, thing.size, thing.a(), thing[CALL](1), Thing[SIX]);
    const { [WIDTH]: width, [Field.Size]: size } = thing;
    console.log(width, size, { [WIDTH]: 1, [Field.Name]: "n", [SIX]: 6, [KEYS.second]() {} });
}
function two() {
    const WIDTH = "other";
    const seen: object[] = [];
    for (const n of [1, 2]) {
        const KEY = "key";
        class Inner {
            [WIDTH] = n;
            [KEY] = n * 2;
        }
        seen.push(new Inner());
    }
    return seen;
}
one();
console.log(two());
{
    const WIDTH = "in a block";
    class Blocked {
        [WIDTH] = true;
    }
    console.log(new Blocked());
}
class Outer {
    [WIDTH] = 1;
}
console.log(new Outer());
