// Typed arrays, written once: for each sort that a program mentions the compiler puts its name in the place of `$Array`, the bytes
// of an element in the place of `$SIZE`, and whether elements are no integers in the place of `$FLOATING`. `this` comes first.

import { fromLike, fromMapped as arrayFrom, position, sortBy as sortValues, whole } from "./array";
import { RangeError, TypeError } from "./errors";
import { ArrayIterator, ENTRIES, KEYS, VALUES } from "./iterator";
import { isAlike, isArray, isView, newView, viewElement, viewLength, viewOf } from "./runtime";

type Visit<R> = (value: number, index: number, array: $Array) => R;
type Fold<U> = (result: U, value: number, index: number, array: $Array) => U;

/** `new $Array(length)`; no memory has room for more than 2^28. */
export function ofLength(length: number = 0): $Array {
    const count = whole(length);
    if (count < 0 || count > 268435456) throw new RangeError("Invalid typed array length: " + length);
    return newView<$Array>(count);
}

/** `new $Array(buffer, …)`. */
export function onBuffer(buffer: ArrayBuffer, byteOffset: number = 0, length?: number): $Array {
    const size = buffer.byteLength;
    const offset = whole(byteOffset);
    if (offset < 0) throw new RangeError("Start offset " + offset + " is outside the bounds of the buffer");
    if ($SIZE > 1 && offset % $SIZE !== 0) throw new RangeError("start offset of $Array should be a multiple of $SIZE");
    if (length === undefined) {
        if ($SIZE > 1 && size % $SIZE !== 0) throw new RangeError("byte length of $Array should be a multiple of $SIZE");
        if (offset > size) throw new RangeError("Start offset " + offset + " is outside the bounds of the buffer");
        return viewOf<$Array>(buffer, offset, (size - offset) / $SIZE);
    }
    const count = whole(length);
    if (count < 0 || offset + count * $SIZE > size) throw new RangeError("Invalid typed array length: " + count);
    return viewOf<$Array>(buffer, offset, count);
}

/** `new $Array(values)` of an array or a typed array. */
export function ofValues(source: unknown): $Array {
    return from(source);
}

/** `new $Array(anything)`. */
export function create(source: unknown, byteOffset: number = 0, length?: number): $Array {
    if (isArray(source) || isView(source)) return from(source);
    if (typeof source === "object" && source !== null) return onBuffer(source as ArrayBuffer, byteOffset, length);
    return ofLength(source === undefined || source === null ? 0 : (source as number));
}

function lengthOf(source: unknown): number {
    return isView(source) ? viewLength(source) : (source as readonly number[]).length;
}

function elementOf(source: unknown, index: number): number {
    return isView(source) ? viewElement(source, index) : (source as readonly number[])[index];
}

export function from(source: unknown): $Array {
    const length = lengthOf(source);
    const result = newView<$Array>(length);
    for (let i = 0; i < length; i++) result[i] = elementOf(source, i);
    return result;
}

export function fromMapped(source: unknown, map: (value: unknown, index: number) => number): $Array {
    const values = arrayFrom<number>(source, map);
    const result = newView<$Array>(values.length);
    for (let i = 0; i < values.length; i++) result[i] = values[i];
    return result;
}

export function of(...items: number[]): $Array {
    const result = newView<$Array>(items.length);
    for (let i = 0; i < items.length; i++) result[i] = items[i];
    return result;
}

export function at(array: $Array, index: number): number | undefined {
    const from = whole(index);
    return array[from < 0 ? array.length + from : from] as number | undefined;
}

export function fill(array: $Array, value: number, start: number = 0, end?: number): $Array {
    const to = end === undefined ? array.length : position(end, array.length);
    for (let i = position(start, array.length); i < to; i++) array[i] = value;
    return array;
}

export function set(array: $Array, source: unknown, offset: number = 0): void {
    const start = whole(offset);
    const values = isArray(source) || isView(source) ? source : fromLike<number>(source);
    if (start < 0 || start + lengthOf(values) > array.length) throw new RangeError("offset is out of bounds");
    if (isAlike(array, values)) move(array, start, values as $Array);
    else if (isView(values)) convert(array, start, values);
    else {
        const numbers = values as readonly number[];
        for (let i = 0; i < numbers.length; i++) array[start + i] = numbers[i];
    }
}

/** Copies elements; from the end where they may lie in the same buffer before their new place. */
function move(array: $Array, start: number, source: $Array): void {
    if (source.byteOffset < array.byteOffset + start * $SIZE) {
        for (let i = source.length - 1; i >= 0; i--) array[start + i] = source[i];
    } else {
        for (let i = 0; i < source.length; i++) array[start + i] = source[i];
    }
}

/** Copies elements of another sort; all are read before any is written, since they may lie in the same buffer. */
function convert(array: $Array, start: number, source: unknown): void {
    const values: number[] = [];
    const length = lengthOf(source);
    for (let i = 0; i < length; i++) values.push(viewElement(source, i));
    for (let i = 0; i < length; i++) array[start + i] = values[i];
}

export function slice(array: $Array, start: number = 0, end?: number): $Array {
    const from = position(start, array.length);
    const to = end === undefined ? array.length : position(end, array.length);
    const result = newView<$Array>(Math.max(to - from, 0));
    for (let i = from; i < to; i++) result[i - from] = array[i];
    return result;
}

export function subarray(array: $Array, start: number = 0, end?: number): $Array {
    const from = position(start, array.length);
    const to = end === undefined ? array.length : position(end, array.length);
    return viewOf<$Array>(array.buffer, array.byteOffset + from * $SIZE, Math.max(to - from, 0));
}

export function copyWithin(array: $Array, target: number, start: number, end?: number): $Array {
    const length = array.length;
    const to = position(target, length);
    const from = position(start, length);
    const count = Math.min((end === undefined ? length : position(end, length)) - from, length - to);
    if (from < to) {
        for (let i = count - 1; i >= 0; i--) array[to + i] = array[from + i];
    } else {
        for (let i = 0; i < count; i++) array[to + i] = array[from + i];
    }
    return array;
}

export function indexOf(array: $Array, value: number, from: number = 0): number {
    for (let i = position(from, array.length); i < array.length; i++) {
        if (array[i] === value) return i;
    }
    return -1;
}

/** The same of what may be no number. */
export function indexOfAny(array: $Array, value: unknown, from: number = 0): number {
    return typeof value === "number" ? indexOf(array, value, from) : -1;
}

export function lastIndexOfAny(array: $Array, value: unknown, from?: number): number {
    return typeof value === "number" ? lastIndexOf(array, value, from) : -1;
}

export function includesAny(array: $Array, value: unknown, from: number = 0): boolean {
    return typeof value === "number" && includes(array, value, from);
}

export function lastIndexOf(array: $Array, value: number, from?: number): number {
    const last = array.length - 1;
    const start = from === undefined ? last : whole(from);
    for (let i = start < 0 ? array.length + start : Math.min(start, last); i >= 0; i--) {
        if (array[i] === value) return i;
    }
    return -1;
}

export function includes(array: $Array, value: number, from: number = 0): boolean {
    for (let i = position(from, array.length); i < array.length; i++) {
        if (array[i] === value) return true;
        if ($FLOATING && value !== value && array[i] !== array[i]) return true;
    }
    return false;
}

export function join(array: $Array, separator: string = ","): string {
    let result = "";
    for (let i = 0; i < array.length; i++) {
        if (i > 0) result += separator;
        result += array[i];
    }
    return result;
}

export function toString(array: $Array): string {
    return join(array);
}

export function reverse(array: $Array): $Array {
    for (let low = 0, high = array.length - 1; low < high; low++, high--) {
        const value = array[low];
        array[low] = array[high];
        array[high] = value;
    }
    return array;
}

export function toReversed(array: $Array): $Array {
    return reverse(slice(array));
}

/** A copy with another value at one index. */
export function withElement(array: $Array, index: number, value: number): $Array {
    const from = whole(index);
    const at = from < 0 ? array.length + from : from;
    if (at < 0 || at >= array.length) throw new RangeError("Invalid typed array index");
    const result = slice(array);
    result[at] = value;
    return result;
}

/** -0 comes before 0, NaN last. */
function isBefore(a: number, b: number): boolean {
    if (a < b) return true;
    if (!$FLOATING || a > b) return false;
    if (b !== b) return a === a;
    return a === 0 && b === 0 && 1 / a < 1 / b;
}

/** Sorts by value; equal numbers cannot be told apart, so a heap serves. */
export function sort(array: $Array): $Array {
    for (let root = (array.length >> 1) - 1; root >= 0; root--) sink(array, root, array.length);
    for (let end = array.length - 1; end > 0; end--) {
        const value = array[end];
        array[end] = array[0];
        array[0] = value;
        sink(array, 0, end);
    }
    return array;
}

/** Lets the element at `root` sink to its place in the heap that ends before `end`. */
function sink(array: $Array, root: number, end: number): void {
    const value = array[root];
    let at = root;
    let child = 2 * at + 1;
    while (child < end) {
        if (child + 1 < end && isBefore(array[child], array[child + 1])) child++;
        if (!isBefore(value, array[child])) break;
        array[at] = array[child];
        at = child;
        child = 2 * at + 1;
    }
    array[at] = value;
}

/** Sorts by a comparison; stable. */
export function sortBy(array: $Array, compare: (a: number, b: number) => number): $Array {
    const values: number[] = [];
    for (let i = 0; i < array.length; i++) values.push(array[i]);
    sortValues(values, compare);
    for (let i = 0; i < array.length; i++) array[i] = values[i];
    return array;
}

export function toSorted(array: $Array): $Array {
    return sort(slice(array));
}

export function toSortedBy(array: $Array, compare: (a: number, b: number) => number): $Array {
    return sortBy(slice(array), compare);
}

export function map(array: $Array, callback: Visit<number>): $Array {
    const result = newView<$Array>(array.length);
    for (let i = 0; i < array.length; i++) result[i] = callback(array[i], i, array);
    return result;
}

export function filter(array: $Array, callback: Visit<unknown>): $Array {
    const values: number[] = [];
    for (let i = 0; i < array.length; i++) {
        const value = array[i];
        if (callback(value, i, array)) values.push(value);
    }
    const result = newView<$Array>(values.length);
    for (let i = 0; i < values.length; i++) result[i] = values[i];
    return result;
}

export function forEach(array: $Array, callback: Visit<void>): void {
    for (let i = 0; i < array.length; i++) callback(array[i], i, array);
}

export function some(array: $Array, callback: Visit<unknown>): boolean {
    for (let i = 0; i < array.length; i++) {
        if (callback(array[i], i, array)) return true;
    }
    return false;
}

export function every(array: $Array, callback: Visit<unknown>): boolean {
    for (let i = 0; i < array.length; i++) {
        if (!callback(array[i], i, array)) return false;
    }
    return true;
}

export function find(array: $Array, callback: Visit<unknown>): number | undefined {
    for (let i = 0; i < array.length; i++) {
        const value = array[i];
        if (callback(value, i, array)) return value;
    }
    return undefined;
}

export function findIndex(array: $Array, callback: Visit<unknown>): number {
    for (let i = 0; i < array.length; i++) {
        if (callback(array[i], i, array)) return i;
    }
    return -1;
}

export function findLast(array: $Array, callback: Visit<unknown>): number | undefined {
    for (let i = array.length - 1; i >= 0; i--) {
        const value = array[i];
        if (callback(value, i, array)) return value;
    }
    return undefined;
}

export function findLastIndex(array: $Array, callback: Visit<unknown>): number {
    for (let i = array.length - 1; i >= 0; i--) {
        if (callback(array[i], i, array)) return i;
    }
    return -1;
}

export function reduce<U>(array: $Array, callback: Fold<U>, start: U): U {
    let result = start;
    for (let i = 0; i < array.length; i++) result = callback(result, array[i], i, array);
    return result;
}

export function reduceFirst(array: $Array, callback: Fold<number>): number {
    if (array.length === 0) throw new TypeError("Reduce of empty array with no initial value");
    let result = array[0];
    for (let i = 1; i < array.length; i++) result = callback(result, array[i], i, array);
    return result;
}

export function reduceRight<U>(array: $Array, callback: Fold<U>, start: U): U {
    let result = start;
    for (let i = array.length - 1; i >= 0; i--) result = callback(result, array[i], i, array);
    return result;
}

export function reduceRightFirst(array: $Array, callback: Fold<number>): number {
    if (array.length === 0) throw new TypeError("Reduce of empty array with no initial value");
    let result = array[array.length - 1];
    for (let i = array.length - 2; i >= 0; i--) result = callback(result, array[i], i, array);
    return result;
}

export function values(array: $Array): ArrayIterator<number> {
    return new ArrayIterator<number>(array, VALUES);
}

export function keys(array: $Array): ArrayIterator<number> {
    return new ArrayIterator<number>(array, KEYS);
}

export function entries(array: $Array): ArrayIterator<[number, number]> {
    return new ArrayIterator<[number, number]>(array, ENTRIES);
}
