// Object's functions, and members by a key that is made at run time.

import { isInherited } from "./dictionary";
import { Error, throwSearch, TypeError } from "./errors";
import { hasKeys, hasMembers, hasNamed, hasPlaces, hasUnlisted, isArray, isView, keysOf, memberAt, namedIn, putMember, sameValueZero, unlistedOf, valueAt, viewElement, viewLength, viewName } from "./runtime";
import { objectTag } from "./text";

/** Whether a key names an element of an array. */
export function isElement(object: unknown, key: unknown): boolean {
    return isArray(object) && typeof key === "number";
}

/** What stands for the object of a primitive: another value than any primitive is, with that primitive as its value. */
class PrimitiveObject {
    constructor(private readonly value: unknown) {}

    valueOf(): unknown {
        return this.value;
    }

    toString(): string {
        return String(this.value);
    }
}

/** `Object(value)` and `new Object(value)`: objects are what they are, of nothing a new object is made. */
export function objectOf(value?: unknown): unknown {
    if (value === null || value === undefined) {
        const made: { [key: string]: unknown } = {};
        return made;
    }
    return typeof value === "object" || typeof value === "function" ? value : new PrimitiveObject(value);
}

/** The names of an object's own members; the indices of an array or string. */
export function keys(object: unknown): string[] {
    if (hasKeys(object)) return keysOf(object);
    refuseMissing(object);
    const result: string[] = [];
    const length = lengthOf(object);
    for (let i = 0; i < length; i++) result.push("" + i);
    return result;
}

/** The same with those that no loop goes over: behind the elements of an array or string, before all else. */
export function ownNames(object: unknown): string[] {
    const names = keys(object);
    const unlisted = unlistedNames(object);
    return isArray(object) || typeof object === "string" ? names.concat(unlisted) : unlisted.concat(names);
}

/** The names of an object's own members that no loop goes over. */
function unlistedNames(object: unknown): string[] {
    if (isArray(object) || typeof object === "string") return ["length"];
    if (typeof object === "function") return hasUnlisted(object) ? unlistedOf(object) : ["length", "name"];
    if (!(object instanceof Error)) return [];
    const names = ["stack"];
    if (object.message !== "") names.push("message");
    if (object.cause !== undefined) names.push("cause");
    return names;
}

/** What `for … in` goes over: there is nothing in null and undefined. */
export function keysIn(object: unknown): string[] {
    return object === null || object === undefined ? [] : keys(object);
}

function refuseMissing(object: unknown): void {
    if (object === null || object === undefined) throw new TypeError("Cannot convert undefined or null to object");
}

function lengthOf(object: unknown): number {
    if (isArray(object)) return (object as unknown[]).length;
    if (typeof object === "string") return object.length;
    return isView(object) ? viewLength(object) : 0;
}

export function values(object: unknown): unknown[] {
    const result: unknown[] = [];
    if (hasKeys(object)) {
        const count = keysOf(object).length;
        for (let i = 0; i < count; i++) result.push(valueAt(object, i));
    } else if (isArray(object)) {
        const array = object as unknown[];
        for (let i = 0; i < array.length; i++) result.push(array[i]);
    } else if (typeof object === "string") {
        for (let i = 0; i < object.length; i++) result.push(object[i]);
    } else if (isView(object)) {
        const length = viewLength(object);
        for (let i = 0; i < length; i++) result.push(viewElement(object, i));
    } else {
        refuseMissing(object);
    }
    return result;
}

export function entries(object: unknown): [string, unknown][] {
    const result: [string, unknown][] = [];
    const names = keys(object);
    const all = values(object);
    for (let i = 0; i < names.length; i++) result.push([names[i], all[i]]);
    return result;
}

/** The index that a key is of an array or a text: NaN if it is none. */
function indexOf(key: unknown): number {
    if (typeof key === "number") return key;
    const text = `${key}`;
    const index = Number(text);
    return `${index}` === text ? index : NaN;
}

/** `object[key]`, undefined if there is no such member. */
export function get(object: unknown, key: unknown): unknown {
    if (isArray(object)) {
        const array = object as unknown[];
        if (typeof key === "number") return array[key];
        return key === "length" ? array.length : array[indexOf(key)];
    }
    if (typeof object === "string") return key === "length" ? object.length : object[indexOf(key)];
    if (isView(object)) return key === "length" ? viewLength(object) : viewMember(object, indexOf(key));
    return hasMembers(object) ? memberAt(object, `${key}`) : undefined;
}

function viewMember(view: unknown, index: number): unknown {
    return index >= 0 && index < viewLength(view) && Math.trunc(index) === index ? viewElement(view, index) : undefined;
}

/** `object[key] = value`. */
export function set(object: unknown, key: unknown, value: unknown): void {
    if (isArray(object)) {
        const array = object as unknown[];
        array[indexOf(key)] = value;
    } else if (hasPlaces(object)) {
        putMember(object, `${key}`, value);
    }
}

/** `key in object` of an object that is no dictionary. */
export function isIn(object: unknown, key: unknown): boolean {
    if (object === null || typeof object !== "object" && typeof object !== "function") throwSearch(`${key}`, object);
    return isInherited(key) || isNamed(object, key);
}

/** Whether an object has a member of this name itself, or from its class. */
export function isNamed(object: unknown, key: unknown): boolean {
    if (hasNamed(object)) return namedIn(object, `${key}`);
    return has(object, key) || (isArray(object) || isView(object)) && key === "length";
}

/** `Object.hasOwn`. */
export function has(object: unknown, key: unknown): boolean {
    return isEnumerable(object, key) || unlistedNames(object).includes(`${key}`);
}

/** `object.propertyIsEnumerable(key)`. */
export function isEnumerable(object: unknown, key: unknown): boolean {
    const names = keys(object);
    for (let i = 0; i < names.length; i++) {
        if (names[i] === `${key}`) return true;
    }
    return false;
}

/** `Object.prototype.toString.call(value)`. */
export function tag(value: unknown): string {
    if (value === undefined) return "[object Undefined]";
    if (value === null) return "[object Null]";
    if (typeof value === "string") return "[object String]";
    if (typeof value === "number") return "[object Number]";
    if (typeof value === "boolean") return "[object Boolean]";
    if (typeof value === "function") return "[object Function]";
    if (typeof value === "symbol") return "[object Symbol]";
    if (isArray(value)) return "[object Array]";
    if (isView(value)) return "[object " + viewName(value) + "]";
    if (value instanceof Error) return "[object Error]";
    return objectTag(value);
}

/** `Object.assign` of an object that has a place for every member of the source. */
export function assign(target: unknown, source: unknown): void {
    if (!hasKeys(source)) {
        const length = lengthOf(source);
        for (let i = 0; i < length; i++) set(target, i, get(source, i));
        return;
    }
    const names = keysOf(source);
    for (let i = 0; i < names.length; i++) set(target, names[i], valueAt(source, i));
}

/** `Object.is`. */
export function is(a: unknown, b: unknown): boolean {
    if (a === 0 && b === 0) return 1 / a === 1 / b;
    return sameValueZero(a, b);
}
