// console.log shows arrays, objects, instances, maps and sets as node does.
class Point {
    x = 1;
    #hidden = 2;
    y: number | undefined;
    constructor(public name: string) {}
    method(): number {
        return this.#hidden;
    }
    get double(): number {
        return this.x * 2;
    }
}
class Empty {}
class Named extends Point {
    z = [1, 2.5];
}

console.log([1, 2, 3], { a: 1, b: "s", c: [1, { d: null }], u: undefined }, [], {});
console.log(new Point("q"), new Empty(), new Map<string, number>(), new Set<number>());
console.log([undefined, null], ["it's", 'a"b', "`'\""], [[[[1]]]], { a: { b: { c: { d: 1 } } } }, [[[[]]]]);
console.log(true, -0, [-0], "s", [1.5, NaN, 1e21, true, "a\nb", null, undefined]);
console.log(new Array<number>(120).fill(7));
console.log(["aaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "ccccccccccccccccccccccccc", "ddddddddddd"]);
console.log({ alpha: "aaaaaaaaaaaaaaaaaaaaaa", beta: "bbbbbbbbbbbbbbbbbbbbbbbbbbbb", gamma: "cccccccccccccccccccccc" });
console.log(["one", "three", "seventeen", "x", "", "four", "five", "sixty"]);
console.log(new Named("z"), [new Named("w")], { "quoted-name": 1, 7: "seven", b2: true, 3: "x" });

const map = new Map<string, number[]>();
map.set("a", [1]);
map.set("b", []);
console.log(map, [map]);
const set = new Set<unknown>();
set.add(1);
set.add("x");
set.add(map);
console.log(set);

interface Node {
    value: number;
    next: Node | null;
}
const node: Node = { value: 1, next: null };
node.next = node;
console.log(node, [node]);
console.log(new Uint8Array(3), new Uint8Array(9));

const mixed: unknown = { a: [1, "x"] };
console.log(mixed, String([1, [2, 3]]), `${[1, undefined, "z"]}`);

class Texts {
    toString(): string {
        return "own text";
    }
}
console.log(`${new Texts()}`, String(new Texts()), "" + new Texts(), [new Texts()]);
