// What a Thimble program may use beside ECMAScript's own library, for editors and for plain tsc with `"lib": ["ES2022"]`.
// Which devices a board has is declared in the file with the board's name beside this one.

interface Console {
    /** Prints the values, joined by one space, and ends the line. */
    log(...data: any[]): void;
    /** The same. */
    info(...data: any[]): void;
    /** The same. */
    debug(...data: any[]): void;
    /** The same: a board has one console. */
    warn(...data: any[]): void;
    /** The same: a board has one console. */
    error(...data: any[]): void;
    /** Prints the values as a warning where the condition does not hold. */
    assert(condition?: boolean, ...data: any[]): void;
}
declare const console: Console;

/** Calls `callback` with the values once, after `delay` milliseconds. The result ends it: see `clearTimeout`. */
declare function setTimeout(callback: (...values: any[]) => void, delay?: number, ...values: any[]): number;
/** Calls `callback` with the values every `delay` milliseconds. The result ends it: see `clearInterval`. */
declare function setInterval(callback: (...values: any[]) => void, delay?: number, ...values: any[]): number;
declare function clearTimeout(timer: number | undefined): void;
declare function clearInterval(timer: number | undefined): void;
/** Calls `callback` when the running code has returned, before any timer. */
declare function queueMicrotask(callback: () => void): void;
/** A copy of all that a value holds. Instances of classes, typed arrays, functions and symbols cannot be copied. */
declare function structuredClone<T>(value: T): T;

interface Performance {
    /** Milliseconds since the program started, with fractions. */
    now(): number;
}
declare const performance: Performance;

declare module "thimble/time" {
    /** Waits so many milliseconds; timers and promises wait too. NaN and negative times do not wait. */
    export function sleep(ms: number): void;
    /** Milliseconds since the program started, a whole number. */
    export function millis(): number;
    /** Microseconds since the program started, a whole number. */
    export function micros(): number;
}

// Programs get these from the board; they make none.
declare module "thimble/board" {
    /** A pin that the program drives. It begins low. */
    export interface DigitalOut {
        /** Drives it to the supply voltage. */
        high(): void;
        /** Drives it to ground. */
        low(): void;
        /** High for true, low for false. */
        write(value: boolean): void;
        /** From high to low, from low to high. */
        toggle(): void;
    }
    /** A push button. */
    export interface Button {
        /** Whether it is held down now. */
        isPressed(): boolean;
    }
    /** A matrix of LEDs; [0, 0] is the upper left one. */
    export interface Display {
        readonly width: number;
        readonly height: number;
        /** Switches one LED; outside the matrix nothing happens. */
        set(x: number, y: number, on: boolean): void;
        /** Whether an LED is on; false outside the matrix. */
        get(x: number, y: number): boolean;
        /** Switches all LEDs off. */
        clear(): void;
    }
}
