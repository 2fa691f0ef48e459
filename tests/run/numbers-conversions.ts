// Objects with valueOf in sums and comparisons; conversions as values; texts of large numbers in every base.
class Money {
    constructor(private cents: number) {}
    valueOf() {
        return this.cents;
    }
    toString() {
        return `$${this.cents / 100}`;
    }
}
const five = new Money(500);
console.log(+five, -five, "" + five, `${five}`, Number(five), String(five), isNaN(five as any));
const a: any = new Money(1);
const b: any = new Money(2);
console.log(a + b, a * b, b - a, a < b, a >= b, a + "x", [a] + "");
const literal: any = { valueOf: () => 7, toString: () => "seven" };
console.log(literal + 1, literal * 2, `${literal}`, literal + "!", literal > 6);
const odd: any = { valueOf: () => ({}), toString: () => "12" };
console.log(odd * 2, odd + 1);
const plain: any = { a: 1 };
console.log(plain + 1, plain * 1);

console.log(["a", "", "b"].filter(Boolean), [0, 1, NaN].map(Boolean), Boolean(""), Boolean("0"), Boolean(), [1, null].some(Boolean));
console.log(["1", "x", ""].map(Number), [1, null, "x"].map(String));

for (const base of [2, 3, 7, 16, 36]) {
    for (const number of [5e-324, 1e-300, 1 / 3, 0.1, 123.456, 2 ** 53, 1e21, 1e300, Number.MAX_VALUE]) {
        console.log(base, number.toString(base), (-number).toString(base));
    }
}
for (let base = 2; base <= 36; base++) console.log((0.5).toString(base), (1 - 2 ** -53).toString(base), (base ** 5 - 0.001).toString(base));

// Math.hypot of any number of values.
console.log(Math.hypot(), Math.hypot(-3), Math.hypot(3, 4), Math.hypot(1, 2, 3), Math.hypot(1e200, 1e200, 1e200), Math.hypot(1e-200, 2e-200, 3e-200));
console.log(Math.hypot(NaN, Infinity, 1), Math.hypot(NaN, 1, 2), Math.hypot(-0, 0, -0), Math.hypot(...[1, 4, 8]), Math.hypot(...[3, 4]));
for (let i = 1; i < 40; i++) console.log(Math.hypot(i * 0.37, i * 1.91, i * 2.77), Math.hypot(i, i + 1, i + 2, i + 3), Math.hypot(i / 7, i / 3));
