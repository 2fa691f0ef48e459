// What the specifiers of a console message (`%s`, `%d`, …) make of a value, as node's util.format has it.

import { inspect, inspectFlat } from "./inspect";
import { stringify } from "./json";
import { reveal } from "./reveal";
import { hasText, isArray } from "./runtime";
import { text as symbolText } from "./symbol";

/** `%s`: objects that do not say what their text is are shown without what they hold. */
export function text(value: unknown): string {
    if (value === 0) return number(value);
    if (typeof value === "object" && value !== null && (isArray(value) || !hasText(value))) return inspectFlat(value);
    return symbolText(value);
}

/** `%d`. */
export function number(value: unknown): string {
    if (typeof value === "symbol") return "NaN";
    const number = isArray(value) ? Number(`${value}`) : Number(value);
    return number === 0 && 1 / number < 0 ? "-0" : `${number}`;
}

/** `%i`. */
export function integer(value: unknown): string {
    if (typeof value === "symbol") return "NaN";
    return number(parseInt(`${value}`));
}

/** `%f`. */
export function float(value: unknown): string {
    if (typeof value === "symbol") return "NaN";
    return number(parseFloat(`${value}`));
}

/** A message whose first value may be a text with specifiers; what they do not take follows, with spaces between. */
export function message(values: readonly unknown[]): string {
    return formatted(values, inspect);
}

/** The same where a text of the program has `%o`. */
export function revealingMessage(values: readonly unknown[]): string {
    return formatted(values, reveal);
}

function formatted(values: readonly unknown[], whole: (value: unknown) => string): string {
    let result = "";
    let taken = 0;
    const first = values[0];
    if (typeof first === "string" && values.length > 1) {
        taken = 1;
        for (let i = 0; i < first.length; i++) {
            const unit = first.charAt(i);
            const specifier = unit === "%" ? first.charAt(i + 1) : "";
            if (specifier === "%") {
                result += "%";
                i++;
            } else if (specifier !== "" && taken < values.length && "sdifjoOc".includes(specifier)) {
                result += specified(specifier, values[taken], whole);
                taken++;
                i++;
            } else {
                result += unit;
            }
        }
    }
    for (let i = taken; i < values.length; i++) {
        const value = values[i];
        if (i > 0) result += " ";
        result += typeof value === "string" ? value : inspect(value);
    }
    return result;
}

function specified(specifier: string, value: unknown, whole: (value: unknown) => string): string {
    switch (specifier) {
        case "s":
            return text(value);
        case "d":
            return number(value);
        case "i":
            return integer(value);
        case "f":
            return float(value);
        case "j":
            return `${stringify(value)}`;
        case "c":
            return "";
        case "o":
            return whole(value);
        default:
            return inspect(value);
    }
}
