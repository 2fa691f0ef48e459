// DataView: numbers at any place of a buffer, byte by byte, since a core may refuse a word at an odd address.

import { whole } from "./array";
import { RangeError } from "./errors";
import type { Inspection } from "./inspect";
import { bufferByte, doubleOf, highWord, lowWord, putBufferByte, singleBits, singleOf } from "./runtime";

export class DataView<B extends ArrayBufferLike = ArrayBufferLike> {
    readonly buffer: B;
    readonly byteOffset: number;
    readonly byteLength: number;

    constructor(buffer: B, byteOffset: number = 0, byteLength?: number) {
        const offset = whole(byteOffset);
        const size = buffer.byteLength;
        if (offset < 0 || offset > size) throw new RangeError("Start offset " + offset + " is outside the bounds of the buffer");
        const length = byteLength === undefined ? size - offset : whole(byteLength);
        if (length < 0 || offset + length > size) throw new RangeError("Invalid DataView length " + length);
        this.buffer = buffer;
        this.byteOffset = offset;
        this.byteLength = length;
    }

    /** Where in the buffer `count` bytes at a place of the view begin. */
    private place(at: number, count: number): number {
        const offset = whole(at);
        if (offset < 0 || offset + count > this.byteLength) throw new RangeError("Offset is outside the bounds of the DataView");
        return this.byteOffset + offset;
    }

    /** The word of `count` bytes at a place of the buffer. */
    private load(from: number, count: number, littleEndian: boolean): number {
        const buffer = this.buffer;
        let result = 0;
        for (let i = 0; i < count; i++) result = result << 8 | bufferByte(buffer, littleEndian ? from + count - 1 - i : from + i);
        return result;
    }

    private store(to: number, count: number, value: number, littleEndian: boolean): void {
        const buffer = this.buffer;
        for (let i = 0; i < count; i++) putBufferByte(buffer, littleEndian ? to + i : to + count - 1 - i, value >> 8 * i);
    }

    getInt8(byteOffset: number): number {
        return bufferByte(this.buffer, this.place(byteOffset, 1)) << 24 >> 24;
    }

    getUint8(byteOffset: number): number {
        return bufferByte(this.buffer, this.place(byteOffset, 1));
    }

    getInt16(byteOffset: number, littleEndian: boolean = false): number {
        return this.load(this.place(byteOffset, 2), 2, littleEndian) << 16 >> 16;
    }

    getUint16(byteOffset: number, littleEndian: boolean = false): number {
        return this.load(this.place(byteOffset, 2), 2, littleEndian);
    }

    getInt32(byteOffset: number, littleEndian: boolean = false): number {
        return this.load(this.place(byteOffset, 4), 4, littleEndian);
    }

    getUint32(byteOffset: number, littleEndian: boolean = false): number {
        return this.load(this.place(byteOffset, 4), 4, littleEndian) >>> 0;
    }

    getFloat32(byteOffset: number, littleEndian: boolean = false): number {
        return singleOf(this.load(this.place(byteOffset, 4), 4, littleEndian));
    }

    getFloat64(byteOffset: number, littleEndian: boolean = false): number {
        const from = this.place(byteOffset, 8);
        const first = this.load(from, 4, littleEndian);
        const second = this.load(from + 4, 4, littleEndian);
        return littleEndian ? doubleOf(first, second) : doubleOf(second, first);
    }

    setInt8(byteOffset: number, value: number): void {
        putBufferByte(this.buffer, this.place(byteOffset, 1), value);
    }

    setUint8(byteOffset: number, value: number): void {
        putBufferByte(this.buffer, this.place(byteOffset, 1), value);
    }

    setInt16(byteOffset: number, value: number, littleEndian: boolean = false): void {
        this.store(this.place(byteOffset, 2), 2, value | 0, littleEndian);
    }

    setUint16(byteOffset: number, value: number, littleEndian: boolean = false): void {
        this.store(this.place(byteOffset, 2), 2, value | 0, littleEndian);
    }

    setInt32(byteOffset: number, value: number, littleEndian: boolean = false): void {
        this.store(this.place(byteOffset, 4), 4, value | 0, littleEndian);
    }

    setUint32(byteOffset: number, value: number, littleEndian: boolean = false): void {
        this.store(this.place(byteOffset, 4), 4, value | 0, littleEndian);
    }

    setFloat32(byteOffset: number, value: number, littleEndian: boolean = false): void {
        this.store(this.place(byteOffset, 4), 4, singleBits(value), littleEndian);
    }

    setFloat64(byteOffset: number, value: number, littleEndian: boolean = false): void {
        const to = this.place(byteOffset, 8);
        const low = lowWord(value);
        const high = highWord(value);
        this.store(to, 4, littleEndian ? low : high, littleEndian);
        this.store(to + 4, 4, littleEndian ? high : low, littleEndian);
    }

    toString(): string {
        return "[object DataView]";
    }

    /** Its text in console.log. */
    "%%inspect"(inspection: Inspection, level: number): string {
        if (!inspection.enter(this, level)) return "[DataView]";
        const output = ["byteLength: " + this.byteLength, "byteOffset: " + this.byteOffset, "buffer: " + inspection.part(this.buffer, level)];
        return inspection.leave(this, output, "DataView {", "}", level);
    }
}
