// ArrayBuffer.isView tells views of buffers from all else; what all views have is read from any of them.
function describe(value: unknown): string {
  if (ArrayBuffer.isView(value)) {
    const first = value instanceof Uint8Array ? value[0] : "-";
    return `view ${value.byteOffset} ${value.byteLength} ${value.buffer.byteLength} ${first}`;
  }
  return "none";
}
console.log(describe(new Uint8Array([7])), describe(new DataView(new ArrayBuffer(4), 1)), describe([1]), describe(new ArrayBuffer(1)), describe(null), describe("x"));
const size = (x: ArrayBufferView | string) => (ArrayBuffer.isView(x) ? x.byteLength : x.length);
console.log(size(new Uint16Array(3)), size("ab"), size(new DataView(new ArrayBuffer(5))));
const bytes = (x: ArrayBufferView | ArrayBuffer) => (ArrayBuffer.isView(x) ? new Uint8Array(x.buffer, x.byteOffset, x.byteLength) : new Uint8Array(x));
console.log(bytes(new Uint16Array([1, 2])), bytes(new ArrayBuffer(2)), bytes(new DataView(new ArrayBuffer(4), 1, 2)));
function total(views: (Uint8Array | DataView)[]): number {
  let sum = 0;
  for (const view of views) sum += view.byteLength + view.byteOffset + view.buffer.byteLength;
  return sum;
}
console.log(total([new Uint8Array(3), new DataView(new ArrayBuffer(8), 2)]));
