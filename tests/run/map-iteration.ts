// for … of over maps and sets sees what is added and skips what is deleted on the way; spreads, patterns and constructors take them too.
const map = new Map<string, number>([["a", 1], ["b", 2], ["c", 3]]);
for (const [key, value] of map) {
    console.log(key, value);
    if (key === "a") map.delete("b");
    if (value < 5) map.set(key + key, value + 5);
}
console.log(map, [...map], new Map(), new Map([[1, "x"]]));
const set = new Set([3, 1, 3, 2]);
let total = 0;
for (const value of set) {
    if (value === 1) continue;
    total += value;
    if (total > 4) break;
}
console.log(total, [...set], Math.max(...set), new Set<string>(), new Set(["q"]));
const [first, ...rest] = set;
console.log(first, rest);
const printers: (() => void)[] = [];
for (const [key] of new Map([["x", 1], ["y", 2]])) printers.push(() => console.log(key));
printers.forEach((print) => print());
for (const entry of new Map<number, string>([[1, "one"]])) console.log(entry, entry[0], entry[1].length);
