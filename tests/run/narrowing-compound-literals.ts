// `+=` and its like make other values of the kind of a literal type.

let word: "ab" | "cd" = [1].length > 0 ? "ab" : "cd";
word += "s";
console.log(word, word.length, word === "abs");
let count: 1 | 2 | 3 = 1;
for (let i = 0; i < 4; i++) count++;
console.log(count, count === 5, count / 2);
count *= 1.5;
console.log(count);
const held: { mode: "on" | "off"; level: 0 | 1 } = { mode: "on", level: 0 };
held.mode += "ward";
held.level -= 2 ** 31;
held.level -= 1;
console.log(held, held.mode.toUpperCase(), held.level % 7);
function mark(p: "a" | "b", twice: boolean): string {
    if (twice) p += p;
    return p;
}
console.log(mark("a", true), mark("b", false));
const list = [];
list.push(word);
list.push("more");
const same = list;
same.push("and more");
console.log(same);
