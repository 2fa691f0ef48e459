// What arrays and objects stand for in sums, comparisons and `==`, where the program does not say what it has.
const values: any[] = [1, "1", 0, "", [], [1], [[1]], {}, null, undefined, true, false, NaN, "a", ["a"], [null], "1,2", [1, 2], -0, "  1 ", "0x1", new Uint8Array(2), { toString: () => "a" }, { valueOf: () => 1 }];
for (const a of values) {
    let row = "";
    for (const b of values) row += a == b ? "=" : a < b ? "<" : a >= b ? ">" : "-";
    console.log(row);
}
for (const value of values) {
    let up = value;
    const before = up++;
    let sum = value;
    sum += 2;
    console.log(+value, value + 1, value - 1, value + "z", -value, value | 0, value ** 2, ~value, Number(value), before, up, sum);
}
const symbol: any = Symbol("s");
console.log(symbol == "Symbol(s)", symbol == symbol, symbol == values[4]);

// Objects of the library have tags.
const things: any[] = [new Map(), new Set([1]), new WeakMap(), Promise.resolve(1), (function* () {})(), [new Map(), 2]];
console.log(things.map((thing) => `${thing}`).join(), String(new Map([[1, 2]])));

// `in` and `instanceof`.
const list: any = [1, 2];
const several: any[] = [list, "s", {}, new Map(), new Error("e"), () => 1, null, new Uint8Array(1), 5, symbol];
console.log("length" in list, "1" in list, "2" in list, "length" in new Uint8Array(2), "nothing" in list);
for (const value of several) console.log(value instanceof Array, value instanceof Object, value instanceof Map, value instanceof Error, value instanceof Uint8Array);
function count(value: string | readonly number[] | { size: number }): number {
    if (value instanceof Array) return value.length;
    if (value instanceof Object) return value.size;
    return value.length + 100;
}
console.log(count([1, 2]), count({ size: 7 }), count("abc"));
