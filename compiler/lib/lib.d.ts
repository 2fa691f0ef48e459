// The built-in names, as programs and editors see them.
//
// A member without a body elsewhere is an operation that the compiler expands, named `Owner.member` (`Array.push`,
// `Math.sqrt`, `console.log`, `setTimeout`). A method for which `thimble:<owner in small letters>.ts` exports a function of
// the same name is that function, its receiver the first parameter, the type parameters of the interface before its own.
// `XConstructor` describes the value `X`; its members belong to the owner `X` too, but take no receiver. Typed arrays: `typed/array.d.ts`.

interface Array<T> {
    length: number;
    [index: number]: T;
    push(...items: T[]): number;
    pop(): T | undefined;
    shift(): T | undefined;
    unshift(...items: T[]): number;
    slice(start?: number, end?: number): T[];
    splice(start: number, deleteCount?: number, ...items: T[]): T[];
    flat(depth?: number): unknown[];
    toString(): string;
    concat(...items: (T | readonly T[])[]): T[];
    indexOf(value: T, from?: number): number;
    lastIndexOf(value: T, from?: number): number;
    includes(value: T, from?: number): boolean;
    join(separator?: string): string;
    reverse(): T[];
    fill(value: T, start?: number, end?: number): this;
    at(index: number): T | undefined;
    forEach(callback: (value: T, index: number, array: T[]) => void, thisArg?: any): void;
    map<U>(callback: (value: T, index: number, array: T[]) => U, thisArg?: any): U[];
    filter<S>(callback: (value: T, index: number, array: T[]) => value is S, thisArg?: any): S[];
    filter(callback: (value: T, index: number, array: T[]) => unknown, thisArg?: any): T[];
    find<S>(callback: (value: T, index: number, array: T[]) => value is S, thisArg?: any): S | undefined;
    find(callback: (value: T, index: number, array: T[]) => unknown, thisArg?: any): T | undefined;
    findIndex(callback: (value: T, index: number, array: T[]) => unknown, thisArg?: any): number;
    some(callback: (value: T, index: number, array: T[]) => unknown, thisArg?: any): boolean;
    every<S extends T>(callback: (value: T, index: number, array: T[]) => value is S, thisArg?: any): this is S[];
    every(callback: (value: T, index: number, array: T[]) => unknown, thisArg?: any): boolean;
    reduce(callback: (previous: T, current: T, index: number, array: T[]) => T): T;
    reduce(callback: (previous: T, current: T, index: number, array: T[]) => T, initial: T): T;
    reduce<U>(callback: (previous: U, current: T, index: number, array: T[]) => U, initial: U): U;
    findLast<S>(callback: (value: T, index: number, array: T[]) => value is S, thisArg?: any): S | undefined;
    findLast(callback: (value: T, index: number, array: T[]) => unknown, thisArg?: any): T | undefined;
    findLastIndex(callback: (value: T, index: number, array: T[]) => unknown, thisArg?: any): number;
    flatMap<U>(callback: (value: T, index: number, array: T[]) => U | readonly U[], thisArg?: any): U[];
    reduceRight(callback: (previous: T, current: T, index: number, array: T[]) => T): T;
    reduceRight(callback: (previous: T, current: T, index: number, array: T[]) => T, initial: T): T;
    reduceRight<U>(callback: (previous: U, current: T, index: number, array: T[]) => U, initial: U): U;
    toReversed(): T[];
    toSorted(compare?: (a: T, b: T) => number): T[];
    with(index: number, value: T): T[];
    copyWithin(target: number, start: number, end?: number): this;
    sort(compare?: (a: T, b: T) => number): this;
    entries(): ArrayIterator<[number, T]>;
    keys(): ArrayIterator<number>;
    values(): ArrayIterator<T>;
    [Symbol.iterator](): ArrayIterator<T>;
    toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
}

interface ReadonlyArray<T> {
    readonly length: number;
    readonly [index: number]: T;
    flat(depth?: number): unknown[];
    toString(): string;
    slice(start?: number, end?: number): T[];
    concat(...items: (T | readonly T[])[]): T[];
    indexOf(value: T, from?: number): number;
    lastIndexOf(value: T, from?: number): number;
    includes(value: T, from?: number): boolean;
    join(separator?: string): string;
    at(index: number): T | undefined;
    forEach(callback: (value: T, index: number, array: readonly T[]) => void, thisArg?: any): void;
    map<U>(callback: (value: T, index: number, array: readonly T[]) => U, thisArg?: any): U[];
    filter<S>(callback: (value: T, index: number, array: readonly T[]) => value is S, thisArg?: any): S[];
    filter(callback: (value: T, index: number, array: readonly T[]) => unknown, thisArg?: any): T[];
    find<S>(callback: (value: T, index: number, array: readonly T[]) => value is S, thisArg?: any): S | undefined;
    find(callback: (value: T, index: number, array: readonly T[]) => unknown, thisArg?: any): T | undefined;
    findIndex(callback: (value: T, index: number, array: readonly T[]) => unknown, thisArg?: any): number;
    some(callback: (value: T, index: number, array: readonly T[]) => unknown, thisArg?: any): boolean;
    every<S extends T>(callback: (value: T, index: number, array: readonly T[]) => value is S, thisArg?: any): this is readonly S[];
    every(callback: (value: T, index: number, array: readonly T[]) => unknown, thisArg?: any): boolean;
    reduce(callback: (previous: T, current: T, index: number, array: readonly T[]) => T): T;
    reduce(callback: (previous: T, current: T, index: number, array: readonly T[]) => T, initial: T): T;
    reduce<U>(callback: (previous: U, current: T, index: number, array: readonly T[]) => U, initial: U): U;
    findLast<S>(callback: (value: T, index: number, array: readonly T[]) => value is S, thisArg?: any): S | undefined;
    findLast(callback: (value: T, index: number, array: readonly T[]) => unknown, thisArg?: any): T | undefined;
    findLastIndex(callback: (value: T, index: number, array: readonly T[]) => unknown, thisArg?: any): number;
    flatMap<U>(callback: (value: T, index: number, array: readonly T[]) => U | readonly U[], thisArg?: any): U[];
    reduceRight(callback: (previous: T, current: T, index: number, array: readonly T[]) => T): T;
    reduceRight(callback: (previous: T, current: T, index: number, array: readonly T[]) => T, initial: T): T;
    reduceRight<U>(callback: (previous: U, current: T, index: number, array: readonly T[]) => U, initial: U): U;
    toReversed(): T[];
    toSorted(compare?: (a: T, b: T) => number): T[];
    with(index: number, value: T): T[];
    entries(): ArrayIterator<[number, T]>;
    keys(): ArrayIterator<number>;
    values(): ArrayIterator<T>;
    [Symbol.iterator](): ArrayIterator<T>;
    toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
}

interface ArrayLike<T> {
    readonly length: number;
    readonly [index: number]: T;
}

interface ArrayConstructor {
    new <T = any>(length?: number): T[];
    new <T>(...items: T[]): T[];
    isArray(value: any): value is any[];
    of<T>(...items: T[]): T[];
    from<T>(source: Iterable<T>): T[];
    from<T>(source: Iterable<T> | ArrayLike<T>): T[];
    from(source: { length: number }): unknown[];
    from<T, U>(source: Iterable<T>, map: (value: T, index: number) => U, thisArg?: any): U[];
    from<T, U>(source: Iterable<T> | ArrayLike<T>, map: (value: T, index: number) => U, thisArg?: any): U[];
    from<U>(source: { length: number }, map: (value: unknown, index: number) => U, thisArg?: any): U[];
}
declare const Array: ArrayConstructor;

interface ArrayBuffer {
    readonly byteLength: number;
    slice(start?: number, end?: number): ArrayBuffer;
}
interface ArrayBufferConstructor {
    new (length: number): ArrayBuffer;
    isView(value: any): value is ArrayBufferView;
}
declare const ArrayBuffer: ArrayBufferConstructor;
type ArrayBufferLike = ArrayBuffer;

interface String {
    readonly length: number;
    readonly [index: number]: string;
    charAt(index: number): string;
    charCodeAt(index: number): number;
    codePointAt(index: number): number | undefined;
    slice(start?: number, end?: number): string;
    substring(start: number, end?: number): string;
    indexOf(text: string, from?: number): number;
    lastIndexOf(text: string, from?: number): number;
    includes(text: string, from?: number): boolean;
    startsWith(text: string, from?: number): boolean;
    endsWith(text: string, end?: number): boolean;
    split(separator: string, limit?: number): string[];
    concat(...texts: string[]): string;
    repeat(count: number): string;
    padStart(length: number, fill?: string): string;
    padEnd(length: number, fill?: string): string;
    trim(): string;
    trimStart(): string;
    trimEnd(): string;
    trimLeft(): string;
    trimRight(): string;
    toUpperCase(): string;
    toLowerCase(): string;
    toLocaleUpperCase(): string;
    toLocaleLowerCase(): string;
    localeCompare(that: string): number;
    replace(search: string, by: string | ((match: string, ...rest: any[]) => string)): string;
    replaceAll(search: string, by: string | ((match: string, ...rest: any[]) => string)): string;
    substr(start: number, length?: number): string;
    at(index: number): string | undefined;
    toString(): string;
    valueOf(): string;
    [Symbol.iterator](): StringIterator;
}
interface StringConstructor {
    (value?: any): string;
    fromCharCode(...codes: number[]): string;
    fromCodePoint(...codes: number[]): string;
    raw(template: { readonly raw: readonly string[] }, ...values: any[]): string;
}
type TemplateStringsArray = readonly string[] & { readonly raw: readonly string[] };
declare const String: StringConstructor;

interface Number {
    toString(radix?: number): string;
    toFixed(digits?: number): string;
    toExponential(digits?: number): string;
    toPrecision(precision?: number): string;
    valueOf(): number;
}
interface NumberConstructor {
    (value?: any): number;
    readonly MAX_SAFE_INTEGER: number;
    readonly MIN_SAFE_INTEGER: number;
    readonly MAX_VALUE: number;
    readonly MIN_VALUE: number;
    readonly EPSILON: number;
    readonly POSITIVE_INFINITY: number;
    readonly NEGATIVE_INFINITY: number;
    readonly NaN: number;
    isInteger(value: unknown): boolean;
    isSafeInteger(value: unknown): boolean;
    isFinite(value: unknown): boolean;
    isNaN(value: unknown): boolean;
    parseInt(text: string, radix?: number): number;
    parseFloat(text: string): number;
}
declare const Number: NumberConstructor;

interface Boolean {
    toString(): string;
    valueOf(): boolean;
}
// Two signatures: an interface with one alone is a function type, which has no operation behind it.
interface BooleanConstructor {
    (value?: any): boolean;
    (): boolean;
}
declare const Boolean: BooleanConstructor;

interface Function {
    readonly name: string;
    readonly length: number;
}

interface Math {
    readonly E: number;
    readonly LN10: number;
    readonly LN2: number;
    readonly LOG10E: number;
    readonly LOG2E: number;
    readonly PI: number;
    readonly SQRT1_2: number;
    readonly SQRT2: number;
    abs(x: number): number;
    acos(x: number): number;
    acosh(x: number): number;
    asinh(x: number): number;
    atanh(x: number): number;
    cbrt(x: number): number;
    cosh(x: number): number;
    expm1(x: number): number;
    log1p(x: number): number;
    sinh(x: number): number;
    tanh(x: number): number;
    asin(x: number): number;
    atan(x: number): number;
    atan2(y: number, x: number): number;
    ceil(x: number): number;
    clz32(x: number): number;
    cos(x: number): number;
    exp(x: number): number;
    floor(x: number): number;
    fround(x: number): number;
    hypot(...values: number[]): number;
    imul(x: number, y: number): number;
    log(x: number): number;
    log10(x: number): number;
    log2(x: number): number;
    max(...values: number[]): number;
    min(...values: number[]): number;
    pow(x: number, y: number): number;
    random(): number;
    round(x: number): number;
    sign(x: number): number;
    sin(x: number): number;
    sqrt(x: number): number;
    tan(x: number): number;
    trunc(x: number): number;
}
declare const Math: Math;

interface Console {
    log(...data: any[]): void;
    info(...data: any[]): void;
    debug(...data: any[]): void;
    warn(...data: any[]): void;
    error(...data: any[]): void;
    assert(condition?: boolean, ...data: any[]): void;
    group(...label: any[]): void;
    groupCollapsed(...label: any[]): void;
    groupEnd(): void;
    count(label?: string): void;
    countReset(label?: string): void;
    time(label?: string): void;
    timeLog(label?: string, ...data: any[]): void;
    timeEnd(label?: string): void;
    dir(value?: any, options?: any): void;
    table(data?: any, columns?: string[]): void;
    trace(...data: any[]): void;
}
declare const console: Console;

declare function isNaN(value: number): boolean;
declare function isFinite(value: number): boolean;
declare function parseInt(text: string, radix?: number): number;
declare function parseFloat(text: string): number;

// The values are for the callback.
declare function setTimeout(callback: (...values: any[]) => void, delay?: number, ...values: any[]): number;
declare function setInterval(callback: (...values: any[]) => void, delay?: number, ...values: any[]): number;
declare function clearTimeout(timer: number | undefined): void;
declare function clearInterval(timer: number | undefined): void;
declare function queueMicrotask(callback: () => void): void;

/** A copy of all that a value holds. Instances of classes, typed arrays, functions and symbols cannot be copied. */
declare function structuredClone<T>(value: T): T;

interface PromiseFulfilledResult<T> {
    status: "fulfilled";
    value: T;
}
interface PromiseRejectedResult {
    status: "rejected";
    reason: any;
}
type PromiseSettledResult<T> = PromiseFulfilledResult<T> | PromiseRejectedResult;

interface ObjectConstructor {
    new (value?: any): Object;
    (): any;
    (value: any): any;
    keys(object: {}): string[];
    values<T>(object: { [key: string]: T }): T[];
    values(object: {}): any[];
    entries<T>(object: { [key: string]: T }): [string, T][];
    entries(object: {}): [string, any][];
    assign<T extends {}, U>(target: T, source: U): T & U;
    assign<T extends {}, U, V>(target: T, first: U, second: V): T & U & V;
    assign<T extends {}, U, V, W>(target: T, first: U, second: V, third: W): T & U & V & W;
    assign(target: object, ...sources: any[]): any;
    is(a: any, b: any): boolean;
    getOwnPropertyNames(object: any): string[];
    hasOwn(object: object, key: PropertyKey): boolean;
    "%%own"(object: any, key: PropertyKey): boolean;
    "%%enumerable"(object: any, key: PropertyKey): boolean;
    "%%tag"(value: any): string;
    "%%bare"(): any;
    freeze<T extends Function>(f: T): T;
    freeze<T extends { [key: string]: U | null | undefined | object }, U extends string | number | boolean | symbol>(object: T): Readonly<T>;
    freeze<T>(object: T): Readonly<T>;
    fromEntries<T = any>(entries: Iterable<readonly [PropertyKey, T]>): { [key: string]: T };
    fromEntries(entries: Iterable<readonly any[]>): any;
}
declare const Object: ObjectConstructor;

/** The board has a clock, and no calendar: it counts from the program's start. */
interface DateConstructor {
    /** Milliseconds since the program started. */
    now(): number;
}
declare const Date: DateConstructor;

interface Performance {
    /** Milliseconds since the program started, with fractions. */
    now(): number;
}
declare const performance: Performance;

interface ReadonlyMap<K, V> {
    readonly size: number;
    get(key: K): V | undefined;
    has(key: K): boolean;
    forEach(callback: (value: V, key: K, map: ReadonlyMap<K, V>) => void, thisArg?: any): void;
    entries(): MapIterator<[K, V]>;
    keys(): MapIterator<K>;
    values(): MapIterator<V>;
    [Symbol.iterator](): MapIterator<[K, V]>;
}
interface ReadonlySet<T> {
    readonly size: number;
    has(value: T): boolean;
    forEach(callback: (value: T, key: T, set: ReadonlySet<T>) => void, thisArg?: any): void;
    entries(): SetIterator<[T, T]>;
    keys(): SetIterator<T>;
    values(): SetIterator<T>;
    [Symbol.iterator](): SetIterator<T>;
}

interface JSON {
    parse<T = any>(text: string, reviver?: (this: any, key: string, value: any) => any): T;
    stringify(value: any, replacer?: ((this: any, key: string, value: any) => any) | (string | number)[] | null, space?: string | number | null): string;
}
declare const JSON: JSON;

interface IteratorYieldResult<T> {
    done?: false;
    value: T;
}
interface IteratorReturnResult<TReturn> {
    done: true;
    value: TReturn;
}
type IteratorResult<T, TReturn = any> = IteratorYieldResult<T> | IteratorReturnResult<TReturn>;
/** Beside the type of an object literal: what `this` is in its methods. */
interface ThisType<T> {}

interface Iterator<T, TReturn = any, TNext = any> {
    next(...[value]: [] | [TNext]): IteratorResult<T, TReturn>;
    return?(value?: TReturn): IteratorResult<T, TReturn>;
    throw?(error?: any): IteratorResult<T, TReturn>;
}
interface Iterable<T, TReturn = any, TNext = any> {
    [Symbol.iterator](): Iterator<T, TReturn, TNext>;
}
interface IterableIterator<T, TReturn = any, TNext = any> extends Iterator<T, TReturn, TNext> {
    [Symbol.iterator](): IterableIterator<T, TReturn, TNext>;
}

interface AsyncIterator<T, TReturn = any, TNext = any> {
    next(...[value]: [] | [TNext]): Promise<IteratorResult<T, TReturn>>;
    return?(value?: TReturn | Promise<TReturn>): Promise<IteratorResult<T, TReturn>>;
    throw?(error?: any): Promise<IteratorResult<T, TReturn>>;
}
interface AsyncIterable<T, TReturn = any, TNext = any> {
    [Symbol.asyncIterator](): AsyncIterator<T, TReturn, TNext>;
}
interface AsyncIterableIterator<T, TReturn = any, TNext = any> extends AsyncIterator<T, TReturn, TNext> {
    [Symbol.asyncIterator](): AsyncIterableIterator<T, TReturn, TNext>;
}

interface Symbol {
    readonly description: string | undefined;
    toString(): string;
    valueOf(): symbol;
}
interface SymbolConstructor {
    (description?: string | number): symbol;
    for(key: string): symbol;
    keyFor(symbol: symbol): string | undefined;
    readonly iterator: unique symbol;
    readonly asyncIterator: unique symbol;
    readonly dispose: unique symbol;
    readonly asyncDispose: unique symbol;
    readonly toPrimitive: unique symbol;
    readonly toStringTag: unique symbol;
}
declare const Symbol: SymbolConstructor;

interface Disposable {
    [Symbol.dispose](): void;
}
interface AsyncDisposable {
    [Symbol.asyncDispose](): PromiseLike<void>;
}

interface ErrorOptions {
    cause?: unknown;
}
type ErrorConstructor = typeof Error;
type EvalErrorConstructor = typeof EvalError;
type RangeErrorConstructor = typeof RangeError;
type ReferenceErrorConstructor = typeof ReferenceError;
type SyntaxErrorConstructor = typeof SyntaxError;
type TypeErrorConstructor = typeof TypeError;
type URIErrorConstructor = typeof URIError;
type MapConstructor = typeof Map;
type SetConstructor = typeof Set;
type WeakMapConstructor = typeof WeakMap;
type WeakSetConstructor = typeof WeakSet;
type PromiseConstructor = typeof Promise;

interface PromiseLike<T> {
    then<U = T, V = never>(onFulfilled?: ((value: T) => U | PromiseLike<U>) | null, onRejected?: ((reason: any) => V | PromiseLike<V>) | null): PromiseLike<U | V>;
}

// Types made of types.

type Object = {};
type PropertyKey = string | number | symbol;
type Partial<T> = { [P in keyof T]?: T[P] };
type Required<T> = { [P in keyof T]-?: T[P] };
type Readonly<T> = { readonly [P in keyof T]: T[P] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Record<K extends keyof any, T> = { [P in K]: T };
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
type ThisParameterType<T> = T extends (this: infer U, ...args: never) => any ? U : unknown;
type OmitThisParameter<T> = unknown extends ThisParameterType<T> ? T : T extends (...args: infer A) => infer R ? (...args: A) => R : T;
type NonNullable<T> = T & {};
/** T, of which nothing is learnt here: an open index of a tuple says nothing of its elements. */
type NoInfer<T> = [T][T extends any ? 0 : never];
type Parameters<T extends (...args: any) => any> = T extends (...args: infer P) => any ? P : never;
type ReturnType<T extends (...args: any) => any> = T extends (...args: any) => infer R ? R : any;
/** What may be a key of a WeakMap. */
type WeakKey = object;
/** What is left of an array's elements when arrays in arrays are taken apart D times. */
type FlatArray<A, D extends number> = D extends -1
    ? A
    : A extends readonly (infer E)[]
      ? FlatArray<E, [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20][D]>
      : A;
type Awaited<T> = T extends null | undefined
    ? T
    : T extends PromiseLike<infer V>
      ? Awaited<V>
      : T extends { then(fulfilled: infer F, ...rest: infer _): any }
        ? F extends (value: infer V, ...rest: infer _) => any
          ? Awaited<V>
          : never
        : T;
type InstanceType<T extends abstract new (...args: any) => any> = T extends abstract new (...args: any) => infer R ? R : any;
type ConstructorParameters<T extends abstract new (...args: any) => any> = T extends abstract new (...args: infer P) => any ? P : never;
// What these make of a text is known to the compiler.
type Uppercase<S extends string> = S;
type Lowercase<S extends string> = S;
type Capitalize<S extends string> = S;
type Uncapitalize<S extends string> = S;
