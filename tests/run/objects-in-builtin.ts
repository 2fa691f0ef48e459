// `in` finds what JavaScript's own prototypes have.
const list = [1, 2];
const anything: any = list;
console.log("length" in list, "push" in list, "map" in list, "foo" in list, "toString" in list, 0 in list, 2 in list);
console.log("length" in anything, "push" in anything, "foo" in anything, "hasOwnProperty" in anything);
class K {
    f = 1;
    m(): void {}
}
const k = new K();
console.log("f" in k, "m" in k, "h" in k, "toString" in k, "constructor" in k, "hasOwnProperty" in k, "push" in k);
const o = { a: 1 };
console.log("a" in o, "toString" in o, "valueOf" in o, "z" in o);
const f = () => 1;
console.log("name" in f, "length" in f, "call" in f, "z" in f, "push" in f);
const bytes = new Uint8Array(2);
console.log("length" in bytes, "fill" in bytes, "subarray" in bytes, "push" in bytes, "byteLength" in bytes);
const mixed: (number[] | { size: number })[] = [[1], { size: 2 }];
for (const one of mixed) console.log("push" in one, "size" in one, "toString" in one);
try {
    console.log("toString" in (5 as any));
} catch (e) {
    console.log((e as Error).name);
}
