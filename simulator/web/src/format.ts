// Times, numbers and addresses as people read them.

/** A span: 250 ns, 1.000 ms, 2.5 s; `digits` after the point. */
export function duration(ns: number, digits = 3): string {
    if (ns < 1e3) return `${ns.toFixed(0)} ns`;
    if (ns < 1e6) return `${(ns / 1e3).toFixed(digits)} µs`;
    if (ns < 1e9) return `${(ns / 1e6).toFixed(digits)} ms`;
    return `${(ns / 1e9).toFixed(digits)} s`;
}

/** A moment in milliseconds to the nanosecond: 200.013416. */
export const milliseconds = (ns: number): string => (ns / 1e6).toFixed(6);

export const percent = (ratio: number): string => `${ratio >= 0.1 ? Math.round(ratio * 100) : (ratio * 100).toPrecision(2)} %`;

export const hex = (word: number): string => `0x${word.toString(16).padStart(8, "0")}`;

export const count = (value: number): string => value.toLocaleString("en").replaceAll(",", "\u202f");
