// console beyond log and its like, as node formats it: groups, counters, clocks, tables.

import { Inspection, inspect, inspectFlat, line } from "./inspect";
import { Map } from "./map";
import * as object from "./mixed";
import { hasKeys, isArray, isView, micros, tableDelete, tableGet, tableNew, tableSet } from "./runtime";
import { Set } from "./set";

/** Elements of an array that a cell of a table shows. */
const SHOWN = 3;

let indentation = "";
const counts: unknown = tableNew(true);
const starts: unknown = tableNew(true);

/** A message as it is printed in the groups around it. */
export function indented(text: string): string {
    return indentation === "" ? text : indentation + text.replaceAll("\n", "\n" + indentation);
}

export function group(...label: unknown[]): void {
    if (label.length > 0) console.log(line(label));
    indentation += "  ";
}

export function groupCollapsed(...label: unknown[]): void {
    group(...label);
}

export function groupEnd(): void {
    indentation = indentation.slice(0, Math.max(indentation.length - 2, 0));
}

export function count(label?: string): void {
    const name = label === undefined ? "default" : `${label}`;
    const known = tableGet<number>(counts, name);
    const next = known === undefined ? 1 : known + 1;
    tableSet(counts, name, next);
    console.log(`${name}: ${next}`);
}

export function countReset(label?: string): void {
    const name = label === undefined ? "default" : `${label}`;
    if (!tableDelete(counts, name)) console.log(`Warning: Count for '${name}' does not exist`);
}

export function time(label?: string): void {
    const name = label === undefined ? "default" : `${label}`;
    if (tableGet<number>(starts, name) !== undefined) {
        console.log(`Warning: Label '${name}' already exists for console.time()`);
        return;
    }
    tableSet(starts, name, micros());
}

export function timeLog(label?: string, ...data: unknown[]): void {
    const name = label === undefined ? "default" : `${label}`;
    const text = elapsed(name, "timeLog");
    if (text !== undefined) console.log(data.length > 0 ? `${name}: ${text} ${line(data)}` : `${name}: ${text}`);
}

export function timeEnd(label?: string): void {
    const name = label === undefined ? "default" : `${label}`;
    const text = elapsed(name, "timeEnd");
    if (text !== undefined) console.log(`${name}: ${text}`);
    tableDelete(starts, name);
}

function elapsed(name: string, caller: string): string | undefined {
    const start = tableGet<number>(starts, name);
    if (start !== undefined) return duration((micros() - start) / 1000);
    console.log(`Warning: No such label '${name}' for console.${caller}()`);
    return undefined;
}

/** Milliseconds as node writes them. */
function duration(milliseconds: number): string {
    if (milliseconds < 1000) return `${Number(milliseconds.toFixed(3))}ms`;
    if (milliseconds < 60000) return `${(milliseconds / 1000).toFixed(3)}s`;
    const seconds = Math.floor(milliseconds / 1000);
    const pad = (n: number, width: number): string => `${n}`.padStart(width, "0");
    const rest = `${pad(seconds % 60, 2)}.${pad(Math.floor(milliseconds % 1000), 3)}`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) return `${minutes}:${rest} (m:ss.mmm)`;
    return `${Math.floor(minutes / 60)}:${pad(minutes % 60, 2)}:${pad(seconds % 60, 2)} (h:mm:ss)`;
}

export function dir(value: unknown, options?: { depth?: number | null }): void {
    const inspection = new Inspection();
    const depth = options === undefined ? 2 : options.depth;
    if (depth === null) inspection.depth = Infinity;
    else if (depth !== undefined) inspection.depth = depth;
    console.log(inspection.show(value, 0));
}

export function trace(...data: unknown[]): void {
    console.log(data.length > 0 ? `Trace: ${line(data)}` : "Trace");
}

/** Rows and columns; without names all columns that some row has. */
export function table(data: unknown, names?: readonly string[]): void {
    if (typeof data !== "object" || data === null) {
        console.log(data);
        return;
    }
    if (data instanceof Map) {
        const pairs: [unknown, unknown][] = [...(data as Map<unknown, unknown>)];
        print(["(iteration index)", "Key", "Values"], [pairs.map((_, i) => `${i}`), pairs.map((pair) => cell(pair[0])), pairs.map((pair) => cell(pair[1]))]);
        return;
    }
    if (data instanceof Set) {
        const all: unknown[] = [...(data as Set<unknown>)];
        print(["(iteration index)", "Values"], [all.map((_, i) => `${i}`), all.map(cell)]);
        return;
    }
    const index = object.keys(data);
    const heads: string[] = [];
    const columns: string[][] = [];
    const primitives: string[] = index.map(() => "");
    let anyPrimitive = false;
    for (let i = 0; i < index.length; i++) {
        const row: unknown = isView(data) ? object.values(data)[i] : object.get(data, index[i]);
        const isPrimitive = row === null || typeof row !== "object" && typeof row !== "function";
        if (isPrimitive) {
            anyPrimitive = true;
            primitives[i] = cell(row);
        }
        const keys: readonly string[] = names !== undefined ? names : isPrimitive ? [] : object.keys(row);
        for (let k = 0; k < keys.length; k++) {
            let at = heads.indexOf(keys[k]);
            if (at < 0) {
                at = heads.length;
                heads.push(keys[k]);
                columns.push(index.map(() => ""));
            }
            if (!isPrimitive && object.has(row, keys[k])) columns[at][i] = cell(object.get(row, keys[k]));
        }
    }
    heads.unshift("(index)");
    columns.unshift(index);
    if (anyPrimitive) {
        heads.push("Values");
        columns.push(primitives);
    }
    print(heads, columns);
}

/** What stands in a cell: of an object its members, objects in it only named; of a larger one its name alone. */
function cell(value: unknown): string {
    if (isArray(value) && (value as unknown[]).length > SHOWN) {
        const array = value as unknown[];
        const rest = array.length - SHOWN;
        const shown = inspectFlat(array.slice(0, SHOWN));
        return `${shown.slice(0, -2)}, ... ${rest} more item${rest > 1 ? "s" : ""} ]`;
    }
    if (typeof value === "object" && value !== null && !isArray(value) && hasKeys(value) && object.keys(value).length > 2) {
        const inspection = new Inspection();
        inspection.depth = -1;
        return inspection.show(value, 0);
    }
    return typeof value === "object" ? inspectFlat(value) : inspect(value);
}

function print(heads: string[], columns: string[][]): void {
    const widths = heads.map((head, i) => columns[i].reduce((widest, text) => Math.max(widest, text.length), head.length) + 2);
    const lines = widths.map((width) => "─".repeat(width));
    const row = (cells: string[]): string => "│" + cells.map((text, i) => " " + text.padEnd(widths[i] - 1)).join("│") + "│\n";
    let result = `┌${lines.join("┬")}┐\n${row(heads)}├${lines.join("┼")}┤\n`;
    for (let i = 0; i < columns[0].length; i++) result += row(columns.map((column) => column[i]));
    console.log(`${result}└${lines.join("┴")}┘`);
}
