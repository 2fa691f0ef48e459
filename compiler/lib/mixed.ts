// What a program does with dictionaries where an object of fixed shape may stand for one: every function asks which of them it has.
// An object of fixed shape takes no keys beyond its own here; where the program may add some, the compiler makes its literals dictionaries.

import { Dictionary } from "./dictionary";
import * as dictionary from "./dictionary";
import { TypeError } from "./errors";
import * as members from "./object";
import { isArray } from "./runtime";

export function get(object: unknown, key: unknown): unknown {
    return object instanceof Dictionary ? dictionary.get(object, key) : members.get(object, key);
}

export function set(object: unknown, key: unknown, value: unknown): void {
    if (object instanceof Dictionary) dictionary.set(object, key, value);
    else if (members.isElement(object, key) || members.isNamed(object, key)) members.set(object, key, value);
    else throw new TypeError(`Cannot add property ${key}, object has fixed members`);
}

export function has(object: unknown, key: unknown): boolean {
    return object instanceof Dictionary ? dictionary.has(object, key) : members.has(object, key);
}

/** `key in object`. */
export function isIn(object: unknown, key: unknown): boolean {
    return object instanceof Dictionary ? dictionary.isIn(object, key) : members.isIn(object, key);
}

/** Whether a member that was there when `for … in` began still is; an object of fixed shape keeps all of its own. */
export function remains(object: unknown, key: string): boolean {
    if (object instanceof Dictionary) return dictionary.has(object, key);
    return isArray(object) ? Number(key) < (object as unknown[]).length : true;
}

/** `delete object[key]`. */
export function remove(object: unknown, key: unknown): boolean {
    if (object instanceof Dictionary) return dictionary.remove(object, key);
    if (members.has(object, key)) throw new TypeError(`Cannot delete property '${key}', object has fixed members`);
    return true;
}

export function keys(object: unknown): string[] {
    return object instanceof Dictionary ? dictionary.keys(object) : members.keys(object);
}

export function values(object: unknown): unknown[] {
    return object instanceof Dictionary ? dictionary.values(object) : members.values(object);
}

export function entries(object: unknown): [string, unknown][] {
    return object instanceof Dictionary ? dictionary.entries(object) : members.entries(object);
}

/** `{...source}` and `Object.assign(target, source)`. */
export function copy(target: unknown, source: unknown): void {
    if (source === null || source === undefined || typeof source === "boolean") return;
    const names = keys(source);
    for (let i = 0; i < names.length; i++) set(target, names[i], get(source, names[i]));
}

export function copyMembers(target: unknown, source: unknown): void {
    copy(target, source);
}

/** `{...source}` where that may be an array: its elements by their positions. */
export function copyElements(target: Dictionary, source: unknown): void {
    if (source === null || source === undefined || typeof source === "boolean") return;
    const names = keys(source);
    const all = values(source);
    for (let i = 0; i < names.length; i++) dictionary.set(target, names[i], all[i]);
}

/** `Object.assign(target, ...sources)`. */
export function copyAll(target: unknown, sources: readonly unknown[]): void {
    for (let i = 0; i < sources.length; i++) copy(target, sources[i]);
}
