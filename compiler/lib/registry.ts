// Symbols that are found by a name: those of `Symbol.for`, and those of the language. The lists are in the programs that ask for them.

import { SymbolValue } from "./symbol";

/** Those that were asked for by `Symbol.for`. */
const known: SymbolValue[] = [];
/** Those of the language that the program uses as values. */
const language: SymbolValue[] = [];

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

function found(among: SymbolValue[], description: string): SymbolValue {
    for (const symbol of among) {
        if (symbol.description === description) return symbol;
    }
    const made = new SymbolValue(description);
    among.push(made);
    return made;
}
