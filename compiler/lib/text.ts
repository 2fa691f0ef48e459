// The text of values that are not primitives, for templates, `+` and String().

import { callTag, callText, hasTag, hasText, isArray, isBuffer, isView, primitiveText, viewElement, viewLength } from "./runtime";
import { refuseText } from "./symbol";

/** ToString of any value. */
export function text(value: unknown): string {
    const primitive = primitiveText(value);
    if (primitive !== undefined) return primitive;
    if (isArray(value)) return arrayText(value as unknown[]);
    if (isView(value)) return viewText(value);
    if (hasText(value)) return callText(value);
    if (typeof value === "symbol") return refuseText();
    if (hasTag(value)) return callTag(value);
    if (isBuffer(value)) return "[object ArrayBuffer]";
    if (typeof value === "function") return "function () { [native code] }";
    return "[object Object]";
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
