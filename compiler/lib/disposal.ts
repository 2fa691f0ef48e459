// What `using` does at the end of a block.

import { SuppressedError, TypeError } from "./errors";
import { Promise } from "./promise";
import { callAsyncDispose, callDispose, hasAsyncDispose, hasDispose } from "./runtime";

/** Throws unless a value of no known type can be disposed of. */
export function require(value: unknown, waits: boolean): void {
    if (value === null || value === undefined) return;
    if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
    if (!hasDispose(value) && !(waits && hasAsyncDispose(value))) throw new TypeError("Object not disposable.");
}

/** Disposes of a value; `failed`: the block threw `error`. */
export function dispose(value: unknown, failed: boolean, error: unknown): void {
    if (value === null || value === undefined) return;
    if (!failed) {
        callDispose(value);
        return;
    }
    try {
        callDispose(value);
    } catch (thrown) {
        throw combined(thrown, failed, error);
    }
}

/** What the `await using` of one block wait for. */
class Waits {
    /** What the last one begun gave. */
    begun: unknown = undefined;
    /** One waited for what its disposal gave. */
    waited = false;
    /** One was null or undefined, and nothing has waited for it. */
    owing = false;
}

export function waits(): unknown {
    return new Waits();
}

/** Begins to dispose of a value; whether there is something to wait for, which `begun` gives. */
export function begins(block: unknown, value: unknown): boolean {
    const waits = block as Waits;
    if (value === null || value === undefined) {
        waits.owing = true;
        return false;
    }
    waits.begun = hasAsyncDispose(value) ? callAsyncDispose(value) : disposed(value);
    waits.waited = true;
    return true;
}

export function begun(block: unknown): unknown {
    return (block as Waits).begun;
}

/** Whether a turn has still to be waited for. */
export function owes(block: unknown): boolean {
    const waits = block as Waits;
    if (!waits.owing || waits.waited) return false;
    waits.owing = false;
    return true;
}

/** What to wait for where a value has no other way to be disposed of than at once. */
function disposed(value: unknown): unknown {
    try {
        callDispose(value);
        return undefined;
    } catch (error) {
        return Promise.reject(error);
    }
}

/** What comes out of a block whose disposal threw. */
export function combined(thrown: unknown, failed: boolean, error: unknown): unknown {
    return failed ? new SuppressedError(thrown, error, "An error was suppressed during disposal.") : thrown;
}
