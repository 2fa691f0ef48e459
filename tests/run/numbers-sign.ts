// Signs, sizes and opposites of numbers whose low 32 bits say something else.
function sign(x: number): number { return Math.sign(x); }
console.log(Math.sign(4294967296), Math.sign(-5 >>> 0), Math.abs(-4294967299), -4294967299, Math.sign(-4294967296));
console.log(sign(-5 >>> 0), sign(2 ** 32), sign(-(2 ** 33)), sign(-0), 1 / sign(-0), sign(NaN));
let big = 4000000000;
for (let i = 0; i < 3; i++) {
    big += 147483648 * 2;
    console.log(big, Math.sign(big), Math.abs(-big), Math.abs(big) | 0, Math.abs(-big) | 0, Math.sign(-big) | 0, -big | 0);
}
const least = -2147483648 | 0;
console.log(Math.abs(least), Math.abs(least) | 0, -least, -least | 0, Math.sign(least));
