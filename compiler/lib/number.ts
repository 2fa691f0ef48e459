// Number's methods and functions. `this` comes first.

import { RangeError, TypeError } from "./errors";
import { callToPrimitive, callValueOf, exponentialText, fixedText, hasToPrimitive, hasValueOf, numberText, precisionText } from "./runtime";

export function toString(value: number, radix: number = 10): string {
    const base = Math.trunc(radix);
    if (!(base >= 2 && base <= 36)) throw new RangeError("toString() radix argument must be between 2 and 36");
    return base === 10 ? `${value}` : numberText(value, base);
}

export function toFixed(value: number, digits: number = 0): string {
    const count = digits !== digits ? 0 : Math.trunc(digits);
    if (!(count >= 0 && count <= 100)) throw new RangeError("toFixed() digits argument must be between 0 and 100");
    return fixedText(value, count);
}

export function toExponential(value: number, digits?: number): string {
    if (digits === undefined) return exponentialText(value, 0);
    const count = digits !== digits ? 0 : Math.trunc(digits);
    if (value - value !== 0) return `${value}`;
    if (!(count >= 0 && count <= 100)) throw new RangeError("toExponential() argument must be between 0 and 100");
    return exponentialText(value, count + 1);
}

export function toPrecision(value: number, precision?: number): string {
    if (precision === undefined || value - value !== 0) return `${value}`;
    const count = Math.trunc(precision);
    if (!(count >= 1 && count <= 100)) throw new RangeError("toPrecision() argument must be between 1 and 100");
    return precisionText(value, count);
}

export function isFinite(value: unknown): boolean {
    return typeof value === "number" && value - value === 0;
}

export function isNaN(value: unknown): boolean {
    return typeof value === "number" && value !== value;
}

export function isInteger(value: unknown): boolean {
    return typeof value === "number" && value - value === 0 && Math.trunc(value) === value;
}

export function isSafeInteger(value: unknown): boolean {
    return typeof value === "number" && Math.trunc(value) === value && Math.abs(value) <= 9007199254740991;
}

/** What stands for an object beside a primitive that `==` compares it with; a symbol is equal to itself alone. */
export function comparable(object: unknown): unknown {
    return typeof object === "symbol" ? object : primitive(object);
}

/** What stands for an object in a sum or beside a primitive: what its `valueOf` gives, if that is a primitive, else its text. */
export function primitive(object: unknown): unknown {
    if (hasToPrimitive(object)) return primitiveAs(object, "default");
    return valueOrText(object);
}

/** The same where a number is wanted, and in comparisons. */
export function numeric(object: unknown): unknown {
    if (hasToPrimitive(object)) return primitiveAs(object, "number");
    return valueOrText(object);
}

function primitiveAs(object: unknown, hint: string): unknown {
    const value = callToPrimitive(object, hint);
    if ((typeof value === "object" || typeof value === "function") && value !== null) throw new TypeError("Cannot convert object to primitive value");
    return value;
}

function valueOrText(object: unknown): unknown {
    if (hasValueOf(object)) {
        const value = callValueOf(object);
        if (typeof value !== "object" && typeof value !== "function" || value === null) return value;
    }
    return `${object}`;
}
