// Typed arrays that share one buffer, ArrayBuffer, DataView.
function attempt(name: string, action: () => unknown): void {
    try {
        console.log(name, action());
    } catch (error) {
        console.log(name, String(error));
    }
}

const buffer = new ArrayBuffer(16);
const bytes = new Uint8Array(buffer);
const words = new Int32Array(buffer, 4, 2);
const halves = new Uint16Array(buffer, 6);
const doubles = new Float64Array(buffer);
words[0] = -2;
halves[4] = 0xabcd;
console.log(bytes, words, halves, doubles[1]);
console.log(words.byteOffset, words.byteLength, words.length, halves.byteOffset, halves.length, bytes.buffer === buffer, words.buffer === bytes.buffer);
doubles[0] = 1.1;
doubles[1] = -0;
console.log(bytes.join(" "), new Float32Array(buffer)[1], new Int8Array(buffer)[15], new Uint8ClampedArray(buffer, 15)[0], new Int16Array(buffer, 14)[0], new Uint32Array(buffer, 12)[0]);
bytes.fill(255);
// Every pattern of a NaN is NaN, in an array of doubles with holes too.
const mixed: (number | undefined)[] = [undefined, 1.5];
mixed.push(doubles[0]);
const singles = new Float32Array(buffer);
mixed.push(singles[0], singles[1] * 2);
const rounded: (number | undefined)[] = [undefined, Math.fround(0.1), singles[2]];
console.log(doubles[0], mixed, mixed[2] === undefined, mixed[3] === undefined, mixed[4] === undefined, rounded, new Float32Array(buffer)[0], new Int32Array(buffer)[0], new Uint32Array(buffer)[0]);

// Parts of arrays share memory.
const all = new Int16Array([1, 2, 3, 4, 5, 6]);
const part = all.subarray(1, 4);
const inner = part.subarray(-2);
inner[0] = 30;
part[0] = -20;
console.log(all, part, inner, inner.byteOffset, inner.buffer === all.buffer, all.subarray(4, 2), all.subarray(-1), all.subarray(), all.slice(1, 3).buffer === all.buffer);
all.set(all.subarray(0, 4), 2);
console.log(all);
all.set(all.subarray(2), 0);
console.log(all);
part.set([7, 8]);
part.set(new Uint8Array([200, 201]), 1);
new Uint8Array(all.buffer).set(all.subarray(0, 3), 1);
console.log(all, part.copyWithin(0, 1), all);
console.log(part.map(x => x * 2).byteOffset, part.sort(), part.reverse(), all);

// What is kept alive by a view alone.
function window(): Float32Array {
    const big = new Float32Array(10);
    for (let i = 0; i < 10; i++) big[i] = i / 4;
    return big.subarray(2, 5);
}
const kept: Float32Array[] = [];
for (let i = 0; i < 20; i++) {
    kept.push(window());
    kept[i][0] = i;
}
console.log(kept[0], kept[19], kept[7].byteOffset, kept[7].buffer.byteLength);

// ArrayBuffer.
attempt("length", () => new ArrayBuffer(10.5).byteLength);
attempt("negative", () => new ArrayBuffer(-1));
attempt("huge", () => new ArrayBuffer(2 ** 53));
console.log(new ArrayBuffer(3), new ArrayBuffer(0), buffer.slice(14), buffer.slice(1, -13), buffer.slice(9, 2).byteLength);
console.log(ArrayBuffer.isView(bytes), ArrayBuffer.isView(new DataView(buffer)), ArrayBuffer.isView(buffer), ArrayBuffer.isView(3), ArrayBuffer.isView([1]));
console.log(`${buffer}`, JSON.stringify(buffer), typeof buffer, new ArrayBuffer(60), new ArrayBuffer(101));
attempt("misaligned", () => new Int32Array(buffer, 1));
attempt("odd end", () => new Int32Array(new ArrayBuffer(7)));
attempt("beyond", () => new Int32Array(buffer, 20));
attempt("beyond, length", () => new Int32Array(buffer, 20, 1));
attempt("too long", () => new Int32Array(buffer, 8, 3));
attempt("before", () => new Uint8Array(buffer, -1));
attempt("negative length", () => new Float64Array(buffer, 0, -1));
attempt("at the end", () => new Float64Array(buffer, 16));
attempt("fraction", () => new Uint8Array(buffer, 1.9, 2.9).byteOffset);

// DataView.
const view = new DataView(buffer, 2, 12);
view.setInt8(0, -1);
view.setUint8(1, 257);
view.setInt16(2, -2);
view.setUint16(4, 0x1234, true);
view.setInt32(6, 0x12345678);
console.log(bytes.join(" "), view.byteLength, view.byteOffset, view.buffer === buffer);
console.log(view.getInt8(0), view.getUint8(0), view.getInt16(2), view.getInt16(2, true), view.getUint16(2), view.getUint16(4), view.getUint16(4, true));
console.log(view.getInt32(6), view.getInt32(6, true), view.getUint32(2), view.getUint32(1, true));
view.setUint32(1, 4294967295.9, true);
view.setFloat32(5, 0.1);
console.log(view.getUint32(1), view.getInt32(1), view.getFloat32(5), view.getFloat32(5, true), bytes.join(" "));
for (const x of [1.1, -0, NaN, Infinity, 5e-324, 1.7976931348623157e308, -1e21]) {
    view.setFloat64(3, x);
    const big = view.getFloat64(3);
    const high = view.getUint32(3);
    view.setFloat64(3, x, true);
    console.log(big, high.toString(16), view.getFloat64(3, true), view.getUint32(7, true).toString(16));
    view.setFloat32(3, x);
    console.log(view.getFloat32(3), view.getUint32(3).toString(16));
}
attempt("get", () => view.getInt32(9));
attempt("get before", () => view.getInt8(-1));
attempt("set", () => view.setFloat64(5, 1));
attempt("NaN", () => view.getInt8(NaN));
attempt("view", () => new DataView(buffer, 17));
attempt("view length", () => new DataView(buffer, 8, 9));
attempt("view before", () => new DataView(buffer, -1));
attempt("view negative", () => new DataView(buffer, 0, -1));
console.log(new DataView(new ArrayBuffer(2)), [new DataView(new ArrayBuffer(1), 1)], { a: { b: { c: view, d: buffer } } }, `${view}`);

// Sums over a word that may be several sorts.
function sum(values: Int8Array | Float32Array | Uint32Array): number {
    let result = 0;
    for (let i = 0; i < values.length; i++) result += values[i];
    for (const x of values) result += x;
    values[0] = 1.7;
    return result;
}
const one = new Int8Array([1, 2]);
const two = new Float32Array([0.5]);
const three = new Uint32Array([4294967295]);
console.log(sum(one), sum(two), sum(three), one[0], two[0], three[0]);
