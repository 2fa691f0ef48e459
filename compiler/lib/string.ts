// String methods that are more than one operation of the runtime. `this` comes first.

import { lastIndex, padEnd as padEndText, padStart as padStartText, repeatText } from "./runtime";
import { RangeError } from "./errors";

export function at(text: string, index: number): string | undefined {
    const whole = index !== index ? 0 : Math.trunc(index);
    return text[whole < 0 ? text.length + whole : whole];
}

export function concat(text: string, other: string): string {
    return text + other;
}

export function lastIndexOf(text: string, pattern: string, from: number = Infinity): number {
    return lastIndex(text, pattern, from !== from ? Infinity : from);
}

export function repeat(text: string, count: number): string {
    const times = Math.trunc(count);
    if (times < 0 || times === Infinity) throw new RangeError("Invalid count value: " + count);
    return repeatText(text, times);
}

export function padStart(text: string, length: number, fill: string = " "): string {
    return padStartText(text, length, fill);
}

export function padEnd(text: string, length: number, fill: string = " "): string {
    return padEndText(text, length, fill);
}
