// Async generators and `for await`, as ECMA-262, 27.6 and 27.1.4 have them, tick for tick. A `$` in a name keeps it out of programs' way.

import { TypeError } from "./errors";
import type { Inspection } from "./inspect";
import { Interruption, checked, iteratorOf } from "./iterator";
import { Promise, create as createPromise, reject, resolve, wait } from "./promise";
import { callAsyncIterator, callNext, callReturn, callThrow, hasAsyncIterator, hasReturn, hasThrow } from "./runtime";

/** Nothing of the body has run. */
const BEGUN = 0;
/** It stands at a `yield`. */
const SUSPENDED = 1;
/** It runs, or waits for a promise. */
const RUNNING = 2;
/** It is over, and what a `return` gave is waited for. */
const RETURNING = 3;
const DONE = 4;

/** A call of `next`, `return` or `throw` that was not answered yet. */
class Request {
    next: Request | null = null;
    /** What is sent into the body. */
    sent: unknown;
    promise: Promise<unknown>;

    constructor(sent: unknown, promise: Promise<unknown>) {
        this.sent = sent;
        this.promise = promise;
    }
}

/** What the body gives where it awaits. */
class Awaited {
    value: unknown;

    constructor(value: unknown) {
        this.value = value;
    }
}

export class AsyncGenerator<T = unknown, TReturn = any, TNext = any> {
    state$: number = RUNNING;
    body$: ((sent: unknown, failed: boolean) => void) | null = null;
    /** The first request that was not answered. */
    requests$: Request | null = null;

    next(value?: TNext): Promise<IteratorResult<T, TReturn>> {
        const promise = this.request$(value);
        if (this.state$ === DONE) this.drain$();
        else this.go$();
        return promise as unknown as Promise<IteratorResult<T, TReturn>>;
    }

    return(value?: TReturn | Promise<TReturn>): Promise<IteratorResult<T, TReturn>> {
        const promise = this.request$(new Interruption(value, false));
        if (this.state$ === BEGUN) this.end$();
        if (this.state$ === DONE) this.drain$();
        else this.go$();
        return promise as unknown as Promise<IteratorResult<T, TReturn>>;
    }

    throw(error: any): Promise<IteratorResult<T, TReturn>> {
        const promise = this.request$(new Interruption(error, true));
        if (this.state$ === BEGUN) this.end$();
        if (this.state$ === DONE) this.drain$();
        else this.go$();
        return promise as unknown as Promise<IteratorResult<T, TReturn>>;
    }

    [Symbol.asyncIterator](): this {
        return this;
    }

    request$(sent: unknown): Promise<unknown> {
        const promise = createPromise<unknown>();
        const request = new Request(sent, promise);
        let last = this.requests$;
        if (last === null) {
            this.requests$ = request;
            return promise;
        }
        while (last.next !== null) last = last.next;
        last.next = request;
        return promise;
    }

    end$(): void {
        this.state$ = DONE;
        this.body$ = null;
    }

    /** Goes on with the body as long as it stands and something was asked of it. */
    go$(): void {
        while ((this.state$ === BEGUN || this.state$ === SUSPENDED) && this.requests$ !== null) this.enter$(this.requests$.sent);
    }

    enter$(sent: unknown): void {
        const body = this.body$;
        if (body === null) return;
        this.state$ = RUNNING;
        try {
            body(sent, false);
        } catch (error) {
            this.end$();
            reject(this.answered$(), error);
            this.drain$();
        }
    }

    /** The body waits for a value. */
    wait$(value: unknown): void {
        wait(value, (result, failed) => {
            this.enter$(failed ? new Interruption(result, true) : result);
            this.go$();
        });
    }

    answered$(): Promise<unknown> {
        const request = this.requests$ as Request;
        this.requests$ = request.next;
        return request.promise;
    }

    answer$(value: unknown, done: boolean): void {
        resolve(this.answered$(), { value, done });
    }

    /** Answers what was asked of a generator that is over. */
    drain$(): void {
        while (this.requests$ !== null) {
            const sent = this.requests$.sent;
            if (!(sent instanceof Interruption)) this.answer$(undefined, true);
            else if (sent.fails) reject(this.answered$(), sent.value);
            else {
                this.state$ = RETURNING;
                wait(sent.value, (result, failed) => {
                    this.state$ = DONE;
                    if (failed) reject(this.answered$(), result);
                    else this.answer$(result, true);
                    this.drain$();
                });
                return;
            }
        }
    }

    "%%inspect"(inspection: Inspection, level: number): string {
        return "Object [AsyncGenerator] {}";
    }
}

// What the compiler calls in and around the body of an async generator.

export function create(): AsyncGenerator<unknown, unknown, unknown> {
    return new AsyncGenerator<unknown, unknown, unknown>();
}

/** The body, of which nothing has run yet. */
export function begin(generator: AsyncGenerator<unknown, unknown, unknown>, body: (sent: unknown, failed: boolean) => void): void {
    generator.body$ = body;
}

/** The body stops: at its beginning, at an `await`, at a `yield`. */
export function give(generator: AsyncGenerator<unknown, unknown, unknown>, value: unknown): void {
    if (value instanceof Awaited) {
        generator.wait$(value.value);
    } else if (value instanceof Beginning) {
        generator.state$ = BEGUN;
    } else {
        generator.state$ = SUSPENDED;
        generator.answer$(value, false);
    }
}

/** The end of the body. */
export function finish(generator: AsyncGenerator<unknown, unknown, unknown>, value: unknown): void {
    generator.end$();
    generator.answer$(value, true);
    generator.drain$();
}

/** What a body gives before anything of it runs. */
class Beginning {}

export function beginning(): unknown {
    return new Beginning();
}

/** What a body gives to wait for a value. */
export function awaiting(value: unknown): unknown {
    return new Awaited(value);
}

/** What was waited for; throws the reason of a rejection. */
export function settled(sent: unknown): unknown {
    if (sent instanceof Interruption) throw sent.value;
    return sent;
}

/** Whether the body is asked to return, at the `yield` that gave `sent`. */
export function isReturn(sent: unknown): boolean {
    return sent instanceof Interruption && !sent.fails;
}

/** The same request once what it returns was waited for. */
export function returned(value: unknown): unknown {
    return value instanceof Interruption ? value : new Interruption(value, false);
}

// `for await` and `yield*`.

/** The iterator of an iterable that gives values or promises, as an async one: 27.1.4. */
class FromSync {
    #iterator: unknown;

    constructor(iterator: unknown) {
        this.#iterator = iterator;
    }

    next(value?: unknown): Promise<unknown> {
        return this.#pass(() => callNext(this.#iterator, value));
    }

    return(value?: unknown): Promise<unknown> {
        if (!hasReturn(this.#iterator)) return Promise.resolve<unknown>({ value, done: true });
        return this.#pass(() => callReturn(this.#iterator, value));
    }

    throw(error: unknown): Promise<unknown> {
        if (!hasThrow(this.#iterator)) {
            if (hasReturn(this.#iterator)) callReturn(this.#iterator, undefined);
            return Promise.reject<unknown>(new TypeError("The iterator does not provide a 'throw' method."));
        }
        return this.#pass(() => callThrow(this.#iterator, error));
    }

    #pass(call: () => unknown): Promise<unknown> {
        try {
            const step = checked(call());
            const done = !!step.done;
            return Promise.resolve<unknown>(step.value).then<unknown>((value) => ({ value, done }));
        } catch (error) {
            return Promise.reject<unknown>(error);
        }
    }
}

function asyncIteratorOf(iterable: unknown): unknown {
    if (hasAsyncIterator(iterable)) return callAsyncIterator(iterable);
    return new FromSync(iteratorOf(iterable));
}

/** A way over an async iterable: what `for await` and `yield*` keep. */
export class AsyncWalk {
    iterator: unknown;
    value: unknown = undefined;
    /** The iterator is to be told when the loop is left early. */
    open: boolean = false;
    /** The body is to return `value`. */
    returns: boolean = false;

    constructor(iterator: unknown) {
        this.iterator = iterator;
    }
}

export function walk(iterable: unknown): AsyncWalk {
    return new AsyncWalk(asyncIteratorOf(iterable));
}

/** Asks for the next value; the answer is to be awaited. */
export function ask(walk: AsyncWalk): unknown {
    walk.open = false;
    return callNext(walk.iterator, undefined);
}

/** Takes the answer; whether there is a value. */
export function arrived(walk: AsyncWalk, result: unknown): boolean {
    const step = checked(result);
    if (step.done) return false;
    walk.value = step.value;
    walk.open = true;
    return true;
}

export function value(walk: AsyncWalk): unknown {
    return walk.value;
}

/** The loop is left; whether the iterator is to be told. */
export function closes(walk: AsyncWalk): boolean {
    const open = walk.open;
    walk.open = false;
    return open && hasReturn(walk.iterator);
}

/** Tells it; the answer is to be awaited. */
export function close(walk: AsyncWalk): unknown {
    return callReturn(walk.iterator, undefined);
}

export function closed(result: unknown): void {
    checked(result);
}

/** Passes on what was sent into a `yield*`; the answer is to be awaited. */
export function pass(walk: AsyncWalk, sent: unknown): unknown {
    const iterator = walk.iterator;
    walk.returns = false;
    if (!(sent instanceof Interruption)) return callNext(iterator, sent);
    if (sent.fails) {
        if (hasThrow(iterator)) return callThrow(iterator, sent.value);
        walk.open = true;
        return hasReturn(iterator) ? callReturn(iterator, undefined) : undefined;
    }
    walk.returns = true;
    if (hasReturn(iterator)) return callReturn(iterator, sent.value);
    walk.open = true;
    return sent.value;
}

/** Takes the answer; whether there is a value to give. */
export function passed(walk: AsyncWalk, result: unknown): boolean {
    if (walk.open) {
        if (!walk.returns) throw new TypeError("The iterator does not provide a 'throw' method.");
        walk.value = result;
        return false;
    }
    const step = checked(result);
    walk.value = step.value;
    return !step.done;
}

export function returns(walk: AsyncWalk): boolean {
    return walk.returns;
}
