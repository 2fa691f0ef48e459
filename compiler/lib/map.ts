// Map: keys in insertion order, compared by SameValueZero.

import type { Inspection } from "./inspect";
import { tableAdvance, tableClear, tableCursor, tableDelete, tableFind, tableGet, tableKey, tableNew, tableSet, tableSize, tableValue } from "./runtime";

export class Map<K, V> {
    private table: unknown = tableNew(true);

    constructor(entries?: readonly (readonly [K, V])[] | null) {
        if (entries === undefined || entries === null) return;
        for (let i = 0; i < entries.length; i++) {
            const entry = entries[i];
            tableSet(this.table, entry[0], entry[1]);
        }
    }

    get size(): number {
        return tableSize(this.table);
    }

    get(key: K): V | undefined {
        return tableGet<V>(this.table, key);
    }

    set(key: K, value: V): this {
        tableSet(this.table, key, value);
        return this;
    }

    has(key: K): boolean {
        return tableFind(this.table, key) >= 0;
    }

    delete(key: K): boolean {
        return tableDelete(this.table, key);
    }

    clear(): void {
        tableClear(this.table);
    }

    forEach(callback: (value: V, key: K, map: Map<K, V>) => void): void {
        const cursor = tableCursor(this.table);
        let entry = tableAdvance(cursor);
        while (entry >= 0) {
            const key = tableKey<K>(this.table, entry);
            callback(tableValue<V>(this.table, entry), key, this);
            entry = tableAdvance(cursor);
        }
    }

    /** Its entries as they are now. */
    "%array"(): [K, V][] {
        const result: [K, V][] = [];
        const cursor = tableCursor(this.table);
        let entry = tableAdvance(cursor);
        while (entry >= 0) {
            const key = tableKey<K>(this.table, entry);
            result.push([key, tableValue<V>(this.table, entry)]);
            entry = tableAdvance(cursor);
        }
        return result;
    }

    /** Its text in console.log. */
    "%inspect"(inspection: Inspection, level: number): string {
        const begin = "Map(" + this.size + ") {";
        if (this.size === 0) return begin + "}";
        if (!inspection.enter(this, level)) return "[Map]";
        const output: string[] = [];
        const cursor = tableCursor(this.table);
        let entry = tableAdvance(cursor);
        while (entry >= 0) {
            const value: unknown = tableValue<V>(this.table, entry);
            const key = inspection.part(tableKey<K>(this.table, entry), level);
            output.push(key + " => " + inspection.part(value, level));
            entry = tableAdvance(cursor);
        }
        return inspection.leave(this, output, begin, "}", level);
    }
}
