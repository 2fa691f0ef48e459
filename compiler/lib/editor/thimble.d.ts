// What a Thimble program may use beside ECMAScript's own library, for editors and for plain tsc with `"lib": ["ES2022"]`.
// The devices of a board are declared in the file with the board's name beside this one.

interface Console {
    /** Prints the values, joined by one space, and ends the line. */
    log(...data: any[]): void;
}
declare const console: Console;

/** Calls `callback` once, after `delay` milliseconds. The result ends it: see `clearTimeout`. */
declare function setTimeout(callback: () => void, delay?: number): number;
/** Calls `callback` every `delay` milliseconds. The result ends it: see `clearInterval`. */
declare function setInterval(callback: () => void, delay?: number): number;
declare function clearTimeout(timer: number | undefined): void;
declare function clearInterval(timer: number | undefined): void;
/** Calls `callback` when the running code has returned, before any timer. */
declare function queueMicrotask(callback: () => void): void;

declare module "thimble/time" {
    /** Waits so many milliseconds; timers and promises wait too. NaN and negative times do not wait. */
    export function sleep(ms: number): void;
    /** Milliseconds since the program started, a whole number. */
    export function millis(): number;
    /** Microseconds since the program started, a whole number. */
    export function micros(): number;
}
