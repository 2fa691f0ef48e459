// A sort of typed array as programs see it: see array.ts beside this file for what stands for what.

interface $Array {
    readonly BYTES_PER_ELEMENT: number;
    readonly buffer: ArrayBuffer;
    readonly byteLength: number;
    readonly byteOffset: number;
    readonly length: number;
    [index: number]: number;
    at(index: number): number | undefined;
    copyWithin(target: number, start: number, end?: number): $Array;
    entries(): ArrayIterator<[number, number]>;
    every(callback: (value: number, index: number, array: $Array) => unknown, thisArg?: any): boolean;
    fill(value: number, start?: number, end?: number): $Array;
    filter(callback: (value: number, index: number, array: $Array) => unknown, thisArg?: any): $Array;
    find(callback: (value: number, index: number, array: $Array) => unknown, thisArg?: any): number | undefined;
    findIndex(callback: (value: number, index: number, array: $Array) => unknown, thisArg?: any): number;
    findLast(callback: (value: number, index: number, array: $Array) => unknown, thisArg?: any): number | undefined;
    findLastIndex(callback: (value: number, index: number, array: $Array) => unknown, thisArg?: any): number;
    forEach(callback: (value: number, index: number, array: $Array) => void, thisArg?: any): void;
    includes(value: number, from?: number): boolean;
    indexOf(value: number, from?: number): number;
    join(separator?: string): string;
    keys(): ArrayIterator<number>;
    lastIndexOf(value: number, from?: number): number;
    map(callback: (value: number, index: number, array: $Array) => number, thisArg?: any): $Array;
    reduce(callback: (previous: number, current: number, index: number, array: $Array) => number): number;
    reduce(callback: (previous: number, current: number, index: number, array: $Array) => number, initial: number): number;
    reduce<U>(callback: (previous: U, current: number, index: number, array: $Array) => U, initial: U): U;
    reduceRight(callback: (previous: number, current: number, index: number, array: $Array) => number): number;
    reduceRight(callback: (previous: number, current: number, index: number, array: $Array) => number, initial: number): number;
    reduceRight<U>(callback: (previous: U, current: number, index: number, array: $Array) => U, initial: U): U;
    reverse(): $Array;
    set(source: ArrayLike<number>, offset?: number): void;
    slice(start?: number, end?: number): $Array;
    some(callback: (value: number, index: number, array: $Array) => unknown, thisArg?: any): boolean;
    sort(compare?: (a: number, b: number) => number): $Array;
    subarray(start?: number, end?: number): $Array;
    toReversed(): $Array;
    toSorted(compare?: (a: number, b: number) => number): $Array;
    toString(): string;
    values(): ArrayIterator<number>;
    with(index: number, value: number): $Array;
    [Symbol.iterator](): ArrayIterator<number>;
}
interface $ArrayConstructor {
    readonly BYTES_PER_ELEMENT: number;
    new (length?: number): $Array;
    new (values: Iterable<number>): $Array;
    new (values: ArrayLike<number>): $Array;
    new <B extends ArrayBufferLike = ArrayBuffer>(buffer: B, byteOffset?: number, length?: number): $Array;
    from(source: Iterable<number>): $Array;
    from<T>(source: Iterable<T>, map: (value: T, index: number) => number): $Array;
    from(source: ArrayLike<number>): $Array;
    from<T>(source: ArrayLike<T>, map: (value: T, index: number) => number): $Array;
    of(...items: number[]): $Array;
}
declare const $Array: $ArrayConstructor;
