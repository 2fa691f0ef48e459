// structuredClone: all that a value holds is copied, shared parts and circles stay as they are.
const original = { x: 1, d: { y: [1, 2, { z: 3 }] }, m: new Map([["a", { b: 1 }]]), s: new Set(["q"]), n: null, u: undefined as number | undefined };
const copy = structuredClone(original);
copy.d.y.push(9);
copy.m.get("a")!.b = 5;
copy.x = 2.5;
console.log(original, copy, original === copy, original.d === copy.d);
console.log(structuredClone([1, [2, "x"]]), structuredClone("text"), structuredClone(5), structuredClone(null));

const shared = { n: 1 };
const twice = structuredClone({ a: shared, b: shared });
console.log(twice.a === twice.b, twice.a !== shared, twice);

interface Node {
    name: string;
    next?: Node;
}
const circle: Node = { name: "c" };
circle.next = circle;
const other = structuredClone(circle);
console.log(other !== circle, other.next === other, other.next!.next!.name);

const counts: { [key: string]: number } = { a: 1 };
counts["b" + 1] = 2;
const more = structuredClone(counts);
more.c = 3;
console.log(counts, more);

for (const wrong of [() => 1, { f() {} }, [Symbol("s")]]) {
    try {
        structuredClone<unknown>(wrong);
        console.log("copied");
    } catch (e) {
        console.log((e as Error).name);
    }
}

const bytes = new Uint8Array([1, 2, 3]);
const held = { bytes, parts: [bytes, bytes.subarray(1)], floats: new Float64Array([1.5, -0]) };
const taken = structuredClone(held);
taken.bytes[0] = 9;
console.log(held, taken, taken.parts[0] === taken.bytes);
const error = structuredClone(new RangeError("far", { cause: [1] }));
console.log(error instanceof RangeError, error.name, error.message, error.cause);
