// String methods that are more than one operation of the runtime. `this` comes first.

import { lastIndex, padEnd as padEndText, padStart as padStartText, repeatText } from "./runtime";
import { RangeError } from "./errors";

/** The length of the longest text, that of V8 (`String::kMaxLength` of 64-bit hosts). */
const LONGEST = 536870888;

export function at(text: string, index: number): string | undefined {
    const whole = index !== index ? 0 : Math.trunc(index);
    return text[whole < 0 ? text.length + whole : whole];
}

export function concat(text: string, ...others: string[]): string {
    let result = text;
    for (let i = 0; i < others.length; i++) result += others[i];
    return result;
}

/** `String.raw` called like a function. */
export function raw(template: { readonly raw: readonly string[] }, ...values: any[]): string {
    const strings = template.raw;
    let result = "";
    for (let i = 0; i < strings.length; i++) {
        result += strings[i];
        if (i + 1 < strings.length && i < values.length) result += `${values[i]}`;
    }
    return result;
}

export function substr(text: string, start: number, length?: number): string {
    const whole = start !== start ? 0 : Math.trunc(start);
    const from = whole < 0 ? Math.max(text.length + whole, 0) : whole;
    if (length === undefined) return text.slice(from);
    return text.slice(from, from + Math.max(length !== length ? 0 : Math.trunc(length), 0));
}

export function fromCodePoint(...codes: number[]): string {
    let result = "";
    for (let i = 0; i < codes.length; i++) {
        const code = codes[i];
        if (!(code >= 0 && code <= 0x10ffff) || Math.trunc(code) !== code) throw new RangeError("Invalid code point " + code);
        if (code < 0x10000) result += String.fromCharCode(code);
        else result += String.fromCharCode(0xd7c0 + (code >> 10), 0xdc00 + (code & 1023));
    }
    return result;
}

/** A text with `$` patterns, or what is called with the match, its position and the whole text. */
type Replacement = string | ((match: string, at: number, text: string) => string);

/** What stands for a match: `$&` and its like are filled in. */
function replacement(text: string, at: number, search: string, by: Replacement): string {
    if (typeof by !== "string") return by(search, at, text);
    if (!by.includes("$")) return by;
    let result = "";
    let i = 0;
    while (i < by.length) {
        const next = by.charAt(i + 1);
        const isDollar = by.charAt(i) === "$";
        if (isDollar && next === "$") result += "$";
        else if (isDollar && next === "&") result += search;
        else if (isDollar && next === "`") result += text.slice(0, at);
        else if (isDollar && next === "'") result += text.slice(at + search.length);
        else {
            result += by.charAt(i);
            i++;
            continue;
        }
        i += 2;
    }
    return result;
}

export function replace(text: string, search: string, by: Replacement): string {
    const at = text.indexOf(search);
    if (at < 0) return text;
    return text.slice(0, at) + replacement(text, at, search, by) + text.slice(at + search.length);
}

export function replaceAll(text: string, search: string, by: Replacement): string {
    let result = "";
    let from = 0;
    // An empty text is found in front of every unit and at the end.
    const step = Math.max(search.length, 1);
    let at = text.indexOf(search);
    while (at >= 0) {
        result += text.slice(from, at) + replacement(text, at, search, by);
        from = at + search.length;
        if (at + step > text.length) break;
        at = text.indexOf(search, at + step);
    }
    return result + text.slice(from);
}

/** `replace` by what may be anything. */
export function replaceAny(text: string, search: string, by: unknown): string {
    return replace(text, search, asReplacement(by));
}

export function replaceAllAny(text: string, search: string, by: unknown): string {
    return replaceAll(text, search, asReplacement(by));
}

function asReplacement(by: unknown): Replacement {
    if (typeof by !== "function") return `${by}`;
    return (match, at, text) => `${(by as (match: string, at: number, text: string) => unknown)(match, at, text)}`;
}

/** `split` by what may be anything: undefined is found nowhere. */
export function splitAny(text: string, separator: unknown, limit?: number): string[] {
    if (separator !== undefined) return text.split(`${separator}`, limit);
    return limit !== undefined && limit >>> 0 === 0 ? [] : [text];
}

export function lastIndexOf(text: string, pattern: string, from: number = Infinity): number {
    return lastIndex(text, pattern, from !== from ? Infinity : from);
}

export function repeat(text: string, count: number): string {
    const times = Math.trunc(count);
    if (times < 0 || times === Infinity) throw new RangeError("Invalid count value: " + count);
    refuseLong(times * text.length);
    return repeatText(text, times);
}

function refuseLong(length: number): void {
    if (length > LONGEST) throw new RangeError("Invalid string length");
}

export function padStart(text: string, length: number, fill: string = " "): string {
    refuseLong(length);
    return padStartText(text, length, fill);
}

export function padEnd(text: string, length: number, fill: string = " "): string {
    refuseLong(length);
    return padEndText(text, length, fill);
}
