// Uint8Array wraps, ignores writes outside, gives undefined there.
const b = new Uint8Array(8);
console.log(b.length, b[0], b[7]);
b[0] = 255; b[1] = 256; b[2] = -1; b[3] = 3.9; b[4] = -3.9; b[5] = NaN; b[6] = 1e10; b[7] = 128;
let text = "";
for (let i = 0; i < b.length; i++) text += b[i] + " ";
console.log(text);
b[8] = 1;
console.log(b.length, b[8] === undefined, b[-1] === undefined);
b[0]++; b[1] += 300; b[2] >>= 1; b[3] ^= 0xff;
console.log(b[0], b[1], b[2], b[3]);
let sum = 0;
for (const v of b) sum += v;
console.log(sum, b.indexOf(128), b.fill(7, 2, 4)[3]);
const c = new Uint8Array([1, 2, 300]);
console.log(c.length, c[2], c.join("-"));
