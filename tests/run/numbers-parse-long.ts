// parseInt of more digits than a double holds.
const digits = "0123456789abcdefghijklmnopqrstuvwxyz";
let seed = 12345;
function next(limit: number): number {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >>> 8) % limit;
}
for (let radix = 2; radix <= 36; radix++) {
    for (let length = 9; length <= 60; length += 17) {
        let text = digits[1 + next(radix - 1)];
        while (text.length < length) text += digits[next(radix)];
        console.log(radix, parseInt(text, radix), parseInt(`-${text.toUpperCase()}.!`, radix), parseInt(` ${text.slice(0, 12)}`, radix));
    }
}
console.log(parseInt("123456789012345678901234567890"), parseInt("z".repeat(250), 36), parseInt("2".repeat(800), 3), parseInt("", 7), parseInt("9", 9));
