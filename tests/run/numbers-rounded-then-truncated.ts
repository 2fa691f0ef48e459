// ToInt32 of what was rounded, where its bounds are known and lie beyond 2^31: its low 32 bits, not the nearest int32.
const far = (x: number) => Math.round(x - 4294967296) | 0;
console.log(far(-129254090.5), far(0.5));

const big: number = (1 - 775524544) / 6;
let bits = -2147483648;
bits |= Math.round(big - 4294967296);
console.log(bits);

const r = big - 4294967296;
console.log(Math.round(r) | 0, Math.floor(r) | 0, Math.ceil(r) | 0, Math.trunc(r) | 0, r | 0);
console.log(Math.round(r) >>> 0, Math.floor(r) & 0xffff, Math.ceil(r) ^ 1, ~Math.trunc(r), Math.floor(r) << 3, Math.ceil(r) >> 3);
console.log(Math.imul(Math.floor(r), 3), Math.clz32(Math.round(r)), new Int8Array([Math.floor(r)])[0], new Uint32Array([Math.ceil(r)])[0]);
console.log(Math.round(4424221386.5) | 0, Math.trunc(1e20) | 0, Math.floor(-9007199254740991.5) | 0);

function halves(n: number): number {
    let sum = 0;
    for (let i = 0; i < 4; i++) sum = (sum + Math.floor((n + i * 4294967296) / 2)) | 0;
    return sum;
}
console.log(halves(4294967295), halves(-1), halves(3));
