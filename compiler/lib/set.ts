// Set: values in insertion order, compared by SameValueZero.

import type { Inspection } from "./inspect";
import { tableAdvance, tableClear, tableCursor, tableDelete, tableFind, tableInsert, tableKey, tableNew, tableSize } from "./runtime";

export class Set<T> {
    private table: unknown = tableNew(false);

    constructor(values?: readonly T[] | null) {
        if (values === undefined || values === null) return;
        for (let i = 0; i < values.length; i++) tableInsert(this.table, values[i]);
    }

    get size(): number {
        return tableSize(this.table);
    }

    add(value: T): this {
        tableInsert(this.table, value);
        return this;
    }

    has(value: T): boolean {
        return tableFind(this.table, value) >= 0;
    }

    delete(value: T): boolean {
        return tableDelete(this.table, value);
    }

    clear(): void {
        tableClear(this.table);
    }

    forEach(callback: (value: T, key: T, set: Set<T>) => void): void {
        const cursor = tableCursor(this.table);
        let entry = tableAdvance(cursor);
        while (entry >= 0) {
            const value = tableKey<T>(this.table, entry);
            callback(value, value, this);
            entry = tableAdvance(cursor);
        }
    }

    /** Its values as they are now. */
    "%array"(): T[] {
        const result: T[] = [];
        const cursor = tableCursor(this.table);
        let entry = tableAdvance(cursor);
        while (entry >= 0) {
            result.push(tableKey<T>(this.table, entry));
            entry = tableAdvance(cursor);
        }
        return result;
    }

    /** Its text in console.log. */
    "%inspect"(inspection: Inspection, level: number): string {
        const begin = "Set(" + this.size + ") {";
        if (this.size === 0) return begin + "}";
        if (!inspection.enter(this, level)) return "[Set]";
        const output: string[] = [];
        const cursor = tableCursor(this.table);
        let entry = tableAdvance(cursor);
        while (entry >= 0) {
            output.push(inspection.part(tableKey<T>(this.table, entry), level));
            entry = tableAdvance(cursor);
        }
        return inspection.leave(this, output, begin, "}", level);
    }
}
