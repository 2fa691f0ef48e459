// structuredClone: a copy of all that a value holds, shared parts and circles as they are.

import { Dictionary } from "./dictionary";
import * as dictionary from "./dictionary";
import { Error } from "./errors";
import { Map } from "./map";
import { copyOf, hasCopy, isArray, isBuffer, isView, keysOf, nameOf, hasName, putMember, valueAt } from "./runtime";
import { Set } from "./set";

export function structuredClone(value: unknown): unknown {
    return cloned(value, new Map<unknown, unknown>());
}

/** What stands for a value in the copy; `known` has the copies made so far. */
function cloned(value: unknown, known: Map<unknown, unknown>): unknown {
    if (typeof value === "function" || typeof value === "symbol") throw refusal(typeof value === "function" ? "a function" : "a symbol");
    if (typeof value !== "object" || value === null) return value;
    const before = known.get(value);
    if (before !== undefined) return before;
    if (isArray(value)) return clonedArray(value as unknown[], known);
    if (value instanceof Map) return clonedMap(value as Map<unknown, unknown>, known);
    if (value instanceof Set) return clonedSet(value as Set<unknown>, known);
    if (value instanceof Dictionary) return clonedDictionary(value, known);
    if (!hasCopy(value)) throw refusal(hasName(value) ? `an instance of ${nameOf(value)}` : isView(value) || isBuffer(value) ? "a typed array" : "an object with accessors");
    const copy = copyOf(value);
    known.set(value, copy);
    const names = keysOf(value);
    for (let i = 0; i < names.length; i++) putMember(copy, names[i], cloned(valueAt(value, i), known));
    return copy;
}

function refusal(what: string): Error {
    const error = new Error(`${what} could not be cloned.`);
    error.name = "DataCloneError";
    return error;
}

function clonedArray(array: unknown[], known: Map<unknown, unknown>): unknown[] {
    const copy: unknown[] = [];
    known.set(array, copy);
    for (let i = 0; i < array.length; i++) copy.push(cloned(array[i], known));
    return copy;
}

function clonedMap(map: Map<unknown, unknown>, known: Map<unknown, unknown>): Map<unknown, unknown> {
    const copy = new Map<unknown, unknown>();
    known.set(map, copy);
    for (const [key, value] of map) copy.set(cloned(key, known), cloned(value, known));
    return copy;
}

function clonedSet(set: Set<unknown>, known: Map<unknown, unknown>): Set<unknown> {
    const copy = new Set<unknown>();
    known.set(set, copy);
    for (const value of set) copy.add(cloned(value, known));
    return copy;
}

function clonedDictionary(source: Dictionary, known: Map<unknown, unknown>): Dictionary {
    const copy = new Dictionary();
    known.set(source, copy);
    const names = dictionary.keys(source);
    for (let i = 0; i < names.length; i++) dictionary.set(copy, names[i], cloned(dictionary.get(source, names[i]), known));
    return copy;
}
