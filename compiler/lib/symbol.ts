// Symbols. Each is an object that is equal to itself alone; `typeof` and the checker's types tell them from objects.

import { TypeError } from "./errors";

/** A symbol as it lies in memory. */
export class SymbolValue {
    readonly description: string | undefined;

    constructor(description: string | undefined) {
        this.description = description;
    }

    /** Its text in console.log. */
    "%inspect"(): string {
        return shown(this);
    }
}

/** Those that were asked for by `Symbol.for`. */
const known: SymbolValue[] = [];
/** Those of the language that the program uses as values. */
const language: SymbolValue[] = [];

/** `Symbol(description)`. */
export function call(description?: string | number): symbol {
    return new SymbolValue(description === undefined ? undefined : `${description}`) as unknown as symbol;
}

/** `Symbol.for(key)`. */
export function registered(key: string): symbol {
    return found(known, key) as unknown as symbol;
}

/** `Symbol.keyFor(symbol)`. */
export function keyFor(symbol: symbol): string | undefined {
    const value = symbol as unknown as SymbolValue;
    return known.includes(value) ? value.description : undefined;
}

/** `Symbol.iterator` and its like. */
export function ofLanguage(name: string): unknown {
    return found(language, name);
}

export function description(symbol: symbol): string | undefined {
    return (symbol as unknown as SymbolValue).description;
}

export function toString(symbol: symbol): string {
    return shown(symbol as unknown as SymbolValue);
}

export function valueOf(symbol: symbol): symbol {
    return symbol;
}

/** `String(value)`, the value being a symbol or not. */
export function text(value: unknown): string {
    return value instanceof SymbolValue ? shown(value) : `${value}`;
}

/** A symbol where a text is made of any value. */
export function refuseText(): never {
    throw new TypeError("Cannot convert a Symbol value to a string");
}

function shown(symbol: SymbolValue): string {
    const text = symbol.description;
    return "Symbol(" + (text === undefined ? "" : text) + ")";
}

function found(among: SymbolValue[], description: string): SymbolValue {
    for (const symbol of among) {
        if (symbol.description === description) return symbol;
    }
    const made = new SymbolValue(description);
    among.push(made);
    return made;
}
