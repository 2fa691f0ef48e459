// Views name the type of their buffer, and take what is like an array.
const view = new DataView<ArrayBufferLike>(new ArrayBuffer(4));
const bytes = new Uint8Array<ArrayBufferLike>(view.buffer);
function copy(to: Uint8Array<ArrayBuffer>, from: ArrayLike<number>, seen: DataView<ArrayBuffer>) {
    to.set(from, 1);
    console.log(to, seen.byteLength);
}
copy(new Uint8Array(4), [1, 2, 3], new DataView(new ArrayBuffer(2)));
copy(new Uint8Array(4), { length: 2, 0: 7, 1: 300 }, new DataView(new ArrayBuffer(2)));
copy(new Uint8Array(4), new Float32Array([1.5, 2.5]), new DataView(new ArrayBuffer(2)));
bytes.set([9], 3);
console.log(view.getUint8(3), view.byteLength);
function last<B extends ArrayBufferLike>(array: Uint8Array<B>): number {
    return array[array.length - 1];
}
console.log(last(bytes));
try {
    bytes.set({ length: 9 });
} catch (e) {
    console.log((e as Error).name);
}
const any: ArrayBufferView<ArrayBuffer> = bytes;
console.log(any.byteLength);
