// Methods of Uint8Array. `this` comes first.

import { RangeError } from "./errors";

/** A position as `slice` counts it: negative ones from the end, clamped. */
function position(at: number, length: number): number {
    const whole = at !== at ? 0 : Math.trunc(at);
    if (whole < 0) return Math.max(length + whole, 0);
    return Math.min(whole, length);
}

export function fill(bytes: Uint8Array, value: number, start: number = 0, end?: number): Uint8Array {
    const to = end === undefined ? bytes.length : position(end, bytes.length);
    for (let i = position(start, bytes.length); i < to; i++) bytes[i] = value;
    return bytes;
}

export function set(bytes: Uint8Array, source: Uint8Array, offset: number = 0): void {
    const start = offset !== offset ? 0 : Math.trunc(offset);
    if (start < 0 || start + source.length > bytes.length) throw new RangeError("offset is out of bounds");
    // Backwards where a copy within one array would overwrite what it has yet to read.
    for (let i = source.length - 1; i >= 0; i--) bytes[start + i] = source[i];
}

export function slice(bytes: Uint8Array, start: number = 0, end?: number): Uint8Array {
    const from = position(start, bytes.length);
    const to = end === undefined ? bytes.length : position(end, bytes.length);
    const result = new Uint8Array(Math.max(to - from, 0));
    for (let i = from; i < to; i++) result[i - from] = bytes[i];
    return result;
}

export function indexOf(bytes: Uint8Array, value: number, from: number = 0): number {
    for (let i = position(from, bytes.length); i < bytes.length; i++) {
        if (bytes[i] === value) return i;
    }
    return -1;
}

export function join(bytes: Uint8Array, separator: string = ","): string {
    let result = "";
    for (let i = 0; i < bytes.length; i++) {
        if (i > 0) result += separator;
        result += bytes[i];
    }
    return result;
}
