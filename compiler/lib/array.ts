// Array methods. `this` comes first; callbacks get value, index and array as in JavaScript. Lengths are read once where
// ECMA-262 reads them once; an array that a callback shortens ends the loop. Elements are copied and handed on as they are,
// undefined among them: whoever takes one says whether that is admitted.

import { RangeError, TypeError } from "./errors";
import { ArrayIterator, ENTRIES, KEYS, toArray, VALUES } from "./iterator";
import { get } from "./object";
import { elementAt, hasIterator, isArray, isView, joinStrings, sameValueZero, viewElement, viewLength } from "./runtime";

export function map<T, U>(array: readonly T[], callback: (value: T | undefined, index: number, array: readonly T[]) => U): U[] {
    const result: U[] = [];
    const length = array.length;
    for (let i = 0; i < length && i < array.length; i++) result.push(callback(elementAt(array, i), i, array));
    return result;
}

export function filter<T>(array: readonly T[], callback: (value: T | undefined, index: number, array: readonly T[]) => unknown): T[] {
    const result: (T | undefined)[] = [];
    const length = array.length;
    for (let i = 0; i < length && i < array.length; i++) {
        const value = elementAt(array, i);
        if (callback(value, i, array)) result.push(value);
    }
    return result as T[];
}

export function forEach<T>(array: readonly T[], callback: (value: T | undefined, index: number, array: readonly T[]) => void): void {
    const length = array.length;
    for (let i = 0; i < length && i < array.length; i++) callback(elementAt(array, i), i, array);
}

export function some<T>(array: readonly T[], callback: (value: T | undefined, index: number, array: readonly T[]) => unknown): boolean {
    const length = array.length;
    for (let i = 0; i < length && i < array.length; i++) {
        if (callback(elementAt(array, i), i, array)) return true;
    }
    return false;
}

export function every<T>(array: readonly T[], callback: (value: T | undefined, index: number, array: readonly T[]) => unknown): boolean {
    const length = array.length;
    for (let i = 0; i < length && i < array.length; i++) {
        if (!callback(elementAt(array, i), i, array)) return false;
    }
    return true;
}

export function find<T>(array: readonly T[], callback: (value: T | undefined, index: number, array: readonly T[]) => unknown): T | undefined {
    const length = array.length;
    for (let i = 0; i < length && i < array.length; i++) {
        const value = elementAt(array, i);
        if (callback(value, i, array)) return value;
    }
    return undefined;
}

export function findIndex<T>(array: readonly T[], callback: (value: T | undefined, index: number, array: readonly T[]) => unknown): number {
    const length = array.length;
    for (let i = 0; i < length && i < array.length; i++) {
        if (callback(elementAt(array, i), i, array)) return i;
    }
    return -1;
}

/** `reduce` with a start value. */
export function reduce<T, U>(array: readonly T[], callback: (result: U, value: T | undefined, index: number, array: readonly T[]) => U, start: U): U {
    let result = start;
    const length = array.length;
    for (let i = 0; i < length && i < array.length; i++) result = callback(result, elementAt(array, i), i, array);
    return result;
}

/** `reduce` without a start value. */
export function reduceFirst<T>(array: readonly T[], callback: (result: T | undefined, value: T | undefined, index: number, array: readonly T[]) => T): T {
    const length = array.length;
    if (length === 0) throw new TypeError("Reduce of empty array with no initial value");
    let result = elementAt(array, 0);
    for (let i = 1; i < length && i < array.length; i++) result = callback(result, elementAt(array, i), i, array);
    return result as T;
}

/** ECMA-262 ToIntegerOrInfinity. */
export function whole(value: number): number {
    // An index that is found is never -0.
    return value !== value ? 0 : Math.trunc(value) + 0;
}

/** A position as `slice` counts it: negative ones from the end, clamped. */
export function position(at: number, length: number): number {
    const index = whole(at);
    if (index < 0) return Math.max(length + index, 0);
    return Math.min(index, length);
}

export function at<T>(array: readonly T[], index: number): T | undefined {
    const place = whole(index);
    return array[place < 0 ? array.length + place : place] as T | undefined;
}

export function slice<T>(array: readonly T[], start: number = 0, end?: number): T[] {
    const length = array.length;
    const to = end === undefined ? length : position(end, length);
    const result: (T | undefined)[] = [];
    for (let i = position(start, length); i < to; i++) result.push(elementAt(array, i));
    return result as T[];
}

export function concat<T>(array: readonly T[], ...others: (T | readonly T[])[]): T[] {
    const result: (T | undefined)[] = [];
    for (let i = 0; i < array.length; i++) result.push(elementAt(array, i));
    for (let k = 0; k < others.length; k++) {
        const other = others[k];
        if (isArray(other)) {
            const more = other as readonly T[];
            const length = more.length;
            for (let i = 0; i < length; i++) result.push(elementAt(more, i));
        } else {
            result.push(other as T);
        }
    }
    return result as T[];
}

/** `concat` where something may be anything, an array of other elements among it. */
export function concatAny(array: readonly unknown[], ...others: unknown[]): unknown[] {
    return concat<unknown>(array, ...others);
}

/** Elements that are arrays give way to what they hold, so many levels deep. */
export function flat(array: readonly unknown[], depth: number = 1): unknown[] {
    const result: unknown[] = [];
    flatten(array, depth !== depth ? 0 : Math.trunc(depth), result);
    return result;
}

function flatten(array: readonly unknown[], depth: number, result: unknown[]): void {
    for (let i = 0; i < array.length; i++) {
        const value = array[i];
        if (depth >= 1 && isArray(value)) flatten(value as unknown[], depth - 1, result);
        else result.push(value);
    }
}

export function findLast<T>(array: readonly T[], callback: (value: T | undefined, index: number, array: readonly T[]) => unknown): T | undefined {
    for (let i = array.length - 1; i >= 0; i--) {
        const value = elementAt(array, i);
        if (callback(value, i, array)) return value;
    }
    return undefined;
}

export function findLastIndex<T>(array: readonly T[], callback: (value: T | undefined, index: number, array: readonly T[]) => unknown): number {
    for (let i = array.length - 1; i >= 0; i--) {
        if (callback(elementAt(array, i), i, array)) return i;
    }
    return -1;
}

export function flatMap<T, U>(array: readonly T[], callback: (value: T | undefined, index: number, array: readonly T[]) => U | readonly U[]): U[] {
    const result: U[] = [];
    const length = array.length;
    for (let i = 0; i < length && i < array.length; i++) {
        const part: unknown = callback(elementAt(array, i), i, array);
        if (isArray(part)) {
            const more = part as readonly U[];
            for (let k = 0; k < more.length; k++) result.push(more[k]);
        } else {
            result.push(part as U);
        }
    }
    return result;
}

/** `reduceRight` with a start value. */
export function reduceRight<T, U>(array: readonly T[], callback: (result: U, value: T | undefined, index: number, array: readonly T[]) => U, start: U): U {
    let result = start;
    for (let i = array.length - 1; i >= 0; i--) {
        if (i < array.length) result = callback(result, elementAt(array, i), i, array);
    }
    return result;
}

/** `reduceRight` without a start value. */
export function reduceRightFirst<T>(array: readonly T[], callback: (result: T | undefined, value: T | undefined, index: number, array: readonly T[]) => T): T {
    const length = array.length;
    if (length === 0) throw new TypeError("Reduce of empty array with no initial value");
    let result = elementAt(array, length - 1);
    for (let i = length - 2; i >= 0; i--) {
        if (i < array.length) result = callback(result, elementAt(array, i), i, array);
    }
    return result as T;
}

export function toReversed<T>(array: readonly T[]): T[] {
    const result: (T | undefined)[] = [];
    for (let i = array.length - 1; i >= 0; i--) result.push(elementAt(array, i));
    return result as T[];
}

export function toSorted<T>(array: readonly T[]): T[] {
    return sort(slice(array));
}

export function toSortedBy<T>(array: readonly T[], compare: (a: T, b: T) => number): T[] {
    return sortBy(slice(array), compare);
}

/** A copy with another value at one index. */
export function withElement<T>(array: readonly T[], index: number, value: T): T[] {
    const place = whole(index);
    const at = place < 0 ? array.length + place : place;
    if (at < 0 || at >= array.length) throw new RangeError("Invalid index : " + index);
    const result = slice(array);
    result[at] = value;
    return result;
}

/** `toSpliced` without a count: everything from `start` on is left out. */
export function toSplicedFrom<T>(array: readonly T[], start: number): T[] {
    return slice(array, 0, position(start, array.length));
}

/** A copy from which `count` elements at `start` are taken, others put in their place. */
export function toSpliced<T>(array: readonly T[], start: number, count?: number, ...items: T[]): T[] {
    const length = array.length;
    const from = position(start, length);
    const wanted = count === undefined ? 0 : Math.max(count !== count ? 0 : Math.trunc(count), 0);
    const result: (T | undefined)[] = [];
    for (let i = 0; i < from; i++) result.push(elementAt(array, i));
    for (let i = 0; i < items.length; i++) result.push(items[i]);
    for (let i = from + Math.min(wanted, length - from); i < length; i++) result.push(elementAt(array, i));
    return result as T[];
}

export function values<T>(array: readonly T[]): ArrayIterator<T> {
    return new ArrayIterator<T>(array, VALUES);
}

export function keys<T>(array: readonly T[]): ArrayIterator<number> {
    return new ArrayIterator<number>(array, KEYS);
}

export function entries<T>(array: readonly T[]): ArrayIterator<[number, T]> {
    return new ArrayIterator<[number, T]>(array, ENTRIES);
}

export function copyWithin<T>(array: T[], target: number, start: number, end?: number): T[] {
    const length = array.length;
    const to = position(target, length);
    const all = array as (T | undefined)[];
    const copy = slice(array, start, end);
    for (let i = 0; i < copy.length && to + i < length; i++) all[to + i] = elementAt(copy, i);
    return array;
}

export function of<T>(...items: T[]): T[] {
    return items;
}

/** The elements of an array, the code points of a string, as many undefineds as an object says. */
export function from<T>(source: unknown): T[] {
    const result: unknown[] = [];
    if (typeof source === "string") {
        for (const text of source) result.push(text);
    } else if (isArray(source)) {
        const array = source as unknown[];
        for (let i = 0; i < array.length; i++) result.push(elementAt(array, i));
    } else if (isView(source)) {
        const length = viewLength(source);
        for (let i = 0; i < length; i++) result.push(viewElement(source, i));
    } else {
        const length = lengthOf(source);
        for (let i = 0; i < length; i++) result.push(undefined);
    }
    return result as T[];
}

/** What an object says is its length, as a whole number from 0 up. */
function lengthOf(source: unknown): number {
    const length = (source as { length?: unknown }).length;
    return typeof length === "number" ? whole(length) : 0;
}

export function fromMapped<U>(source: unknown, map: (value: unknown, index: number) => U): U[] {
    const result: U[] = [];
    const values = isArray(source) ? source as unknown[] : from<unknown>(source);
    for (let i = 0; i < values.length; i++) result.push(map(values[i], i));
    return result;
}

/** What is iterable gives its values, all else what it says it has. */
export function fromAny<T>(source: unknown): T[] {
    if (typeof source === "string" || isArray(source) || isView(source)) return from<T>(source);
    return hasIterator(source) ? toArray(source) as T[] : fromLike<T>(source);
}

/** The same for what holds numbers only: what is not there is no number. */
export function numbersOfAny(source: unknown): number[] {
    const values = fromAny<number | undefined>(source);
    for (let i = 0; i < values.length; i++) values[i] ??= NaN;
    return values as number[];
}

export function fromAnyMapped<U>(source: unknown, map: (value: unknown, index: number) => U): U[] {
    return hasIterator(source) ? fromIterableMapped(source as Iterable<unknown>, map) : fromMapped(fromAny<unknown>(source), map);
}

/** The same of what has an iterator of its own, which hears of an exception. */
export function fromIterableMapped<U>(source: Iterable<unknown>, map: (value: unknown, index: number) => U): U[] {
    const result: U[] = [];
    for (const value of source) result.push(map(value, result.length));
    return result;
}

export function fromLikeMapped<U>(source: unknown, map: (value: unknown, index: number) => U): U[] {
    const result: U[] = [];
    const length = lengthOf(source);
    for (let i = 0; i < length; i++) result.push(map(get(source, i), i));
    return result;
}

/** What an object with members named by indices holds. */
export function fromLike<T>(source: unknown): T[] {
    const result: unknown[] = [];
    const length = lengthOf(source);
    for (let i = 0; i < length; i++) result.push(get(source, i));
    return result as T[];
}

export function indexOf<T>(array: readonly T[], wanted: T, from: number = 0): number {
    for (let i = position(from, array.length); i < array.length; i++) {
        if (array[i] === wanted) return i;
    }
    return -1;
}

export function lastIndexOf<T>(array: readonly T[], wanted: T): number {
    return lastIndexFrom(array, wanted, array.length - 1);
}

/** `lastIndexOf` that begins at an index, a negative one counted from the end. */
export function lastIndexFrom<T>(array: readonly T[], wanted: T, from: number): number {
    const length = array.length;
    const last = whole(from);
    for (let i = last < 0 ? length + last : Math.min(last, length - 1); i >= 0; i--) {
        if (array[i] === wanted) return i;
    }
    return -1;
}

export function includes<T>(array: readonly T[], wanted: T, from: number = 0): boolean {
    for (let i = position(from, array.length); i < array.length; i++) {
        if (sameValueZero(array[i], wanted)) return true;
    }
    return false;
}

export function fill<T>(array: T[], value: T, start: number = 0, end?: number): T[] {
    const length = array.length;
    const to = end === undefined ? length : position(end, length);
    for (let i = position(start, length); i < to; i++) array[i] = value;
    return array;
}

export function reverse<T>(array: T[]): T[] {
    const all = array as (T | undefined)[];
    let low = 0;
    let high = array.length - 1;
    while (low < high) {
        const value = elementAt(array, low);
        all[low] = elementAt(array, high);
        all[high] = value;
        low++;
        high--;
    }
    return array;
}

export function join<T>(array: readonly T[], separator: string = ","): string {
    let result = "";
    for (let i = 0; i < array.length; i++) {
        if (i > 0) result += separator;
        const value = elementAt(array, i);
        if (value !== null && value !== undefined) result += `${value}`;
    }
    return result;
}

/** `join` where every element is known to be a string, null or undefined. */
export function joinText(array: readonly string[], separator: string = ","): string {
    return joinStrings(array, separator);
}

export function shift<T>(array: T[]): T | undefined {
    const all = array as (T | undefined)[];
    if (array.length === 0) return undefined;
    const first = elementAt(array, 0);
    for (let i = 1; i < array.length; i++) all[i - 1] = elementAt(array, i);
    array.pop();
    return first;
}

export function unshift<T>(array: T[], ...values: T[]): number {
    const count = values.length;
    const length = array.length;
    for (let i = 0; i < count; i++) array.push(values[i]);
    const all = array as (T | undefined)[];
    for (let i = length - 1; i >= 0; i--) all[i + count] = elementAt(array, i);
    for (let i = 0; i < count; i++) array[i] = values[i];
    return array.length;
}

/** `splice` without a count: removes everything from `start` on. */
export function spliceFrom<T>(array: T[], start: number): T[] {
    const from = position(start, array.length);
    const result: (T | undefined)[] = [];
    for (let i = from; i < array.length; i++) result.push(elementAt(array, i));
    for (let i = 0; i < result.length; i++) array.pop();
    return result as T[];
}

/** Removes `count` elements at `start`, puts others in their place, and gives those removed. */
export function splice<T>(array: T[], start: number, count?: number, ...items: T[]): T[] {
    const length = array.length;
    const from = position(start, length);
    const wanted = count === undefined ? 0 : Math.max(count !== count ? 0 : Math.trunc(count), 0);
    const removed = Math.min(wanted, length - from);
    const all = array as (T | undefined)[];
    const result: (T | undefined)[] = [];
    for (let i = from; i < from + removed; i++) result.push(elementAt(array, i));
    for (let i = from + removed; i < length; i++) all[i - removed] = elementAt(array, i);
    for (let i = 0; i < removed; i++) array.pop();
    const more = items.length;
    if (more > 0) {
        const shorter = array.length;
        for (let i = 0; i < more; i++) array.push(items[i]);
        for (let i = shorter - 1; i >= from; i--) all[i + more] = elementAt(array, i);
        for (let i = 0; i < more; i++) array[from + i] = items[i];
    }
    return result as T[];
}

/** Sorts by the elements' texts, undefined last. */
export function sort<T>(array: T[]): T[] {
    return sortBy(array, (a, b) => {
        const x = `${a}`;
        const y = `${b}`;
        return x < y ? -1 : x > y ? 1 : 0;
    });
}

/** Sorts by a comparison if there is one. */
export function sortMaybe<T>(array: T[], compare: ((a: T, b: T) => number) | undefined): T[] {
    return compare === undefined ? sort(array) : sortBy(array, compare);
}

export function toSortedMaybe<T>(array: readonly T[], compare: ((a: T, b: T) => number) | undefined): T[] {
    return sortMaybe(slice(array), compare);
}

/** Sorts by a comparison, undefined last; stable, as ECMA-262 asks. */
export function sortBy<T>(array: T[], compare: (a: T, b: T) => number): T[] {
    const values: T[] = [];
    const length = array.length;
    for (let i = 0; i < length; i++) {
        if (array[i] !== undefined) values.push(array[i]);
    }
    const missing = length - values.length;
    const sorted = mergeSort(values, compare);
    for (let i = 0; i < sorted.length; i++) array[i] = sorted[i];
    if (missing > 0) moveLast(array, sorted.length);
    return array;
}

/** Everything from `start` on becomes undefined: that many elements were undefined before. */
function moveLast<T>(array: T[], start: number): void {
    const length = array.length;
    const all: (T | undefined)[] = array as (T | undefined)[];
    for (let i = start; i < length; i++) all[i] = undefined;
}

/** Fewer elements are one run. */
const SHORT = 64;

/**
 * Merge sort of runs that are sorted by insertion; the result is `values` or a copy. Up to 63 elements it compares what V8 compares, in the
 * same order: comparisons that contradict themselves, as those that never give 0, show it.
 */
function mergeSort<T>(values: T[], compare: (a: T, b: T) => number): T[] {
    const length = values.length;
    let run = length;
    while (run >= SHORT) run = (run + 1) >> 1;
    for (let start = 0; start < length; start += run) sortRun(values, start, Math.min(start + run, length), compare);
    let from = values;
    let to: T[] = [];
    if (length > run) {
        for (let i = 0; i < length; i++) to.push(from[i]);
    }
    for (let width = run; width < length; width *= 2) {
        for (let start = 0; start < length; start += 2 * width) {
            merge(from, to, start, Math.min(start + width, length), Math.min(start + 2 * width, length), compare);
        }
        const next = from;
        from = to;
        to = next;
    }
    return from;
}

/** Sorts `start..end`: what is in order at its beginning stays or is turned round, the others are put where halving finds their place. */
function sortRun<T>(values: T[], start: number, end: number, compare: (a: T, b: T) => number): void {
    let sorted = start + 1;
    if (sorted < end) {
        const descends = compare(values[sorted], values[start]) < 0;
        sorted++;
        while (sorted < end && compare(values[sorted], values[sorted - 1]) < 0 === descends) sorted++;
        if (descends) turnRound(values, start, sorted);
    }
    for (let i = sorted; i < end; i++) {
        const value = values[i];
        let low = start;
        let high = i;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (compare(value, values[middle]) < 0) high = middle;
            else low = middle + 1;
        }
        for (let at = i; at > low; at--) values[at] = values[at - 1];
        values[low] = value;
    }
}

function turnRound<T>(values: T[], start: number, end: number): void {
    let last = end - 1;
    for (let i = start; i < last; i++) {
        const value = values[i];
        values[i] = values[last];
        values[last] = value;
        last--;
    }
}

/** Merges the sorted runs `start..middle` and `middle..end` of `from` into `to`. */
function merge<T>(from: T[], to: T[], start: number, middle: number, end: number, compare: (a: T, b: T) => number): void {
    let left = start;
    let right = middle;
    for (let i = start; i < end; i++) {
        if (left < middle && (right >= end || !(compare(from[right], from[left]) < 0))) {
            to[i] = from[left];
            left++;
        } else {
            to[i] = from[right];
            right++;
        }
    }
}

/** `Array(value)` where the value may be a number: that many elements, or it alone. */
export function ofOne<T>(value: T): T[] {
    return typeof value === "number" ? new Array<T>(value) : [value];
}
