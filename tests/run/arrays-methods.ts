// Methods of arrays and strings that came with ES2019 to ES2023, and several values at once.
const a = [5, 3, 9];
console.log(a.findLast((x) => x > 3), a.findLastIndex((x) => x < 4), a.findLast((x) => x > 10), a.findLastIndex((x) => x > 10));
console.log(a.flatMap((x) => [x, x * 2]), a.flatMap((x) => x), a.reduceRight((p, c) => p - c), a.reduceRight((p, c) => p + c, "s"));
console.log(a.toReversed(), a.toSorted(), a.toSorted((x, y) => y - x), a.with(-1, 7), a);
console.log(a.concat([1], 2, [3, 4]), a.concat(), a.unshift(1, 2), a, a.splice(1, 2, 8, 9, 10), a, a.splice(1, 0, 6), a);
console.log([1, 2, 3, 4, 5].copyWithin(0, 3), [1, 2, 3, 4, 5].copyWithin(1, 0, 3), Array.of(1, 2), Array.from("héy"));
console.log(Array.from({ length: 3 }, (_, i) => i * i), Array.from([1, 2], (x) => x + 1), Array.from([1, 2]), Array.from("ab", (c) => c + c));
const grid: number[][] = Array.from({ length: 2 }, () => new Array<number>(3).fill(0));
grid[1][2] = 5;
console.log(grid);
try {
    a.with(99, 1);
} catch (error) {
    console.log(error instanceof RangeError);
}
console.log("a-b-c".replace("-", "+"), "a-b-c".replaceAll("-", "+"), "abc".replaceAll("", "."), "aaa".replaceAll("aa", "b"));
console.log("abc".replace("b", "[$&$$$`$'$x]"), "abc".replace("x", "y"), "abc".replace("", "z"), "a1b1".replaceAll("1", (m) => m + m));
console.log("hello".substr(1, 3), "hello".substr(-3), "hello".substr(-9, 2), "a".concat("b", "c"), "a".concat());
console.log(String.fromCodePoint(128512, 65), String.fromCodePoint());

// Nothing given where more arguments could follow.
const spliced = [1, 2, 3, 4];
console.log(spliced.splice(2), spliced, spliced.splice(0), spliced);
