// The error classes, and what failing checks throw.

import { hasMembersOfItsOwn, inspect } from "./inspect";
import type { Inspection } from "./inspect";
import { anyNamedErrors, hasName, nameOf } from "./runtime";

export class Error {
    name: string = "Error";
    message: string;
    cause?: unknown;

    constructor(message: string = "", options?: ErrorOptions) {
        this.message = message;
        if (options !== undefined) this.cause = options.cause;
    }

    toString(): string {
        if (this.message === "") return this.name;
        if (this.name === "") return this.message;
        return this.name + ": " + this.message;
    }

    /** Its text in console.log: no stack, what a subclass adds, its cause. */
    "%%inspect"(inspection: Inspection, level: number): string {
        const text = inspection.indented("[" + this.heading$() + "]");
        if (!hasMembersOfItsOwn(this) && this.cause === undefined && !(this instanceof AggregateError)) return text;
        if (!inspection.enter(this, level)) return "[" + className(this) + "]";
        const output: string[] = [];
        inspection.members(this, output, level);
        if (anyNamedErrors()) {
            hideHeading(output);
            if (output.length === 0 && this.cause === undefined && !(this instanceof AggregateError)) {
                inspection.leave(this, output, "{", "}", level);
                return text;
            }
        }
        if (this.cause !== undefined) output.push("[cause]: " + inspection.part(this.cause, level));
        if (this instanceof AggregateError) output.push("[errors]: " + inspection.part(this.errors, level));
        return inspection.leave(this, output, "{", "}", level, text + " ");
    }

    /** Name and message; a name that ends in `Error` and is not the class's says so. */
    private heading$(): string {
        const text = this.toString();
        const own = className(this);
        if (own === this.name || !this.name.endsWith("Error") || !text.startsWith(this.name)) return text;
        return (own.includes(this.name) ? own : own + " [" + this.name + "]") + text.slice(this.name.length);
    }
}

/** Takes out the members that the heading shows. */
function hideHeading(output: string[]): void {
    for (let i = output.length - 1; i >= 0; i--) {
        if (output[i].startsWith("name: ") || output[i].startsWith("message: ")) output.splice(i, 1);
    }
}

function className(error: Error): string {
    return hasName(error) ? nameOf(error) : error.name;
}

export class TypeError extends Error {
    override name: string = "TypeError";
}

export class RangeError extends Error {
    override name: string = "RangeError";
}

export class ReferenceError extends Error {
    override name: string = "ReferenceError";
}

export class SyntaxError extends Error {
    override name: string = "SyntaxError";
}

export class EvalError extends Error {
    override name: string = "EvalError";
}

export class URIError extends Error {
    override name: string = "URIError";
}

export class AggregateError extends Error {
    override name: string = "AggregateError";
    errors: any[];

    constructor(errors: any[], message: string = "", options?: ErrorOptions) {
        super(message, options);
        this.errors = errors;
    }
}

export class SuppressedError extends Error {
    override name: string = "SuppressedError";
    error: any;
    suppressed: any;

    constructor(error: any, suppressed: any, message: string = "") {
        super(message);
        this.error = error;
        this.suppressed = suppressed;
    }
}

/** The text of an uncaught exception, where none but errors and primitive values are thrown. */
export function describe(value: unknown): string {
    if (value instanceof Error) return value.toString();
    return `${value}`;
}

/** The same where other objects may be thrown. */
export function describeAny(value: unknown): string {
    if (value instanceof Error) return value.toString();
    if (typeof value === "object" && value !== null || typeof value === "symbol") return inspect(value);
    return `${value}`;
}

/** A value is not what its place admits. */
export function throwExpect(value: unknown): never {
    if (value === null) throw new TypeError("value is null");
    if (value === undefined) throw new TypeError("value is undefined");
    throw new TypeError("value of type " + typeof value + " where another type is needed");
}

/** An index outside of an array, string or byte array. */
export function throwIndex(): never {
    throw new RangeError("index out of range");
}

/** An element past the end where the place excludes undefined. */
export function throwElement(): never {
    throw new RangeError("index out of range: there is no such element");
}

/** A length that no array or string can have. */
export function throwLength(): never {
    throw new RangeError("Invalid array length");
}

/** A call of what is no function. */
export function throwCallable(value: unknown): never {
    if (value === null) throw new TypeError("null is not a function");
    if (value === undefined) throw new TypeError("undefined is not a function");
    throw new TypeError("value of type " + typeof value + " is not a function");
}

/** A call of what is no function, by the text that names it. */
export function throwCalled(text: unknown): never {
    throw new TypeError((text as string) + " is not a function");
}

/** `new` of what is no class, by the text that names it. */
export function throwConstructor(text: string): never {
    throw new TypeError(text + " is not a constructor");
}

/** A symbol among the members of a literal that spreads an object whose keys are made at run time. */
export function throwSymbolKey(): never {
    throw new TypeError("A symbol cannot be a key beside keys that are made at run time");
}

/** A call of a method that needs its object, without that. */
export function throwApart(name: string): never {
    throw new TypeError(name + " was called without its object");
}

/** A call of a class without `new`. */
export function throwClass(name: string): never {
    throw new TypeError("Class constructor " + name + " cannot be invoked without 'new'");
}

/** `in` of what is no object. */
export function throwSearch(key: string, value: unknown): never {
    throw new TypeError(`Cannot use 'in' operator to search for '${key}' in ${value}`);
}

/** `instanceof` of what is no class. */
export function throwNoInstances(value: unknown): never {
    if (typeof value === "function") throw new TypeError("Function has non-object prototype 'undefined' in instanceof check");
    throw new TypeError("Right-hand side of 'instanceof' is not " + (typeof value === "object" && value !== null ? "callable" : "an object"));
}

/** What is taken apart by a pattern that begins with a member: undefined and null have none. */
export function mustHaveParts(value: unknown, member: string | undefined, source: string): void {
    if (value !== null && value !== undefined) return;
    const part = member === undefined ? "" : "property '" + member + "' of ";
    const origin = source === "" && value === null ? "object null" : source === "" ? "undefined" : source;
    throw new TypeError("Cannot destructure " + part + "'" + origin + "' as it is " + nothing(value) + ".");
}

/** A member of an object that lacks it. */
export function throwMember(value: unknown): never {
    if (value === null) throw new TypeError("cannot read a property of null");
    if (value === undefined) throw new TypeError("cannot read a property of undefined");
    throw new TypeError("the object has no such property");
}

/** A member of undefined or null is read or called. */
export function throwReading(value: unknown, name: string): never {
    throw new TypeError("Cannot read properties of " + nothing(value) + " (reading '" + name + "')");
}

/** A member of undefined or null is set. */
export function throwSetting(value: unknown, name: string): never {
    throw new TypeError("Cannot set properties of " + nothing(value) + " (setting '" + name + "')");
}

/** A member is set that has only a getter; `owner` is the class that has it. */
export function throwGetterOnly(owner: string, name: string): never {
    throw new TypeError("Cannot set property " + name + " of #<" + owner + "> which has only a getter");
}

function nothing(value: unknown): string {
    return value === null ? "null" : "undefined";
}

/** A variable read before its initialisation. */
export function throwUninitialized(name: string): never {
    throw new ReferenceError("Cannot access '" + name + "' before initialization");
}

/** A name that is declared, and made nowhere. */
export function throwUndeclared(name: string): never {
    throw new ReferenceError(name + " is not defined");
}

/** An argument out of its range. */
export function throwRange(message: string): never {
    throw new RangeError(message);
}
