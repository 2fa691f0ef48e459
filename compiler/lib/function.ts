// What functions say of themselves.

import { functionText } from "./runtime";

/** The property `name`. */
export function name(value: unknown): string {
    const text = functionText(value);
    if (text.startsWith("[class ", 1)) {
        const end = text.indexOf(" extends ");
        const own = text.slice(8, end < 0 ? -1 : end);
        return own === "(anonymous)" ? "" : own;
    }
    const at = text.indexOf(": ");
    return at < 0 ? "" : text.slice(at + 2, -1);
}

/** The property `length`. */
export function length(value: unknown): number {
    return functionText(value).charCodeAt(0) - 48;
}

/** `target.bind(receiver, ...first)`. */
export function bind(target: (...values: unknown[]) => unknown, receiver: unknown, first: readonly unknown[]): (...values: unknown[]) => unknown {
    return (...values: unknown[]) => target.call(receiver, ...first, ...values);
}
