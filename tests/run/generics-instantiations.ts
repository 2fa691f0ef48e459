// Type arguments without a call.
function same<T>(value: T): T {
    return value;
}
function pair<A, B = string>(a: A, b: B): [A, B] {
    return [a, b];
}
class Box<T> {
    static made = 0;
    constructor(public value: T) {
        Box.made++;
    }
    static of<U>(value: U): Box<U> {
        return new Box(value);
    }
    map<U>(f: (value: T) => U): Box<U> {
        return new Box(f(this.value));
    }
}
const sameNumber = same<number>;
const numberAndText = pair<number>;
console.log(sameNumber(3) + 1, numberAndText(1, "x"), [1, 2].map(same<number>), sameNumber === same);
const NumberBox = Box<number>;
const box = new NumberBox(4);
console.log(box.map((v) => v * 2).value, box instanceof NumberBox, box instanceof Box, NumberBox.made, NumberBox.of("t").value);
type Same = ReturnType<typeof same<string>>;
type Pair = Parameters<typeof pair<boolean, number[]>>;
const text: Same = "s";
const args: Pair = [true, [1]];
console.log(text.length, pair(...args));
const table = new Map<string, number[]>;
table.set("k", [1, 2]);
const Table = Map<string, Set<number>>;
const sets = new Table([["a", new Set([1, 1])]]);
console.log(table, sets.get("a")?.size);
function build<T>(Make: new (value: T) => Box<T>, values: T[]): Box<T>[] {
    return values.map((value) => new Make(value));
}
console.log(build(Box<string>, ["p", "q"]).map((b) => b.value.toUpperCase()), Box.made);
// A field's initialiser may call the function around the class.
function tree(depth: number): { sum(): number } {
    class Tree {
        children = depth > 0 ? [tree(depth - 1), tree(depth - 1)] : [];
        sum(): number {
            return this.children.reduce((sum, child) => sum + child.sum(), depth);
        }
    }
    return new Tree();
}
console.log(tree(4).sum());
