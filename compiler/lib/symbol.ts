// Symbols. Each is an object that is equal to itself alone; `typeof` and the checker's types tell them from objects.

import { TypeError } from "./errors";

/** A symbol as it lies in memory. */
export class SymbolValue {
    readonly description: string | undefined;

    constructor(description: string | undefined) {
        this.description = description;
    }

    /** Its text in console.log. */
    "%%inspect"(): string {
        return shown(this);
    }
}

/** `Symbol(description)`. */
export function call(description?: string | number): symbol {
    return new SymbolValue(description === undefined ? undefined : `${description}`) as unknown as symbol;
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
