// What the specifiers of a console message (`%s`, `%d`, …) make of a value, as node's util.format has it.

import { inspectFlat } from "./inspect";
import { hasText, isArray } from "./runtime";

/** `%s`: objects that do not say what their text is are shown without what they hold. */
export function text(value: unknown): string {
    if (value === 0) return number(value);
    if (typeof value === "object" && value !== null && (isArray(value) || !hasText(value))) return inspectFlat(value);
    return `${value}`;
}

/** `%d`. */
export function number(value: unknown): string {
    const number = Number(value);
    return number === 0 && 1 / number < 0 ? "-0" : `${number}`;
}

/** `%i`. */
export function integer(value: unknown): string {
    if (typeof value === "object") return "NaN";
    return number(parseInt(`${value}`));
}

/** `%f`. */
export function float(value: unknown): string {
    return number(parseFloat(`${value}`));
}
