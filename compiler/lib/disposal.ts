// What `using` does at the end of a block.

import { SuppressedError, TypeError } from "./errors";
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

/** Begins to dispose of a value; gives what to wait for. */
export function begin(value: unknown): unknown {
    if (value === null || value === undefined) return undefined;
    if (hasAsyncDispose(value)) return callAsyncDispose(value);
    callDispose(value);
    return undefined;
}

/** What comes out of a block whose disposal threw. */
export function combined(thrown: unknown, failed: boolean, error: unknown): unknown {
    return failed ? new SuppressedError(thrown, error, "An error was suppressed during disposal.") : thrown;
}
