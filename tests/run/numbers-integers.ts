// Integers leave 31 and 32 bits without wrapping; bit operations wrap as ECMA-262 says.
let big = 2147483647;
console.log(big, big + 1, big * 2, big * big, -big - 2);
let tagged = 1073741823;
tagged += 1;
console.log(tagged, tagged + tagged, -tagged - 1, tagged * 4);
let power = 1;
for (let i = 0; i < 70; i++) power *= 2;
console.log(power, power + 1, power - 1 === power);
let sum = 0;
for (let i = 0; i < 100; i++) sum += 50000000;
console.log(sum, sum | 0, sum >>> 0, sum % 1000, sum / 3);
console.log((2147483647 * 2147483647) | 0, (65537 * 65537) | 0, (123456789 * 987654321) | 0, Math.imul(123456789, 987654321));
console.log(1 << 31, 1 << 32, 1 << 33, 1 << -1, -1 >>> 0, -1 >>> 31, -1 >> 40, 5 >>> 64);
console.log(4294967295 | 0, 4294967296 | 0, 4294967297.5 | 0, -4294967297.9 | 0, 1e20 | 0, NaN | 0, Infinity | 0);
console.log(7 % 3, -7 % 3, 7 % -3, -7 % -3, 7.5 % 2, -7.5 % 2, 5 % 0, 5 % Infinity, Infinity % 5);
console.log(1 / (-6 % 3), 1 / (6 % -3), 1 / (0 * -5), 1 / -0, 1 / (-0 + 0), 1 / (-0 - 0));
console.log(~5, ~-1, ~4294967295, ~~3.7, ~~-3.7, -(-2147483648));
console.log(7 / 2, -7 / 2, 6 / 2, 1 / 3, 0 / 0, 1 / 0, -1 / 0);
let n = 10;
n++; n--; ++n; --n; n += 5; n -= 2; n *= 3; n /= 2; n %= 7; n <<= 3; n >>= 1; n |= 32; n &= 63; n ^= 21; n >>>= 1;
console.log(n, n++ + ++n, n-- - --n, 2 ** 10, 2 ** -1, (-2) ** 3, 2 ** 0.5);
let min = -1073741824;
console.log(min - 1, -min, min * -1, min / -1, min % -1, 1 / (min % -1));
function count(limit: number): number { let c = 0; for (let i = 0; i < limit; i++) c += i; return c; }
console.log(count(1000), count(70000), count(0), count(-5), count(2.5));
function factorial(x: number): number { return x <= 1 ? 1 : x * factorial(x - 1); }
for (const x of [0, 5, 12, 13, 20, 25, 170, 171]) console.log(x, factorial(x));
let u = 4000000000;
console.log(u, u >>> 1, u | 0, u + 1000000000, u ^ 1, (u >>> 0) > 3999999999, u % 7);
