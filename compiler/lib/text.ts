// The text of values that are not primitives, for templates, `+` and String().

import { TypeError } from "./errors";
import { anyOwnTags, callTag, callText, callToPrimitive, hasOwnTag, hasTag, hasText, hasToPrimitive, isArray, isBuffer, isView, ownTag, primitiveText, viewElement, viewLength } from "./runtime";
import { refuseText } from "./symbol";

/** ToString of any value. */
export function text(value: unknown): string {
    const primitive = primitiveText(value);
    if (primitive !== undefined) return primitive;
    if (isArray(value)) return arrayText(value as unknown[]);
    if (isView(value)) return viewText(value);
    if (hasToPrimitive(value)) return primitiveAs(value, "string");
    if (hasText(value)) return callText(value);
    if (typeof value === "symbol") return refuseText();
    if (typeof value === "function") return "function () { [native code] }";
    return objectTag(value);
}

/** What an object without a text of its own is called. */
export function objectTag(value: unknown): string {
    if (anyOwnTags() && hasOwnTag(value)) {
        const tag = ownTag(value);
        if (typeof tag === "string") return "[object " + tag + "]";
    }
    if (hasTag(value)) return callTag(value);
    return isBuffer(value) ? "[object ArrayBuffer]" : "[object Object]";
}

function primitiveAs(value: unknown, hint: string): string {
    const text = primitiveText(callToPrimitive(value, hint));
    if (text === undefined) throw new TypeError("Cannot convert object to primitive value");
    return text;
}

function viewText(view: unknown): string {
    let result = "";
    const length = viewLength(view);
    for (let i = 0; i < length; i++) {
        if (i > 0) result += ",";
        result += viewElement(view, i);
    }
    return result;
}

function arrayText(array: unknown[]): string {
    let result = "";
    for (let i = 0; i < array.length; i++) {
        if (i > 0) result += ",";
        const value = array[i];
        if (value !== null && value !== undefined) result += text(value);
    }
    return result;
}
