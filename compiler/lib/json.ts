// JSON.stringify and JSON.parse, as ECMA-262, 25.5 has them. What is parsed is a value of no declared type: objects are dictionaries.
// The compiler checks it against the declared type and makes its objects.

import { Dictionary, get, has, keys as keysOfDictionary, remove, set } from "./dictionary";
import { SyntaxError, TypeError } from "./errors";
import { anyLooseToJson, callToJson, hasKeys, hasToJson, isArray, isView, keysOf, toJsonOf, valueAt, viewElement, viewLength } from "./runtime";

/** Called with the object or array that holds the value as its `this`. */
type Replacer = (this: unknown, key: string, value: unknown) => unknown;

/** JSON.stringify; undefined for what JSON has no text for. */
export function stringify(value: unknown, replacer?: Replacer | readonly (string | number)[] | null, space?: number | string | null): unknown {
    let gap = "";
    if (typeof space === "number") gap = " ".repeat(Math.max(0, Math.min(10, Math.trunc(space))));
    else if (typeof space === "string") gap = space.slice(0, 10);
    const writer = new Writer(gap);
    if (typeof replacer === "function") writer.replacer = replacer;
    else if (isArray(replacer)) writer.allowed = replacer as readonly (string | number)[];
    return writer.value("", value, "", writer.replacer === null ? null : { "": value });
}

class Writer {
    replacer: Replacer | null = null;
    allowed: readonly (string | number)[] | null = null;
    private gap: string;
    private around: unknown[] = [];

    constructor(gap: string) {
        this.gap = gap;
    }

    /** The text of a value; undefined where there is none. */
    value(key: string, given: unknown, indent: string, holder: unknown): string | undefined {
        let value = given;
        if (hasToJson(value)) {
            let isCalled = true;
            if (anyLooseToJson()) isCalled = typeof toJsonOf(value) === "function";
            if (isCalled) value = callToJson(value, key);
        }
        const replacer = this.replacer;
        if (replacer !== null) value = replacer.call(holder, key, value);
        if (value === null) return "null";
        if (typeof value === "string") return quote(value);
        if (typeof value === "number") return value - value === 0 ? "" + value : "null";
        if (typeof value === "boolean") return value ? "true" : "false";
        if (typeof value !== "object") return undefined;
        for (let i = 0; i < this.around.length; i++) {
            if (this.around[i] === value) throw new TypeError("Converting circular structure to JSON");
        }
        this.around.push(value);
        const text = isArray(value) ? this.array(value as unknown[], indent) : this.object(value, indent);
        this.around.pop();
        return text;
    }

    private array(array: unknown[], indent: string): string {
        const inner = indent + this.gap;
        const parts: string[] = [];
        for (let i = 0; i < array.length; i++) {
            const text = this.value("" + i, array[i], inner, array);
            parts.push(text === undefined ? "null" : text);
        }
        return this.joined("[", parts, "]", indent);
    }

    private object(object: unknown, indent: string): string {
        const inner = indent + this.gap;
        const parts: string[] = [];
        if (isView(object)) {
            const length = viewLength(object);
            for (let i = 0; i < length; i++) {
                if (this.allowed === null || this.isAllowed("" + i)) this.member(parts, "" + i, viewElement(object, i), inner, object);
            }
        } else if (hasKeys(object)) {
            const names = keysOf(object);
            if (this.allowed !== null) this.allowedMembers(parts, object, names, inner);
            else for (let i = 0; i < names.length; i++) this.member(parts, names[i], valueAt(object, i), inner, object);
        }
        return this.joined("{", parts, "}", indent);
    }

    /** The members that are allowed come in the order of that list, each once. */
    private allowedMembers(parts: string[], object: unknown, names: string[], indent: string): void {
        const allowed = this.allowed!;
        for (let i = 0; i < allowed.length; i++) {
            const name = `${allowed[i]}`;
            const at = names.indexOf(name);
            if (at >= 0 && this.placeOf(name) === i) this.member(parts, name, valueAt(object, at), indent, object);
        }
    }

    private isAllowed(name: string): boolean {
        return this.placeOf(name) >= 0;
    }

    /** The first place of a name in the list. */
    private placeOf(name: string): number {
        const allowed = this.allowed!;
        for (let i = 0; i < allowed.length; i++) {
            if (`${allowed[i]}` === name) return i;
        }
        return -1;
    }

    private member(parts: string[], name: string, value: unknown, indent: string, holder: unknown): void {
        const text = this.value(name, value, indent, holder);
        if (text !== undefined) parts.push(quote(name) + (this.gap === "" ? ":" : ": ") + text);
    }

    private joined(begin: string, parts: string[], end: string, indent: string): string {
        if (parts.length === 0) return begin + end;
        if (this.gap === "") return begin + parts.join(",") + end;
        const line = "\n" + indent + this.gap;
        return begin + line + parts.join("," + line) + "\n" + indent + end;
    }
}

/** A string in quotes, as JSON has it. */
function quote(text: string): string {
    let result = '"';
    let from = 0;
    for (let i = 0; i < text.length; i++) {
        const escape = escaped(text, i);
        if (escape !== "") {
            result += text.slice(from, i) + escape;
            from = i + 1;
        }
    }
    return result + text.slice(from) + '"';
}

function escaped(text: string, at: number): string {
    const unit = text.charCodeAt(at);
    if (unit === 34) return '\\"';
    if (unit === 92) return "\\\\";
    if (unit < 32) {
        if (unit === 8) return "\\b";
        if (unit === 9) return "\\t";
        if (unit === 10) return "\\n";
        if (unit === 12) return "\\f";
        if (unit === 13) return "\\r";
        return "\\u" + unit.toString(16).padStart(4, "0");
    }
    if (unit < 0xd800 || unit > 0xdfff) return "";
    const isHigh = unit < 0xdc00;
    const other = isHigh ? text.charCodeAt(at + 1) : text.charCodeAt(at - 1);
    const paired = isHigh ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other < 0xdc00;
    return paired ? "" : "\\u" + unit.toString(16);
}

/** JSON.parse to a value of no declared type; each part is what `reviver` makes of it, the inner ones first. */
export function revived(text: string, reviver: Replacer): unknown {
    const root = new Dictionary();
    set(root, "", parse(text));
    return revive(root, "", reviver);
}

/** What becomes of the value at a key. */
function revive(holder: unknown, key: string, reviver: Replacer): unknown {
    const value = isArray(holder) ? (holder as unknown[])[Number(key)] : get(holder as Dictionary, key);
    if (isArray(value)) {
        const array = value as unknown[];
        // What the reviver leaves out is undefined; JavaScript has a hole there.
        for (let i = 0; i < array.length; i++) array[i] = revive(array, `${i}`, reviver);
    } else if (value instanceof Dictionary) {
        const dictionary = value as Dictionary;
        const names = keysOfDictionary(dictionary);
        for (let i = 0; i < names.length; i++) {
            const now = revive(dictionary, names[i], reviver);
            if (now === undefined) remove(dictionary, names[i]);
            else set(dictionary, names[i], now);
        }
    }
    return reviver.call(holder, key, value);
}

/** JSON.parse to a value of no declared type. */
export function parse(text: string): unknown {
    const reader = new Reader(text);
    const value = reader.value();
    reader.space();
    if (reader.at < text.length) reader.fail("Unexpected non-whitespace character after");
    return value;
}

/** How much of a long text an error shows before and behind its place. */
const CONTEXT = 10;

class Reader {
    at: number = 0;
    private text: string;

    constructor(text: string) {
        this.text = text;
    }

    fail(what: string): never {
        throw new SyntaxError(what + " JSON at position " + this.at);
    }

    /** What stands here begins no value. */
    private unexpected(): never {
        const text = this.text;
        const at = this.at;
        if (at >= text.length) throw new SyntaxError("Unexpected end of JSON input");
        const isTold = text === "undefined" || text === "NaN" || text === "Infinity" || text === "[object Object]";
        const token = isTold ? "" : "Unexpected token '" + text.charAt(at) + "', ";
        // Of a long text, what is around.
        const isLong = text.length > 2 * CONTEXT;
        const from = isLong ? Math.max(0, at - CONTEXT) : 0;
        const to = isLong ? at + CONTEXT : text.length;
        const shown = (from > 0 ? "..." : "") + '"' + text.slice(from, to) + '"' + (to < text.length ? "..." : "");
        throw new SyntaxError(token + shown + " is not valid JSON");
    }

    /** The next unit; -1 at the end. */
    private unit(): number {
        return this.at < this.text.length ? this.text.charCodeAt(this.at) : -1;
    }

    space(): void {
        while (true) {
            const unit = this.unit();
            if (unit !== 32 && unit !== 10 && unit !== 13 && unit !== 9) return;
            this.at++;
        }
    }

    /** Takes this unit, if it is the next behind white space. */
    private takes(unit: number): boolean {
        this.space();
        if (this.unit() !== unit) return false;
        this.at++;
        return true;
    }

    private expect(unit: number, wanted: string): void {
        if (!this.takes(unit)) this.fail("Expected " + wanted + " in");
    }

    value(): unknown {
        this.space();
        const unit = this.unit();
        if (unit === 123) return this.object();
        if (unit === 91) return this.array();
        if (unit === 34) return this.string();
        if (unit === 45 || (unit >= 48 && unit <= 57)) return this.number();
        if (unit === 116) return this.word("true", true);
        if (unit === 102) return this.word("false", false);
        if (unit === 110) return this.word("null", null);
        return this.unexpected();
    }

    private word(word: string, value: unknown): unknown {
        for (let i = 0; i < word.length; i++) {
            if (this.unit() !== word.charCodeAt(i)) this.unexpected();
            this.at++;
        }
        return value;
    }

    private object(): unknown {
        const result = new Dictionary();
        this.at++;
        if (this.takes(125)) return result;
        let wanted = "property name or '}'";
        while (true) {
            this.space();
            if (this.unit() !== 34) this.fail("Expected " + wanted + " in");
            const key = this.string();
            this.expect(58, "':' after property name");
            set(result, key, this.value());
            if (this.takes(125)) return result;
            this.expect(44, "',' or '}' after property value");
            wanted = "double-quoted property name";
        }
    }

    private array(): unknown {
        const result: unknown[] = [];
        this.at++;
        if (this.takes(93)) return result;
        while (true) {
            result.push(this.value());
            if (this.takes(93)) return result;
            this.expect(44, "',' or ']' after array element");
        }
    }

    private isDigit(): boolean {
        return this.unit() >= 48 && this.unit() <= 57;
    }

    private digits(otherwise: string): void {
        if (!this.isDigit()) this.fail(otherwise);
        while (this.isDigit()) this.at++;
    }

    private number(): number {
        const from = this.at;
        if (this.unit() === 45) this.at++;
        if (this.unit() === 48) {
            this.at++;
            if (this.isDigit()) this.fail("Unexpected number in");
        } else {
            this.digits("No number after minus sign in");
        }
        if (this.unit() === 46) {
            this.at++;
            this.digits("Unterminated fractional number in");
        }
        if (this.unit() === 101 || this.unit() === 69) {
            this.at++;
            if (this.unit() === 43 || this.unit() === 45) this.at++;
            this.digits("Exponent part is missing a number in");
        }
        return Number(this.text.slice(from, this.at));
    }

    private string(): string {
        this.at++;
        let result = "";
        let from = this.at;
        while (true) {
            const unit = this.unit();
            if (unit < 32) this.fail(unit < 0 ? "Unterminated string in" : "Bad control character in string literal in");
            if (unit === 34) break;
            if (unit === 92) {
                result += this.text.slice(from, this.at);
                this.at++;
                result += this.escape();
                from = this.at;
            } else {
                this.at++;
            }
        }
        result += this.text.slice(from, this.at);
        this.at++;
        return result;
    }

    private escape(): string {
        const unit = this.unit();
        this.at++;
        if (unit === 34 || unit === 92 || unit === 47) return String.fromCharCode(unit);
        if (unit === 98) return "\b";
        if (unit === 102) return "\f";
        if (unit === 110) return "\n";
        if (unit === 114) return "\r";
        if (unit === 116) return "\t";
        if (unit === 117) {
            let code = 0;
            for (let i = 0; i < 4; i++) {
                const digit = hexadecimal(this.unit());
                if (digit < 0) this.fail("Bad Unicode escape in");
                code = code * 16 + digit;
                this.at++;
            }
            return String.fromCharCode(code);
        }
        this.at--;
        return unit < 0 ? this.unexpected() : this.fail("Bad escaped character in");
    }
}

function hexadecimal(unit: number): number {
    if (unit >= 48 && unit <= 57) return unit - 48;
    if (unit >= 97 && unit <= 102) return unit - 87;
    if (unit >= 65 && unit <= 70) return unit - 55;
    return -1;
}

// What the compiler calls to check a parsed value against a type.

/** The text does not hold what its type says. */
export function mismatch(wanted: string): never {
    throw new TypeError("JSON: " + wanted + " is needed");
}

/** Whether a value is an object with members. */
export function isObject(value: unknown): boolean {
    return value instanceof Dictionary;
}

/** A member; where it is missing and must not be, an error. */
export function member(object: unknown, name: string, optional: boolean): unknown {
    if (!(object instanceof Dictionary)) return mismatch("an object");
    const dictionary = object as Dictionary;
    if (!has(dictionary, name)) return optional ? undefined : mismatch("a member " + name);
    return get(dictionary, name);
}

/** Whether a parsed object has a member. */
export function hasMember(object: unknown, name: string): boolean {
    return object instanceof Dictionary && has(object as Dictionary, name);
}

/** Checks each element, in place. */
export function elements(value: unknown, check: (value: unknown) => unknown): unknown {
    if (!isArray(value)) return mismatch("an array");
    const array = value as unknown[];
    for (let i = 0; i < array.length; i++) array[i] = check(array[i]);
    return array;
}

/** An array of so many elements. */
export function tuple(value: unknown, length: number): unknown {
    if (!isArray(value) || (value as unknown[]).length !== length) return mismatch("an array of " + length + " elements");
    return value;
}

/** Checks each entry, in place. */
export function entries(value: unknown, check: (value: unknown) => unknown): unknown {
    if (!(value instanceof Dictionary)) return mismatch("an object");
    const dictionary = value as Dictionary;
    const names = keysOfDictionary(dictionary);
    for (let i = 0; i < names.length; i++) set(dictionary, names[i], check(get(dictionary, names[i])));
    return dictionary;
}
