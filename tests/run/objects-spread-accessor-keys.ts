// Behind a spread at the beginning the accessors' keys come after those of the values, up to the next spread.
const first = { step: 1, name: "d" };
const pair = { ...first, get both() { return this.step; }, d: 4, set both(v: number) { this.step = v; } };
console.log(Object.keys(pair), pair);
const second = { width: 1 };
const runs = { ...second, get one() { return 1; }, e: 5, set two(v: number) { this.width = v; }, f: 6, ...{ g: 7 }, get three() { return 3; }, h: 8 };
console.log(Object.keys(runs), runs);
