// What the library's own TypeScript may ask of the runtime. Each name is an intrinsic `runtime.NAME` of the compiler
// (`lower/intrinsics.rs`); programs cannot import this file. A table is the core of Map and Set and only ever
// handed back to these functions.

/** An empty table; without `values` a set. */
export declare function tableNew(values: boolean): unknown;
export declare function tableSize(table: unknown): number;
/** The entry of a key (SameValueZero), -1 if there is none. */
export declare function tableFind(table: unknown, key: unknown): number;
export declare function tableInsert(table: unknown, key: unknown): number;
export declare function tableDelete(table: unknown, key: unknown): boolean;
export declare function tableClear(table: unknown): void;
export declare function tableKey<K>(table: unknown, entry: number): K;
export declare function tableValue<V>(table: unknown, entry: number): V;
/** The value of a key, undefined if there is none. */
export declare function tableGet<V>(table: unknown, key: unknown): V | undefined;
export declare function tableSet(table: unknown, key: unknown, value: unknown): void;
/** A cursor before the first entry; it sees entries added while it runs. */
export declare function tableCursor(table: unknown): unknown;
/** The next entry, -1 at the end; valid until the table is next changed. */
export declare function tableAdvance(cursor: unknown): number;

/** SameValueZero. */
export declare function sameValueZero(a: unknown, b: unknown): boolean;
/** The element at an index below the length, as it is: undefined where nothing was put yet, whatever the type says. */
export declare function elementAt<T>(array: readonly T[], index: number): T | undefined;
/** Whether a word is an array. */
export declare function isArray(value: unknown): boolean;
/** Whether a word is a typed array. */
export declare function isView(value: unknown): boolean;
/** Whether a word is an ArrayBuffer. */
export declare function isBuffer(value: unknown): boolean;
/** A fresh typed array or buffer, all 0; `length` is an integer from 0 up. */
export declare function newView<T>(length: number): T;
/** A typed array over a part of a buffer: `offset` in bytes is a multiple of an element's size, and all lies within. */
export declare function viewOf<T>(buffer: ArrayBuffer, offset: number, length: number): T;
/** Whether a word is a typed array of the same sort as `array`. */
export declare function isAlike(array: unknown, value: unknown): boolean;
/** A fresh typed array of the same sort. */
export declare function viewAlike(array: unknown, length: number): unknown;
/** The name of a typed array's class. */
export declare function viewName(array: unknown): string;
export declare function viewLength(array: unknown): number;
/** An element of a typed array at an index within. */
export declare function viewElement(array: unknown, index: number): number;
/** Sets an element of any sort of typed array at an index within. */
export declare function putViewElement(array: unknown, index: number, value: number): void;
/** A byte of a buffer at an index within. */
export declare function bufferByte(buffer: ArrayBuffer, index: number): number;
export declare function putBufferByte(buffer: ArrayBuffer, index: number, value: number): void;
/** The single with these bits, and back, rounded. */
export declare function singleOf(bits: number): number;
export declare function singleBits(value: number): number;
/** The double with these words, and back. */
export declare function doubleOf(low: number, high: number): number;
export declare function lowWord(value: number): number;
export declare function highWord(value: number): number;
/** Whether a word is an object with own members that can be listed. */
export declare function hasKeys(value: unknown): boolean;
/** The names of an object's own enumerable members, in JavaScript's order; of what `hasKeys` admits. */
export declare function keysOf(value: unknown): string[];
/** Whether a word is an object with own members whose keys are symbols; those members: of each the text of its key, how console.log shows it if it is an accessor, its value. */
export declare function hasSymbols(value: unknown): boolean;
export declare function symbolsOf(value: unknown): unknown[];
/** Whether something of the program's own has a member `then`; an `if` over it costs nothing. */
export declare function anyThenables(): boolean;
export declare function hasThen(value: unknown): boolean;
export declare function callThen(value: unknown, fulfilled: (value: unknown) => void, rejected: (reason: unknown) => void): unknown;
/** Whether object literals have getters or setters; an `if` over it costs nothing. */
export declare function anyAccessors(): boolean;
/** Whether errors of the program have their name as a member of their own; an `if` over it costs nothing. */
export declare function anyNamedErrors(): boolean;
/** Whether classes of the program extend maps, sets or promises; an `if` over it costs nothing. */
export declare function anyExtended(): boolean;
/** Whether the program binds functions; an `if` over it costs nothing. */
export declare function anyBound(): boolean;
/** Whether some object has a member that is named by a number; an `if` over it costs nothing. */
export declare function anyNumberKeys(): boolean;
/** How console.log shows the member at this place of `keysOf` if it is an accessor, else an empty string. */
export declare function accessorText(value: unknown, index: number): string;
/** Whether a word is an object literal's object without accessors; another of its shape, with the same members. */
export declare function hasCopy(value: unknown): boolean;
export declare function copyOf(value: unknown): unknown;
/** The value of the member at this place of `keysOf`. */
export declare function valueAt(value: unknown, index: number): unknown;
/** Whether a word is an object whose members can be read by their names; and set. */
export declare function hasMembers(value: unknown): boolean;
export declare function hasPlaces(value: unknown): boolean;
/** The value of the member of this name, undefined if there is none; of what `hasMembers` admits. */
export declare function memberAt(value: unknown, key: string): unknown;
/** Sets the member of this name; where there is none, nothing happens; of what `hasPlaces` admits. */
export declare function putMember(value: unknown, key: string, to: unknown): void;
/** Whether a word is an object whose members have names; whether one of them, inherited ones and methods among them, has this name. */
export declare function hasNamed(value: unknown): boolean;
export declare function namedIn(value: unknown, key: string): boolean;
/** Whether a word is a class; the names of its own members that no loop goes over. */
export declare function hasUnlisted(value: unknown): boolean;
export declare function unlistedOf(value: unknown): string[];
/** Whether a word is an instance of a class of the library with a tag; `[object TAG]`. */
export declare function hasTag(value: unknown): boolean;
export declare function callTag(value: unknown): string;
/** Whether something of the program's own has a member `[Symbol.toStringTag]`; an `if` over it costs nothing. */
export declare function anyOwnTags(): boolean;
/** Whether a word is an object with a member `[Symbol.toStringTag]`; its value. */
export declare function hasOwnTag(value: unknown): boolean;
export declare function ownTag(value: unknown): unknown;
/** Whether a word is an object with a method `[Symbol.toPrimitive]`; what that gives. */
export declare function hasToPrimitive(value: unknown): boolean;
export declare function callToPrimitive(value: unknown, hint: string): unknown;
/** Whether a word is an object with a member `[Symbol.asyncIterator]`; the call of it. */
export declare function hasAsyncIterator(value: unknown): boolean;
export declare function callAsyncIterator(value: unknown): unknown;
/** Whether a word is an object with a member `[Symbol.iterator]`, and so on; the calls pass on one value. */
export declare function hasIterator(value: unknown): boolean;
export declare function callIterator(value: unknown): unknown;
export declare function hasDispose(value: unknown): boolean;
export declare function callDispose(value: unknown): unknown;
export declare function hasAsyncDispose(value: unknown): boolean;
export declare function callAsyncDispose(value: unknown): unknown;
export declare function callNext(iterator: unknown, sent: unknown): unknown;
export declare function hasReturn(iterator: unknown): boolean;
export declare function callReturn(iterator: unknown, value: unknown): unknown;
export declare function hasToJson(value: unknown): boolean;
export declare function callToJson(value: unknown, key: string): unknown;
/** The member `toJSON` of an object that has one. */
export declare function toJsonOf(value: unknown): unknown;
/** Whether a member `toJSON` may be no function; an `if` over it costs nothing. */
export declare function anyLooseToJson(): boolean;
export declare function hasThrow(iterator: unknown): boolean;
export declare function callThrow(iterator: unknown, error: unknown): unknown;
/** Whether a word is an instance of a class. */
export declare function hasName(value: unknown): boolean;
/** The name of an instance's class. */
export declare function nameOf(value: unknown): string;
/** Whether a word is an instance of a class of the library that shows itself. */
export declare function hasInspect(value: unknown): boolean;
/** The text that such an instance gives of itself. */
export declare function callInspect(value: unknown, inspection: unknown, level: number): string;
/** Whether a word is an instance of a class with a method `toString`. */
export declare function hasText(value: unknown): boolean;
/** The text that such an instance gives of itself. */
export declare function callText(value: unknown): string;
/** Whether a word is an object with a method `valueOf`; what that gives. */
export declare function hasValueOf(value: unknown): boolean;
export declare function callValueOf(value: unknown): unknown;
/** How a function is shown: a digit, the number of its parameters, then what `console.log` prints. */
export declare function functionText(value: unknown): string;
/** The text of a primitive value; undefined for an object, an array or a function. */
export declare function primitiveText(value: unknown): string | undefined;
/** Strings, nulls and undefineds joined. */
export declare function joinStrings(array: readonly string[], separator: string): string;

/** Milliseconds since start. */
export declare function millis(): number;
/** Microseconds since start. */
export declare function micros(): number;
/** Sleeps so many milliseconds; NaN and negative ones do not sleep. */
export declare function sleep(milliseconds: number): void;
/** Sleeps until `millis()` reaches `time`. */
export declare function waitUntil(time: number): void;
/** Remembers where a promise was rejected, for the report. */
export declare function rejected(reason: unknown): void;
/** Reports an exception that nobody will catch and ends the program with status 1. */
export declare function uncaught(error: unknown): never;

// Pins by the chip's numbers.
export declare function pinOutput(pin: number): void;
export declare function pinWrite(pin: number, high: boolean): void;
export declare function pinToggle(pin: number): void;
/** Makes it an input; `pull` 0 none, 1 up, 2 down. */
export declare function pinInput(pin: number, pull: number): void;
export declare function pinRead(pin: number): boolean;
/** One LED of the board's display; outside of it nothing happens. */
export declare function displaySet(x: number, y: number, on: boolean): void;
export declare function displayGet(x: number, y: number): boolean;
export declare function displayClear(): void;

/** The last position of `pattern` at or before `from`, -1 if there is none. */
export declare function lastIndex(text: string, pattern: string, from: number): number;
export declare function repeatText(text: string, count: number): string;
export declare function padStart(text: string, length: number, fill: string): string;
export declare function padEnd(text: string, length: number, fill: string): string;
/** Number to text in a base of 2 to 36. */
export declare function numberText(value: number, radix: number): string;
/** toFixed with 0 to 100 digits. */
export declare function fixedText(value: number, digits: number): string;
/** toExponential with 1 to 101 digits in all, 0: as many as it takes. */
export declare function exponentialText(value: number, digits: number): string;
/** toPrecision with 1 to 100 digits. */
export declare function precisionText(value: number, precision: number): string;
