// Array methods that take functions.
const a = [5, 3, 8, 1, 9, 2];
console.log(a.map((x) => x * 2).join(), a.map((x, i) => x + i).join(), a.map((x) => "n" + x).join(), a.map((x) => x / 2).join());
console.log(a.filter((x) => x > 3).join(), a.filter((x, i) => i % 2 === 0).length, a.filter(() => false).length);
let seen = "";
a.forEach((x, i) => { seen += i + ":" + x + " "; });
console.log(seen);
console.log(a.reduce((s, x) => s + x, 0), a.reduce((s, x) => s + x), a.reduce((s, x) => s + x, ""), a.reduce((m, x) => (x > m ? x : m), -Infinity));
console.log(a.slice().sort().join(), a.slice().sort((x, y) => x - y).join(), a.slice().sort((x, y) => y - x).join(), a.join());
console.log([10, 9, 1, 100].sort().join(), ["b", "a", "C"].sort().join(), [true, false].sort().join(), [3, 1, 2].sort((p, q) => (p < q ? -1 : 1)).join());
interface Item { key: number; name: string }
const items: Item[] = [{ key: 2, name: "a" }, { key: 1, name: "b" }, { key: 2, name: "c" }, { key: 1, name: "d" }];
items.sort((p, q) => p.key - q.key);
console.log(items.map((i) => i.name).join(""));
const big: number[] = [];
for (let i = 0; i < 200; i++) big.push((i * 7919) % 211);
big.sort((x, y) => x - y);
let ordered = true;
for (let i = 1; i < big.length; i++) if (big[i - 1] > big[i]) ordered = false;
console.log(ordered, big[0], big[199]);
console.log(a.find((x) => x > 5), a.find((x) => x > 50), a.findIndex((x) => x === 8), a.some((x) => x > 8), a.every((x) => x > 0), a.includes(9));
const lengths = ["a", "bb", "ccc"].map((s) => s.length);
console.log(lengths.join(), lengths.reduce((x, y) => x * y));
let calls = 0;
function counted(x: number): boolean { calls++; return x > 4; }
console.log(a.filter(counted).join(), calls);
const adders = a.map((x) => (y: number) => x + y);
console.log(adders.map((f) => f(10)).join());
console.log([[1, 2], [3]].map((r) => r.reduce((s, x) => s + x, 0)).join(), a.reverse().join(), [1, 2].concat([3]).join());
