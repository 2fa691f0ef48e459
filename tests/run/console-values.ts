// console.log joins by one space and prints primitives as node does.
console.log();
console.log("");
console.log("a", 1, true, null, undefined, -0, 0.5, "b c");
console.log(1, -1, 1e21, NaN);
console.log("%", "x");
const s: string | number = [1].length === 1 ? "s" : 1;
console.log(s, typeof s);
console.log("unicode", "é", "€", "😀");
console.log("a\nb", "tab\there");
