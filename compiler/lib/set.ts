// Set: values in insertion order, compared by SameValueZero.

import type { Inspection } from "./inspect";
import { ENTRIES, IteratorObject, VALUES } from "./iterator";
import { tableAdvance, tableClear, tableCursor, tableDelete, tableFind, tableInsert, tableKey, tableNew, tableSize } from "./runtime";

export class Set<T> {
    private table: unknown = tableNew(false);

    /** The compiler makes an array of any other iterable. */
    constructor(iterable?: Iterable<T> | null) {
        if (iterable === undefined || iterable === null) return;
        const values = iterable as unknown as readonly T[];
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

    entries(): SetIterator<[T, T]> {
        return new SetIterator<[T, T]>(this.table, ENTRIES);
    }

    keys(): SetIterator<T> {
        return new SetIterator<T>(this.table, VALUES);
    }

    values(): SetIterator<T> {
        return new SetIterator<T>(this.table, VALUES);
    }

    [Symbol.iterator](): SetIterator<T> {
        return new SetIterator<T>(this.table, VALUES);
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

export class SetIterator<T> extends IteratorObject<T, undefined, unknown> {
    private table: unknown;
    private cursor: unknown;
    private kind: number;

    constructor(table: unknown, kind: number) {
        super();
        this.table = table;
        this.cursor = tableCursor(table);
        this.kind = kind;
    }

    override advance$(sent: unknown): boolean {
        this.given$ = undefined;
        if (this.kind < 0) return false;
        const entry = tableAdvance(this.cursor);
        if (entry < 0) {
            this.kind = -1;
            return false;
        }
        const value = tableKey<unknown>(this.table, entry);
        this.given$ = this.kind === VALUES ? value : [value, value];
        return true;
    }

    override "%inspect"(inspection: Inspection, level: number): string {
        return "[Set Iterator] {  }";
    }
}
