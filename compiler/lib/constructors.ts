// `value.constructor` of what is no instance of a class. Array, Object, Function and the typed arrays are no values of programs: what stands for them here can be
// compared and asked for its name.

import { TypeError } from "./errors";
import { isArray, isBuffer, isView, viewName } from "./runtime";

function refuse(name: string): never {
    throw new TypeError(name + " cannot be called as a value");
}

function Array(): never {
    refuse("Array");
}

function Object(): never {
    refuse("Object");
}

function Function(): never {
    refuse("Function");
}

function Symbol(): never {
    refuse("Symbol");
}

function ArrayBuffer(): never {
    refuse("ArrayBuffer");
}

function Int8Array(): never {
    refuse("Int8Array");
}

function Uint8Array(): never {
    refuse("Uint8Array");
}

function Uint8ClampedArray(): never {
    refuse("Uint8ClampedArray");
}

function Int16Array(): never {
    refuse("Int16Array");
}

function Uint16Array(): never {
    refuse("Uint16Array");
}

function Int32Array(): never {
    refuse("Int32Array");
}

function Uint32Array(): never {
    refuse("Uint32Array");
}

function Float32Array(): never {
    refuse("Float32Array");
}

function Float64Array(): never {
    refuse("Float64Array");
}

function ofView(name: string): unknown {
    switch (name) {
        case "Int8Array": return Int8Array;
        case "Uint8Array": return Uint8Array;
        case "Uint8ClampedArray": return Uint8ClampedArray;
        case "Int16Array": return Int16Array;
        case "Uint16Array": return Uint16Array;
        case "Int32Array": return Int32Array;
        case "Uint32Array": return Uint32Array;
        case "Float32Array": return Float32Array;
        default: return Float64Array;
    }
}

/** Of an object that has no member `constructor`, or of a primitive. */
export function of(value: unknown): unknown {
    if (typeof value === "number") return Number;
    if (typeof value === "string") return String;
    if (typeof value === "boolean") return Boolean;
    if (typeof value === "function") return Function;
    if (typeof value === "symbol") return Symbol;
    if (isArray(value)) return Array;
    if (isBuffer(value)) return ArrayBuffer;
    if (isView(value)) return ofView(viewName(value));
    return Object;
}
