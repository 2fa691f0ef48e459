// Map: keys in insertion order, compared by SameValueZero.

import { extendedName, hasMembersOfItsOwn, inspectRest, more } from "./inspect";
import type { Inspection } from "./inspect";
import { ENTRIES, IteratorObject, KEYS, VALUES } from "./iterator";
import { anyExtended, tableAdvance, tableClear, tableCursor, tableDelete, tableFind, tableGet, tableKey, tableNew, tableSet, tableSize, tableValue } from "./runtime";

export class Map<K, V> {
    #table: unknown = tableNew(true);

    /** The compiler makes an array of any other iterable. */
    constructor(iterable?: Iterable<readonly [K, V]> | null) {
        if (iterable === undefined || iterable === null) return;
        const entries = iterable as unknown as readonly (readonly [K, V])[];
        for (let i = 0; i < entries.length; i++) {
            const entry = entries[i];
            tableSet(this.#table, entry[0], entry[1]);
        }
    }

    get [Symbol.toStringTag](): string {
        return "Map";
    }

    get size(): number {
        return tableSize(this.#table);
    }

    get(key: K): V | undefined {
        return tableGet<V>(this.#table, key);
    }

    set(key: K, value: V): this {
        tableSet(this.#table, key, value);
        return this;
    }

    has(key: K): boolean {
        return tableFind(this.#table, key) >= 0;
    }

    delete(key: K): boolean {
        return tableDelete(this.#table, key);
    }

    clear(): void {
        tableClear(this.#table);
    }

    forEach(callback: (value: V, key: K, map: Map<K, V>) => void, thisArg?: any): void {
        const cursor = tableCursor(this.#table);
        let entry = tableAdvance(cursor);
        while (entry >= 0) {
            const key = tableKey<K>(this.#table, entry);
            callback(tableValue<V>(this.#table, entry), key, this);
            entry = tableAdvance(cursor);
        }
    }

    entries(): MapIterator<[K, V]> {
        return new MapIterator<[K, V]>(this.#table, ENTRIES);
    }

    keys(): MapIterator<K> {
        return new MapIterator<K>(this.#table, KEYS);
    }

    values(): MapIterator<V> {
        return new MapIterator<V>(this.#table, VALUES);
    }

    [Symbol.iterator](): MapIterator<[K, V]> {
        return new MapIterator<[K, V]>(this.#table, ENTRIES);
    }

    /** Its entries as they are now. */
    "%%array"(): [K, V][] {
        const result: [K, V][] = [];
        const cursor = tableCursor(this.#table);
        let entry = tableAdvance(cursor);
        while (entry >= 0) {
            const key = tableKey<K>(this.#table, entry);
            result.push([key, tableValue<V>(this.#table, entry)]);
            entry = tableAdvance(cursor);
        }
        return result;
    }

    /** Its text in console.log. */
    "%%inspect"(inspection: Inspection, level: number): string {
        let begin = "Map(" + this.size + ") {";
        let folded = "[Map]";
        let isEmpty = this.size === 0;
        if (anyExtended()) {
            begin = extendedName(this, "Map", "(" + this.size + ")") + " {";
            folded = "[" + extendedName(this, "Map", "") + "]";
            isEmpty = isEmpty && !hasMembersOfItsOwn(this);
        }
        if (isEmpty) return begin + "}";
        if (!inspection.enter(this, level)) return folded;
        const output: string[] = [];
        const cursor = tableCursor(this.#table);
        let entry = tableAdvance(cursor);
        while (entry >= 0 && output.length < 100) {
            const value: unknown = tableValue<V>(this.#table, entry);
            const key = inspection.part(tableKey<K>(this.#table, entry), level);
            output.push(key + " => " + inspection.part(value, level));
            entry = tableAdvance(cursor);
        }
        more(this.size, output);
        if (anyExtended()) inspection.members(this, output, level);
        return inspection.leave(this, output, begin, "}", level);
    }
}

export class MapIterator<T> extends IteratorObject<T, undefined, unknown> {
    #table: unknown;
    #cursor: unknown;
    #kind: number;
    /** How many entries it has passed; -1 once it has ended. */
    #given: number = 0;

    constructor(table: unknown, kind: number) {
        super();
        this.#table = table;
        this.#cursor = tableCursor(table);
        this.#kind = kind;
    }

    /** What it gives of an entry. */
    #at(entry: number): unknown {
        if (this.#kind === KEYS) return tableKey<unknown>(this.#table, entry);
        if (this.#kind === VALUES) return tableValue<unknown>(this.#table, entry);
        return [tableKey<unknown>(this.#table, entry), tableValue<unknown>(this.#table, entry)];
    }

    override advance$(sent: unknown): boolean {
        this.given$ = undefined;
        if (this.#given < 0) return false;
        const entry = tableAdvance(this.#cursor);
        if (entry < 0) {
            // What has ended does not begin again.
            this.#given = -1;
            return false;
        }
        this.#given++;
        this.given$ = this.#at(entry);
        return true;
    }

    override "%%inspect"(inspection: Inspection, level: number): string {
        return inspectRest(inspection, this, "Map", this.#rest(), this.#kind === ENTRIES, level);
    }

    /** What it has yet to give. */
    #rest(): unknown[] {
        const result: unknown[] = [];
        if (this.#given < 0) return result;
        const cursor = tableCursor(this.#table);
        let entry = tableAdvance(cursor);
        for (let i = 0; entry >= 0; i++) {
            if (i >= this.#given) result.push(this.#at(entry));
            entry = tableAdvance(cursor);
        }
        return result;
    }
}
