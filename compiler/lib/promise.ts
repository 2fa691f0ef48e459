// Promises as ECMA-262, 27.2 has them, tick for tick.

import { AggregateError, Error, TypeError } from "./errors";
import { queueLate, queueMicrotask } from "./events";
import { extendedName } from "./inspect";
import type { Inspection } from "./inspect";
import { anyExtended, anyThenables, callThen, hasThen, rejected as noteRejection, uncaught } from "./runtime";

const PENDING = 0;
const FULFILLED = 1;
const REJECTED = 2;

/** What is to happen when a promise settles. */
class Reaction {
    next: Reaction | null = null;
    /** Called with the value and whether it is a rejection's. */
    run: (value: unknown, rejected: boolean) => void;

    constructor(run: (value: unknown, rejected: boolean) => void) {
        this.run = run;
    }
}

/** The compiler makes arrays of the iterables that its static methods take. */
export class Promise<T> {
    /** One of PENDING, FULFILLED, REJECTED. */
    state$: number = PENDING;
    /** A resolve function was called; the state may still be pending. */
    resolved$: boolean = false;
    /** Somebody waits for it, so a rejection is not reported. */
    handled$: boolean = false;
    value$: unknown = undefined;
    reactions$: Reaction | null = null;

    constructor(executor: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: any) => void) => void) {
        try {
            executor(
                (value) => {
                    if (!this.resolved$) resolve(this, value);
                },
                (reason) => {
                    if (!this.resolved$) reject(this, reason);
                },
            );
        } catch (error) {
            if (!this.resolved$) reject(this, error);
        }
    }

    get [Symbol.toStringTag](): string {
        return "Promise";
    }

    then<U = T, V = never>(fulfilled?: ((value: T) => U | PromiseLike<U>) | null, rejected?: ((reason: any) => V | PromiseLike<V>) | null): Promise<U | V> {
        const result = create<U | V>();
        subscribe(this, (value, failed) => {
            try {
                if (failed) {
                    if (rejected === undefined || rejected === null) pass(result, value);
                    else resolve(result, rejected(value));
                } else {
                    if (fulfilled === undefined || fulfilled === null) resolve(result, value);
                    else resolve(result, fulfilled(value as T));
                }
            } catch (error) {
                reject(result, error);
            }
        });
        return result;
    }

    catch<U = never>(rejected?: ((reason: any) => U | PromiseLike<U>) | null): Promise<T | U> {
        return this.then<T, U>(null, rejected);
    }

    /** What `finished` gives is waited for; only its failure counts. */
    finally(finished?: (() => void) | null): Promise<T> {
        if (finished === undefined || finished === null) return this.then<T>();
        const run: () => unknown = finished;
        return this.then<T, T>(
            (value) => Promise.resolve<unknown>(run()).then<T>(() => value),
            (reason) =>
                Promise.resolve<unknown>(run()).then<T>(() => {
                    throw reason;
                }),
        );
    }

    /** Its text in console.log. */
    "%%inspect"(inspection: Inspection, level: number): string {
        const name = anyExtended() ? extendedName(this, "Promise", "") : "Promise";
        if (!inspection.enter(this, level)) return "[" + name + "]";
        const output: string[] = [];
        if (this.state$ === PENDING) output.push("<pending>");
        else output.push((this.state$ === REJECTED ? "<rejected> " : "") + inspection.part(this.value$, level));
        if (anyExtended()) inspection.members(this, output, level);
        return inspection.leave(this, output, name + " {", "}", level);
    }

    static resolve(): Promise<void>;
    static resolve<V>(value: V): Promise<Awaited<V>>;
    static resolve<V>(value: V | PromiseLike<V>): Promise<Awaited<V>>;
    static resolve(value?: unknown): Promise<unknown> {
        if (value instanceof Promise) return value as Promise<unknown>;
        const result = create<unknown>();
        resolve(result, value);
        return result;
    }

    static reject<V = never>(reason?: any): Promise<V> {
        const result = create<V>();
        reject(result, reason);
        return result;
    }

    static all<T extends readonly unknown[] | []>(values: T): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }>;
    static all<V>(promises: Iterable<V | PromiseLike<V>>): Promise<V[]>;
    static all<V>(promises: readonly (V | PromiseLike<V>)[]): Promise<V[]> {
        const result = create<V[]>();
        const values: unknown[] = [];
        let missing = promises.length;
        if (missing === 0) resolve(result, values);
        for (let i = 0; i < promises.length; i++) {
            values.push(undefined);
            subscribe(Promise.resolve<V>(promises[i]), (value, failed) => {
                if (failed) {
                    if (!result.resolved$) pass(result, value);
                    return;
                }
                values[i] = value;
                missing--;
                if (missing === 0 && !result.resolved$) resolve(result, values);
            });
        }
        return result;
    }

    static allSettled<T extends readonly unknown[] | []>(values: T): Promise<{ -readonly [P in keyof T]: PromiseSettledResult<Awaited<T[P]>> }>;
    static allSettled<V>(promises: Iterable<V | PromiseLike<V>>): Promise<PromiseSettledResult<V>[]>;
    static allSettled<V>(promises: readonly (V | PromiseLike<V>)[]): Promise<PromiseSettledResult<V>[]> {
        const result = create<PromiseSettledResult<V>[]>();
        const values: (PromiseSettledResult<unknown> | undefined)[] = [];
        let missing = promises.length;
        if (missing === 0) resolve(result, values);
        for (let i = 0; i < promises.length; i++) {
            values.push(undefined);
            subscribe(Promise.resolve<V>(promises[i]), (value, failed) => {
                values[i] = failed ? { status: "rejected", reason: value } : { status: "fulfilled", value };
                missing--;
                if (missing === 0) resolve(result, values);
            });
        }
        return result;
    }

    static any<T extends readonly unknown[] | []>(values: T): Promise<Awaited<T[number]>>;
    static any<V>(promises: Iterable<V | PromiseLike<V>>): Promise<V>;
    static any<V>(promises: readonly (V | PromiseLike<V>)[]): Promise<V> {
        const result = create<V>();
        const reasons: unknown[] = [];
        let missing = promises.length;
        if (missing === 0) reject(result, new AggregateError([], "All promises were rejected"));
        for (let i = 0; i < promises.length; i++) {
            reasons.push(undefined);
            subscribe(Promise.resolve<V>(promises[i]), (value, failed) => {
                if (result.resolved$) return;
                if (!failed) {
                    resolve(result, value);
                    return;
                }
                reasons[i] = value;
                missing--;
                if (missing === 0) reject(result, new AggregateError(reasons, "All promises were rejected"));
            });
        }
        return result;
    }

    static race<T extends readonly unknown[] | []>(values: T): Promise<Awaited<T[number]>>;
    static race<V>(promises: Iterable<V | PromiseLike<V>>): Promise<V>;
    static race<V>(promises: readonly (V | PromiseLike<V>)[]): Promise<V> {
        const result = create<V>();
        for (let i = 0; i < promises.length; i++) {
            subscribe(Promise.resolve<V>(promises[i]), (value, failed) => {
                if (result.resolved$) return;
                if (failed) pass(result, value);
                else resolve(result, value);
            });
        }
        return result;
    }
}

/** A pending promise: what an async function gives. */
export function create<T>(): Promise<T> {
    return new Promise<T>(() => {});
}

/** The resolve function of a promise, 27.2.1.3.2: a promise as value is waited for, two ticks later. */
export function resolve(promise: Promise<unknown>, value: unknown): void {
    promise.resolved$ = true;
    if (value instanceof Promise) {
        const inner = value as Promise<unknown>;
        if (inner === promise) {
            settle(promise, REJECTED, new TypeError("Chaining cycle detected for promise #<Promise>"));
            return;
        }
        queueMicrotask(() => subscribe(inner, (result, failed) => settle(promise, failed ? REJECTED : FULFILLED, result)));
        return;
    }
    if (anyThenables() && hasThen(value)) {
        queueMicrotask(() => follow(promise, value));
        return;
    }
    settle(promise, FULFILLED, value);
}

/** Lets an object with a method `then` decide: the first of the two functions that it calls counts. */
function follow(promise: Promise<unknown>, thenable: unknown): void {
    let called = false;
    try {
        callThen(
            thenable,
            (value) => {
                if (called) return;
                called = true;
                resolve(promise, value);
            },
            (reason) => {
                if (called) return;
                called = true;
                reject(promise, reason);
            },
        );
    } catch (error) {
        if (!called) reject(promise, error);
        called = true;
    }
}

/** The reject function of a promise. */
export function reject(promise: Promise<unknown>, reason: unknown): void {
    noteRejection(reason);
    pass(promise, reason);
}

/** Rejects with the reason of another promise: its place stays the one that is reported. */
function pass(promise: Promise<unknown>, reason: unknown): void {
    promise.resolved$ = true;
    settle(promise, REJECTED, reason);
}

/** Calls `run` in a microtask once the promise has settled. */
function subscribe(promise: Promise<unknown>, run: (value: unknown, rejected: boolean) => void): void {
    promise.handled$ = true;
    if (promise.state$ !== PENDING) {
        const value = promise.value$;
        const rejected = promise.state$ === REJECTED;
        queueMicrotask(() => run(value, rejected));
        return;
    }
    const reaction = new Reaction(run);
    let last = promise.reactions$;
    if (last === null) {
        promise.reactions$ = reaction;
        return;
    }
    while (last.next !== null) last = last.next;
    last.next = reaction;
}

function settle(promise: Promise<unknown>, state: number, value: unknown): void {
    promise.state$ = state;
    promise.value$ = value;
    let reaction = promise.reactions$;
    promise.reactions$ = null;
    while (reaction !== null) {
        const run = reaction.run;
        queueMicrotask(() => run(value, state === REJECTED));
        reaction = reaction.next;
    }
    // Node ends the program when a rejection is still unhandled once the microtasks have run.
    if (state === REJECTED && !promise.handled$) queueLate(() => reportUnhandled(promise));
}

function reportUnhandled(promise: Promise<unknown>): void {
    if (promise.handled$) return;
    const reason = promise.value$;
    uncaught(reason instanceof Error ? reason : `${reason}`);
}

/** What `await` does: `run` goes on, in a microtask, with the value or the reason. */
export function wait(value: unknown, run: (value: unknown, rejected: boolean) => void): void {
    if (value instanceof Promise) subscribe(value as Promise<unknown>, run);
    else if (anyThenables() && hasThen(value)) {
        const promise = create<unknown>();
        resolve(promise, value);
        subscribe(promise, run);
    } else queueMicrotask(() => run(value, false));
}
