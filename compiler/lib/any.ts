// Elements of what may be anything: `object[index]` where the program does not say whether it has an array, which the compiler looks at
// itself, a string, a typed array, a dictionary, or an object whose members are named by numbers.

import { Dictionary } from "./dictionary";
import * as dictionary from "./dictionary";
import { TypeError } from "./errors";
import { anyNumberKeys, hasMembers, hasPlaces, isView, memberAt, putMember, putViewElement, viewElement, viewLength } from "./runtime";

export function element(object: unknown, index: number): unknown {
    if (typeof object === "string") return object[index];
    if (isView(object)) return isWithin(object, index) ? viewElement(object, index) : undefined;
    if (object instanceof Dictionary) return dictionary.get(object, index);
    if (object === null || object === undefined) throw new TypeError(`Cannot read properties of ${object} (reading '${index}')`);
    if (anyNumberKeys()) {
        if (hasMembers(object)) return memberAt(object, `${index}`);
    }
    return undefined;
}

export function putElement(object: unknown, index: number, value: unknown): void {
    if (isView(object)) {
        const number = Number(value);
        if (isWithin(object, index)) putViewElement(object, index, number);
    } else if (object instanceof Dictionary) {
        dictionary.set(object, index, value);
    } else if (object === null || object === undefined) {
        throw new TypeError(`Cannot set properties of ${object} (setting '${index}')`);
    } else {
        if (anyNumberKeys()) {
            if (hasPlaces(object)) return putMember(object, `${index}`, value);
        }
        throw new TypeError(`Cannot add property ${index}, object has fixed members`);
    }
}

function isWithin(view: unknown, index: number): boolean {
    return index >= 0 && index < viewLength(view) && Math.trunc(index) === index;
}
