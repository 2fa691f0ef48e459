// WeakMap, WeakSet, WeakRef: by identity. What they hold is held like anything else: the collector does not take it away.

import { TypeError } from "./errors";
import type { Inspection } from "./inspect";
import { tableDelete, tableFind, tableGet, tableInsert, tableNew, tableSet } from "./runtime";

function isObject(value: unknown): boolean {
    return typeof value === "object" && value !== null || typeof value === "function";
}

export class WeakMap<K extends object, V> {
    #table: unknown = tableNew(true);

    /** The compiler makes an array of any other iterable. */
    constructor(iterable?: Iterable<readonly [K, V]> | null) {
        if (iterable === undefined || iterable === null) return;
        const entries = iterable as unknown as readonly (readonly [K, V])[];
        for (let i = 0; i < entries.length; i++) this.set(entries[i][0], entries[i][1]);
    }

    get [Symbol.toStringTag](): string {
        return "WeakMap";
    }

    get(key: K): V | undefined {
        return tableGet<V>(this.#table, key);
    }

    set(key: K, value: V): this {
        if (!isObject(key)) throw new TypeError("Invalid value used as weak map key");
        tableSet(this.#table, key, value);
        return this;
    }

    has(key: K): boolean {
        return tableFind(this.#table, key) >= 0;
    }

    delete(key: K): boolean {
        return tableDelete(this.#table, key);
    }

    /** Its text in console.log. */
    "%%inspect"(inspection: Inspection, level: number): string {
        if (!inspection.enter(this, level)) return "[WeakMap]";
        return inspection.leave(this, ["<items unknown>"], "WeakMap {", "}", level);
    }
}

export class WeakSet<T extends object> {
    #table: unknown = tableNew(false);

    /** The compiler makes an array of any other iterable. */
    constructor(iterable?: Iterable<T> | null) {
        if (iterable === undefined || iterable === null) return;
        const values = iterable as unknown as readonly T[];
        for (let i = 0; i < values.length; i++) this.add(values[i]);
    }

    get [Symbol.toStringTag](): string {
        return "WeakSet";
    }

    add(value: T): this {
        if (!isObject(value)) throw new TypeError("Invalid value used in weak set");
        tableInsert(this.#table, value);
        return this;
    }

    has(value: T): boolean {
        return tableFind(this.#table, value) >= 0;
    }

    delete(value: T): boolean {
        return tableDelete(this.#table, value);
    }

    /** Its text in console.log. */
    "%%inspect"(inspection: Inspection, level: number): string {
        if (!inspection.enter(this, level)) return "[WeakSet]";
        return inspection.leave(this, ["<items unknown>"], "WeakSet {", "}", level);
    }
}

export class WeakRef<T extends object> {
    #target: T;

    constructor(target: T) {
        if (!isObject(target)) throw new TypeError("WeakRef: target must be an object");
        this.#target = target;
    }

    deref(): T | undefined {
        return this.#target;
    }

    /** Its text in console.log. */
    "%%inspect"(inspection: Inspection, level: number): string {
        return "WeakRef {}";
    }
}
