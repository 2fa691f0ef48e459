// What functions say of themselves.

import { anyBound, functionText } from "./runtime";

/** The text of what `bind` makes: it has to be asked. */
const BOUND = "%";

/** What a bound function is called with to be asked for its text. */
class Question {}

/** How a function is shown, as `functionText` says it. */
export function text(value: unknown): string {
    const own = functionText(value);
    if (anyBound()) {
        if (own === BOUND) return (value as (question: Question) => string)(new Question());
    }
    return own;
}

/** The property `name`. */
export function name(value: unknown): string {
    const shown = text(value);
    if (shown.startsWith("[class ", 1)) {
        const end = shown.indexOf(" extends ");
        const own = shown.slice(8, end < 0 ? -1 : end);
        return own === "(anonymous)" ? "" : own;
    }
    const at = shown.indexOf(": ");
    return at < 0 ? "" : shown.slice(at + 2, -1);
}

/** The property `length`. */
export function length(value: unknown): number {
    return text(value).charCodeAt(0) - 48;
}

/** `target.bind(receiver, ...first)`. */
export function bind(target: (...values: unknown[]) => unknown, receiver: unknown, first: readonly unknown[]): (...values: unknown[]) => unknown {
    return (...values: unknown[]) => {
        if (values.length === 1 && values[0] instanceof Question) return boundText(target, first.length);
        return target.call(receiver, ...first, ...values);
    };
}

function boundText(target: unknown, given: number): string {
    return String.fromCharCode(48 + Math.max(length(target) - given, 0)) + "[Function: bound " + name(target) + "]";
}
