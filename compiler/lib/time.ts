// The module "thimble/time".

import { micros as microsSinceStart, millis as millisSinceStart, sleep as sleepFor } from "./runtime";

/** Waits so many milliseconds; timers and promises wait too. NaN and negative times do not wait. */
export function sleep(ms: number): void {
    sleepFor(ms);
}

/** Milliseconds since the program started, a whole number. */
export function millis(): number {
    return millisSinceStart();
}

/** `performance.now()`. */
export function now(): number {
    return microsSinceStart() / 1000;
}

/** Microseconds since the program started, a whole number. */
export function micros(): number {
    return microsSinceStart();
}
