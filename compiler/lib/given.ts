// Members that functions are given: `f.count = 0`. A function has no room for them; they are in a dictionary beside it, by identity.

import * as entries from "./dictionary";
import { Dictionary } from "./dictionary";
import { tableGet, tableNew, tableSet } from "./runtime";

/** For each function that was given members a dictionary of them. */
const given: unknown = tableNew(true);

function membersOf(of: unknown): Dictionary | undefined {
    return tableGet<Dictionary>(given, of);
}

/** `of.name`; undefined if there is no such member. */
export function get(of: unknown, name: string): unknown {
    const members = membersOf(of);
    return members === undefined ? undefined : entries.get(members, name);
}

/** `of.name = value`. */
export function set(of: unknown, name: string, value: unknown): void {
    let members = membersOf(of);
    if (members === undefined) {
        members = new Dictionary();
        tableSet(given, of, members);
    }
    entries.set(members, name, value);
}

/** `name in of`. */
export function has(of: unknown, name: string): boolean {
    const members = membersOf(of);
    return members !== undefined && entries.has(members, name);
}

/** Whether there is a member at all. */
export function any(of: unknown): boolean {
    const members = membersOf(of);
    return members !== undefined && entries.keys(members).length > 0;
}

/** The names of all of them. */
export function keys(of: unknown): string[] {
    const members = membersOf(of);
    return members === undefined ? [] : entries.keys(members);
}

/** Other names, and behind them the names of all members. */
export function keysAfter(of: unknown, names: string[]): string[] {
    return [...names, ...keys(of)];
}

/** The value of the member at a place of `keys`. */
export function value(of: unknown, at: number): unknown {
    const members = membersOf(of);
    return members === undefined ? undefined : entries.values(members)[at];
}
