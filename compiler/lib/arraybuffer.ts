// ArrayBuffer: what the compiler does not expand. `this` comes first.

import { position, whole } from "./array";
import { RangeError } from "./errors";
import { bufferByte, isView, newView, putBufferByte } from "./runtime";
import { DataView } from "./dataview";

/** `new ArrayBuffer(length)`; no memory has room for more than 2^28. */
export function ofLength(length: number): ArrayBuffer {
    const count = whole(length);
    if (count < 0 || count > 9007199254740991) throw new RangeError("Invalid array buffer length");
    if (count > 268435456) throw new RangeError("Array buffer allocation failed");
    return newView<ArrayBuffer>(count);
}

export function slice(buffer: ArrayBuffer, start: number = 0, end?: number): ArrayBuffer {
    const length = buffer.byteLength;
    const from = position(start, length);
    const to = end === undefined ? length : position(end, length);
    const count = Math.max(to - from, 0);
    const result = newView<ArrayBuffer>(count);
    for (let i = 0; i < count; i++) putBufferByte(result, i, bufferByte(buffer, from + i));
    return result;
}

export function testView(value: unknown): boolean {
    return isView(value) || value instanceof DataView;
}
