// Every sort of typed array: what is stored and read back, how arrays are made, what they say of themselves.
function attempt(name: string, action: () => unknown): void {
    try {
        console.log(name, action());
    } catch (error) {
        console.log(name, String(error));
    }
}

const numbers: number[] = [0, -0, 1, -1, 0.5, 1.5, 2.5, -0.5, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 2147483647, 2147483648, 4294967295, 4294967296,
    -2147483648, -2147483649, 9007199254740992, -9007199254740993, 1e300, 16777217, 0.1, NaN, Infinity, -Infinity, 254.5, 253.5, 1e-46, 3.5e38];
const i8 = new Int8Array(numbers);
const u8 = new Uint8Array(numbers);
const clamped = new Uint8ClampedArray(numbers);
const i16 = new Int16Array(numbers);
const u16 = new Uint16Array(numbers);
const i32 = new Int32Array(numbers);
const u32 = new Uint32Array(numbers);
const f32 = new Float32Array(numbers);
const f64 = new Float64Array(numbers);
for (let i = 0; i < numbers.length; i++) {
    console.log(numbers[i], i8[i], u8[i], clamped[i], i16[i], u16[i], i32[i], u32[i], f32[i], f64[i]);
}
console.log(i8, u8);
console.log(clamped);
console.log(i16);
console.log(u16);
console.log(i32);
console.log(u32);
console.log(f32);
console.log(f64);

// Integers that the compiler knows to be such.
for (let i = -300; i < 600; i += 97) {
    i8[0] = i; u8[0] = i; clamped[0] = i; i16[0] = i * 250; u16[0] = i * 250; i32[0] = i * 16777216; u32[0] = i * 16777216; f32[0] = i * 16777217; f64[0] = i;
    console.log(i, i8[0], u8[0], clamped[0], i16[0], u16[0], i32[0], u32[0], f32[0], f64[0]);
}
// The value of an assignment is the number, not the element.
console.log((u8[1] = 300), u8[1], (f32[1] = 0.1), f32[1], (i8[1] += 100), i8[1], u8[1]++, u8[1], ++u16[3], u16[3]--, u32[0] >>>= 1, (clamped[2] -= 500), clamped[2]);

// Outside.
const three = new Int16Array(3);
three[3] = 5;
three[-1] = 5;
three[0.5] = 5;
three[NaN] = 5;
console.log(three, three[3] === undefined, three[-1] === undefined, three[1.5] === undefined, three[NaN] ?? "none", three[3] ?? "none", three.at(-1), three.at(3));
attempt("flows on", () => {
    const none: number = new Float64Array(1)[1] ?? -1;
    return none;
});

// Lengths.
attempt("-1", () => new Int32Array(-1));
attempt("1.5", () => new Int32Array(1.5));
attempt("NaN", () => new Float64Array(NaN));
attempt("-0.5", () => new Uint8Array(-0.5));
attempt("2**40", () => new Int32Array(2 ** 40));
attempt("none", () => new Uint32Array());
console.log(new Int16Array(2).length, new Int16Array(2).byteLength, new Float64Array(3).byteLength, new Uint8ClampedArray(3).byteLength);
console.log(Int8Array.BYTES_PER_ELEMENT, Uint8Array.BYTES_PER_ELEMENT, Uint8ClampedArray.BYTES_PER_ELEMENT, Int16Array.BYTES_PER_ELEMENT, Uint16Array.BYTES_PER_ELEMENT);
console.log(Int32Array.BYTES_PER_ELEMENT, Uint32Array.BYTES_PER_ELEMENT, Float32Array.BYTES_PER_ELEMENT, Float64Array.BYTES_PER_ELEMENT, f32.BYTES_PER_ELEMENT, i16.BYTES_PER_ELEMENT);

// From other things.
console.log(new Int8Array(u16), new Uint8ClampedArray(new Float32Array([1.5, -3, 1000])), new Float32Array(new Set([1, 2, 2.5])));
console.log(Int16Array.of(1, 70000, -2), Float64Array.from([1, 2, 3]), Uint8Array.from(new Int16Array([-1, 256])), Uint8Array.from("hello", c => c.charCodeAt(0)));
console.log(Int32Array.from([1.7, 2.5], x => x * 10), Uint8Array.from(new Map([[3, "a"], [4, "b"]]).keys()), Uint8Array.of());
function* counting(): Generator<number> {
    for (let i = 0; i < 4; i++) yield i * 100;
}
console.log(new Uint8Array(counting()), Float32Array.from(counting(), x => x / 3));

// As values among others.
console.log(`${new Int8Array([1, -2])}`, String(new Float32Array([0.5])), new Uint8Array([1, 2]) + "!", new Int8Array([7]).toString());
console.log(typeof i8, JSON.stringify(new Int8Array([1, -2])), JSON.stringify({ a: new Float32Array([0.5, NaN]), b: new Uint8Array() }), JSON.stringify([new Uint8Array([1])], null, 2));
console.log({ a: { b: { c: { d: new Int8Array(2) }, e: new Float32Array(3) } } }, [new Uint8Array([1, 2])], new Map([["k", new Int16Array([1])]]));
console.log(new Uint16Array(101));
console.log(new Float64Array([-0, 1e21, 1.5]), new Float32Array(7).fill(0.1));
let total = 0;
for (const x of i16) total += x;
for (const x of f64.subarray(0, 5)) total += x;
console.log(total, [...new Int8Array([3, 4])], Math.max(...new Float32Array([1, 9, 3])), Array.from(new Uint8Array([5, 6])));
const [first, second, ...rest] = new Int32Array([10, 20, 30, 40]);
console.log(first, second, rest);
function sort(x: unknown): string {
    if (x instanceof Int8Array) return "Int8Array of " + x[0];
    if (x instanceof Uint8ClampedArray || x instanceof Float32Array) return "one of two, " + x[0];
    if (x instanceof ArrayBuffer) return "buffer of " + x.byteLength;
    return "none of these";
}
console.log(sort(new Int8Array([4])), sort(new Float32Array([0.5])), sort(new Uint8ClampedArray([500])), sort(new Int16Array(1)), sort(new ArrayBuffer(3)), sort(3), sort("x"), sort([1]), sort(null));
const anything: any = new Int8Array([1, 2]);
console.log(Array.isArray(anything), i8 === i8);
