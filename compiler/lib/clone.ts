// structuredClone: a copy of all that a value holds, shared parts and circles as they are.

import { Dictionary } from "./dictionary";
import * as dictionary from "./dictionary";
import { Error, RangeError, ReferenceError, SyntaxError, TypeError } from "./errors";
import { Map } from "./map";
import { copyOf, hasCopy, hasName, isArray, isBuffer, isView, keysOf, nameOf, putMember, putViewElement, valueAt, viewAlike, viewElement, viewLength } from "./runtime";
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
    if (isView(value)) return clonedView(value, known);
    if (value instanceof Error) return clonedError(value as Error, known);
    if (!hasCopy(value)) throw refusal(hasName(value) ? `an instance of ${nameOf(value)}` : isBuffer(value) ? "an ArrayBuffer" : "an object with accessors");
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

/** Over a buffer of its own. */
function clonedView(view: unknown, known: Map<unknown, unknown>): unknown {
    const length = viewLength(view);
    const copy = viewAlike(view, length);
    known.set(view, copy);
    for (let i = 0; i < length; i++) putViewElement(copy, i, viewElement(view, i));
    return copy;
}

/** An error of the library's class that its name says, else a plain one; what a class adds to it is lost, as in JavaScript. */
function clonedError(error: Error, known: Map<unknown, unknown>): Error {
    const copy = emptyError(error.name);
    copy.message = error.message;
    known.set(error, copy);
    if (error.cause !== undefined) copy.cause = cloned(error.cause, known);
    return copy;
}

function emptyError(name: string): Error {
    if (name === "TypeError") return new TypeError();
    if (name === "RangeError") return new RangeError();
    if (name === "SyntaxError") return new SyntaxError();
    if (name === "ReferenceError") return new ReferenceError();
    return new Error();
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
