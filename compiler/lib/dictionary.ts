// Dictionaries: objects whose keys are made at run time. Keys that are array indices are kept as numbers, all others as strings;
// they are gone over as ECMA-262, 10.1.11.1 has it: array indices first, ascending, then the others as they were added.

import type { Inspection } from "./inspect";
import { inspectEntries } from "./inspect";
import { hasKeys, keysOf, tableAdvance, tableCursor, tableDelete, tableFind, tableGet, tableKey, tableNew, tableSet, valueAt } from "./runtime";

export class Dictionary {
    table: unknown = tableNew(true);
    /** The keys as they were listed last. */
    private listed: unknown[] = [];

    /** Its keys. */
    "%%keys"(): string[] {
        this.listed = keptKeys(this);
        return texts(this.listed);
    }

    /** The value of the key at this place of `%keys`, called last. */
    "%%value"(index: number): unknown {
        return tableGet<unknown>(this.table, this.listed[index]);
    }

    /** The value of a key. */
    "%%at"(key: unknown): unknown {
        return get(this, key);
    }

    /** Sets the value of a key. */
    "%%put"(key: unknown, value: unknown): void {
        set(this, key, value);
    }

    /** Whether it has what every object has. */
    "%%inherits"(): boolean {
        return true;
    }

    /** Its text in console.log. */
    "%%inspect"(inspection: Inspection, level: number): string {
        return inspectEntries(inspection, this, keys(this), values(this), level);
    }
}

/** A key as it is kept. */
function kept(key: unknown): unknown {
    if (typeof key === "number") return key >= 0 && key < 4294967295 && Math.trunc(key) === key ? key + 0 : "" + key;
    const text = typeof key === "string" ? key : `${key}`;
    const length = text.length;
    if (length === 0 || length > 10) return text;
    let number = 0;
    for (let i = 0; i < length; i++) {
        const digit = text.charCodeAt(i) - 48;
        if (digit < 0 || digit > 9) return text;
        number = number * 10 + digit;
    }
    if (text.charCodeAt(0) === 48 && length > 1) return text;
    return number < 4294967295 ? number : text;
}

export function get(dictionary: Dictionary, key: unknown): unknown {
    return tableGet<unknown>(dictionary.table, kept(key));
}

export function set(dictionary: Dictionary, key: unknown, value: unknown): void {
    tableSet(dictionary.table, kept(key), value);
}

export function has(dictionary: Dictionary, key: unknown): boolean {
    return tableFind(dictionary.table, kept(key)) >= 0;
}

/** `key in dictionary`. */
export function isIn(dictionary: Dictionary, key: unknown): boolean {
    return has(dictionary, key) || isInherited(key) && dictionary["%%inherits"]();
}

/** Whether every object has a member of this name from `Object.prototype`. */
export function isInherited(key: unknown): boolean {
    return typeof key === "string" && INHERITED.includes(key);
}

const INHERITED: readonly string[] = [
    "constructor", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "__proto__",
    "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__",
];

/** `delete dictionary[key]`. */
export function remove(dictionary: Dictionary, key: unknown): boolean {
    tableDelete(dictionary.table, kept(key));
    return true;
}

/** The keys as they are kept, in order. */
function keptKeys(dictionary: Dictionary): unknown[] {
    const numbers: number[] = [];
    const texts: unknown[] = [];
    const cursor = tableCursor(dictionary.table);
    let entry = tableAdvance(cursor);
    while (entry >= 0) {
        const key = tableKey<unknown>(dictionary.table, entry);
        if (typeof key === "number") numbers.push(key);
        else texts.push(key);
        entry = tableAdvance(cursor);
    }
    if (numbers.length === 0) return texts;
    numbers.sort((a, b) => a - b);
    const all: unknown[] = [];
    for (let i = 0; i < numbers.length; i++) all.push(numbers[i]);
    for (let i = 0; i < texts.length; i++) all.push(texts[i]);
    return all;
}

export function keys(dictionary: Dictionary): string[] {
    return texts(keptKeys(dictionary));
}

function texts(all: unknown[]): string[] {
    const result: string[] = [];
    for (let i = 0; i < all.length; i++) result.push(`${all[i]}`);
    return result;
}

export function values(dictionary: Dictionary): unknown[] {
    const result: unknown[] = [];
    const all = keptKeys(dictionary);
    for (let i = 0; i < all.length; i++) result.push(tableGet<unknown>(dictionary.table, all[i]));
    return result;
}

export function entries(dictionary: Dictionary): [string, unknown][] {
    const result: [string, unknown][] = [];
    const all = keptKeys(dictionary);
    for (let i = 0; i < all.length; i++) result.push([`${all[i]}`, tableGet<unknown>(dictionary.table, all[i])]);
    return result;
}

/** `{...source}`: adds the entries of another dictionary, or of nothing. */
export function copy(dictionary: Dictionary, source: Dictionary | null | undefined): void {
    if (source === null || source === undefined) return;
    const all = keptKeys(source);
    for (let i = 0; i < all.length; i++) tableSet(dictionary.table, all[i], tableGet<unknown>(source.table, all[i]));
}

/** The same for the members of any object. */
export function copyMembers(dictionary: Dictionary, source: unknown): void {
    if (source === null || source === undefined || !hasKeys(source)) return;
    const names = keysOf(source);
    for (let i = 0; i < names.length; i++) set(dictionary, names[i], valueAt(source, i));
}

/** A key without a value beside it has undefined. */
export function fromEntries(entries: readonly (readonly unknown[])[]): Dictionary {
    const result = new Dictionary();
    for (let i = 0; i < entries.length; i++) set(result, entries[i][0], entries[i][1]);
    return result;
}
