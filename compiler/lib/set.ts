// Set: values in insertion order, compared by SameValueZero.

import { extendedName, hasMembersOfItsOwn, inspectRest, more } from "./inspect";
import type { Inspection } from "./inspect";
import { ENTRIES, IteratorObject, VALUES } from "./iterator";
import { anyExtended, tableAdvance, tableClear, tableCursor, tableDelete, tableFind, tableInsert, tableKey, tableNew, tableSize } from "./runtime";

export class Set<T> {
    #table: unknown = tableNew(false);

    /** The compiler makes an array of any other iterable. */
    constructor(iterable?: Iterable<T> | null) {
        if (iterable === undefined || iterable === null) return;
        const values = iterable as unknown as readonly T[];
        for (let i = 0; i < values.length; i++) tableInsert(this.#table, values[i]);
    }

    get [Symbol.toStringTag](): string {
        return "Set";
    }

    get size(): number {
        return tableSize(this.#table);
    }

    add(value: T): this {
        tableInsert(this.#table, value);
        return this;
    }

    has(value: T): boolean {
        return tableFind(this.#table, value) >= 0;
    }

    delete(value: T): boolean {
        return tableDelete(this.#table, value);
    }

    clear(): void {
        tableClear(this.#table);
    }

    forEach(callback: (value: T, key: T, set: Set<T>) => void, thisArg?: any): void {
        const cursor = tableCursor(this.#table);
        let entry = tableAdvance(cursor);
        while (entry >= 0) {
            const value = tableKey<T>(this.#table, entry);
            callback(value, value, this);
            entry = tableAdvance(cursor);
        }
    }

    entries(): SetIterator<[T, T]> {
        return new SetIterator<[T, T]>(this.#table, ENTRIES);
    }

    keys(): SetIterator<T> {
        return new SetIterator<T>(this.#table, VALUES);
    }

    values(): SetIterator<T> {
        return new SetIterator<T>(this.#table, VALUES);
    }

    [Symbol.iterator](): SetIterator<T> {
        return new SetIterator<T>(this.#table, VALUES);
    }

    /** Its values as they are now. */
    "%%array"(): T[] {
        const result: T[] = [];
        const cursor = tableCursor(this.#table);
        let entry = tableAdvance(cursor);
        while (entry >= 0) {
            result.push(tableKey<T>(this.#table, entry));
            entry = tableAdvance(cursor);
        }
        return result;
    }

    /** Its text in console.log. */
    "%%inspect"(inspection: Inspection, level: number): string {
        let begin = "Set(" + this.size + ") {";
        let folded = "[Set]";
        let isEmpty = this.size === 0;
        if (anyExtended()) {
            begin = extendedName(this, "Set", "(" + this.size + ")") + " {";
            folded = "[" + extendedName(this, "Set", "") + "]";
            isEmpty = isEmpty && !hasMembersOfItsOwn(this);
        }
        if (isEmpty) return begin + "}";
        if (!inspection.enter(this, level)) return folded;
        const output: string[] = [];
        const cursor = tableCursor(this.#table);
        let entry = tableAdvance(cursor);
        while (entry >= 0 && output.length < 100) {
            output.push(inspection.part(tableKey<T>(this.#table, entry), level));
            entry = tableAdvance(cursor);
        }
        more(this.size, output);
        if (anyExtended()) inspection.members(this, output, level);
        return inspection.leave(this, output, begin, "}", level);
    }
}

export class SetIterator<T> extends IteratorObject<T, undefined, unknown> {
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
        const value = tableKey<unknown>(this.#table, entry);
        return this.#kind === VALUES ? value : [value, value];
    }

    override advance$(sent: unknown): boolean {
        this.given$ = undefined;
        if (this.#given < 0) return false;
        const entry = tableAdvance(this.#cursor);
        if (entry < 0) {
            this.#given = -1;
            return false;
        }
        this.#given++;
        this.given$ = this.#at(entry);
        return true;
    }

    override "%%inspect"(inspection: Inspection, level: number): string {
        return inspectRest(inspection, this, "Set", this.#rest(), this.#kind === ENTRIES, level);
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
