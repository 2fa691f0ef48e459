// Iterators and generators, as ECMA-262, 27.1 and 27.5 have them. A `$` in a name keeps it out of programs' way.

import { TypeError } from "./errors";
import type { Inspection } from "./inspect";
import { get } from "./object";
import { callIterator, callNext, callReturn, callThrow, hasIterator, hasReturn, hasThrow, isArray, isView, viewElement, viewLength } from "./runtime";

/** What the library's own iterators have in common: a step that makes no result object. */
export class IteratorObject<T, TReturn = unknown, TNext = unknown> {
    /** What the last step gave. */
    given$: unknown = undefined;

    /** Goes on; whether a value was given that is not the result. */
    advance$(sent: unknown): boolean {
        return false;
    }

    next(sent?: TNext): IteratorResult<T, TReturn> {
        const more = this.advance$(sent);
        return { value: this.given$, done: !more } as unknown as IteratorResult<T, TReturn>;
    }

    [Symbol.iterator](): this {
        return this;
    }

    "%%inspect"(inspection: Inspection, level: number): string {
        return "Object [Iterator] {}";
    }
}

const SUSPENDED = 0;
const RUNNING = 1;
const DONE = 2;

export class Generator<T = unknown, TReturn = any, TNext = any> extends IteratorObject<T, TReturn, TNext> {
    state$: number = RUNNING;
    body$: ((sent: unknown, failed: boolean) => void) | null = null;

    override advance$(sent: unknown): boolean {
        if (this.state$ === RUNNING) throw new TypeError("Generator is already running");
        this.given$ = undefined;
        const body = this.body$;
        if (this.state$ === DONE || body === null) return false;
        this.state$ = RUNNING;
        try {
            body(sent, false);
        } catch (error) {
            this.state$ = DONE;
            this.body$ = null;
            throw error;
        }
        return this.state$ === SUSPENDED;
    }

    return(value: TReturn): IteratorResult<T, TReturn> {
        if (this.state$ === DONE) return { value: value as unknown, done: true } as unknown as IteratorResult<T, TReturn>;
        const more = this.advance$(new Interruption(value, false));
        return { value: this.given$, done: !more } as unknown as IteratorResult<T, TReturn>;
    }

    throw(error: any): IteratorResult<T, TReturn> {
        if (this.state$ === DONE) throw error;
        const more = this.advance$(new Interruption(error, true));
        return { value: this.given$, done: !more } as unknown as IteratorResult<T, TReturn>;
    }

    override "%%inspect"(inspection: Inspection, level: number): string {
        return "Object [Generator] {}";
    }
}

/** What `return` and `throw` send into a generator's body. */
export class Interruption {
    value: unknown;
    fails: boolean;

    constructor(value: unknown, fails: boolean) {
        this.value = value;
        this.fails = fails;
    }
}

// What the compiler calls in and around the body of a generator.

export function create(): Generator<unknown, unknown, unknown> {
    return new Generator<unknown, unknown, unknown>();
}

/** The body, of which nothing has run yet. */
export function begin(generator: Generator<unknown, unknown, unknown>, body: (sent: unknown, failed: boolean) => void): void {
    generator.body$ = body;
}

/** `yield value`. */
export function give(generator: Generator<unknown, unknown, unknown>, value: unknown): void {
    generator.given$ = value;
    generator.state$ = SUSPENDED;
}

/** The end of the body. */
export function finish(generator: Generator<unknown, unknown, unknown>, value: unknown): void {
    generator.given$ = value;
    generator.state$ = DONE;
    generator.body$ = null;
}

/** Whether the body is to return at the `yield` that gave `sent`; throws what is to be thrown there. */
export function interrupts(sent: unknown): boolean {
    if (!(sent instanceof Interruption)) return false;
    if (sent.fails) throw sent.value;
    return true;
}

/** What the body is to return. */
export function interruption(sent: unknown): unknown {
    return (sent as Interruption).value;
}

/** `yield*`. */
export class Delegation {
    iterator: unknown;
    value: unknown = undefined;
    /** The body is to return `value`. */
    returns: boolean = false;

    constructor(iterator: unknown) {
        this.iterator = iterator;
    }
}

export function delegate(iterable: unknown): Delegation {
    return new Delegation(iteratorOf(iterable));
}

/** Passes on what was sent; whether there is a value to give. */
export function delegateStep(delegation: Delegation, sent: unknown): boolean {
    const iterator = delegation.iterator;
    if (!(sent instanceof Interruption)) return take(delegation, callNext(iterator, sent));
    if (sent.fails) {
        if (hasThrow(iterator)) return take(delegation, callThrow(iterator, sent.value));
        if (hasReturn(iterator)) callReturn(iterator, undefined);
        throw new TypeError("The iterator does not provide a 'throw' method.");
    }
    if (hasReturn(iterator)) {
        const more = take(delegation, callReturn(iterator, sent.value));
        delegation.returns = !more;
        return more;
    }
    delegation.value = sent.value;
    delegation.returns = true;
    return false;
}

function take(delegation: Delegation, result: unknown): boolean {
    const step = checked(result);
    delegation.value = step.value;
    return !step.done;
}

export function delegated(delegation: Delegation): unknown {
    return delegation.value;
}

export function delegateReturns(delegation: Delegation): boolean {
    return delegation.returns;
}

interface Step {
    done?: unknown;
    value?: unknown;
}

/** The answer of an iterator, which must be an object. */
export function checked(result: unknown): Step {
    if (typeof result !== "object" || result === null) throw new TypeError("Iterator result " + String(result) + " is not an object");
    return result as Step;
}

/** What `[Symbol.iterator]()` gives of any value. */
export function iteratorOf(iterable: unknown): unknown {
    if (isArray(iterable) || isView(iterable)) return new ArrayIterator<unknown>(iterable, VALUES);
    if (typeof iterable === "string") return new StringIterator(iterable);
    if (!hasIterator(iterable)) throw new TypeError("value of type " + typeof iterable + " is not iterable");
    return callIterator(iterable);
}

/** A way over an iterable: what `for … of` keeps. */
export class Walk {
    iterator: unknown;
    value: unknown = undefined;
    /** The iterator is to be told when the loop is left early. */
    open: boolean = false;

    constructor(iterator: unknown) {
        this.iterator = iterator;
    }
}

export function walk(iterable: unknown): Walk {
    return new Walk(iteratorOf(iterable));
}

export function advance(walk: Walk): boolean {
    walk.open = false;
    const iterator = walk.iterator;
    if (iterator instanceof IteratorObject) {
        const own = iterator as IteratorObject<unknown, unknown, unknown>;
        walk.open = own.advance$(undefined);
        walk.value = own.given$;
        return walk.open;
    }
    const step = checked(callNext(iterator, undefined));
    if (step.done) return false;
    walk.value = step.value;
    walk.open = true;
    return true;
}

export function value(walk: Walk): unknown {
    return walk.value;
}

/** The loop is left. */
export function close(walk: Walk): void {
    if (!walk.open) return;
    walk.open = false;
    if (hasReturn(walk.iterator)) checked(callReturn(walk.iterator, undefined));
}

/** The loop is left by an exception, which what goes wrong here does not replace. */
export function closeQuietly(walk: Walk): void {
    if (!walk.open) return;
    walk.open = false;
    try {
        if (hasReturn(walk.iterator)) callReturn(walk.iterator, undefined);
    } catch {}
}

/** All values, as a spread takes them. */
export function toArray(iterable: unknown): unknown[] {
    const result: unknown[] = [];
    const way = walk(iterable);
    while (advance(way)) result.push(way.value);
    return result;
}

/** The values of a set that is made of what may be anything. */
export function valuesOfAny(iterable: unknown): unknown {
    return iterable === null || iterable === undefined ? iterable : toArray(iterable);
}

/** The same of a map: its entries. */
export function entriesOfAny(iterable: unknown): unknown {
    if (iterable === null || iterable === undefined) return iterable;
    const entries = toArray(iterable);
    for (let i = 0; i < entries.length; i++) {
        const entry = entries[i];
        if (isArray(entry)) continue;
        if (typeof entry !== "object" || entry === null) throw new TypeError(`Iterator value ${entry} is not an entry object`);
        entries[i] = [get(entry, 0), get(entry, 1)];
    }
    return entries;
}

/** The first values, as a pattern takes them; what is missing is undefined. */
export function first(iterable: unknown, count: number): unknown[] {
    const result: unknown[] = [];
    const way = walk(iterable);
    while (result.length < count && advance(way)) result.push(way.value);
    const ended = result.length < count;
    while (result.length < count) result.push(undefined);
    if (!ended) {
        // Also where nothing was asked for.
        way.open = true;
        close(way);
    }
    return result;
}

export const VALUES = 0;
export const KEYS = 1;
export const ENTRIES = 2;

export class ArrayIterator<T> extends IteratorObject<T, undefined, unknown> {
    /** An array or typed array; null at the end. */
    #array: unknown;
    #kind: number;
    #at: number = 0;

    constructor(array: unknown, kind: number) {
        super();
        this.#array = array;
        this.#kind = kind;
    }

    override advance$(sent: unknown): boolean {
        this.given$ = undefined;
        const array = this.#array;
        if (array === null) return false;
        const at = this.#at;
        const isTyped = isView(array);
        if (at >= (isTyped ? viewLength(array) : (array as readonly unknown[]).length)) {
            this.#array = null;
            return false;
        }
        this.#at = at + 1;
        if (this.#kind === KEYS) this.given$ = at;
        else {
            const value: unknown = isTyped ? viewElement(array, at) : (array as readonly unknown[])[at];
            this.given$ = this.#kind === VALUES ? value : [at, value];
        }
        return true;
    }

    override "%%inspect"(inspection: Inspection, level: number): string {
        return "Object [Array Iterator] {}";
    }
}

/** The code points of a string. */
export class StringIterator extends IteratorObject<string, undefined, unknown> {
    #text: string;
    #at: number = 0;

    constructor(text: string) {
        super();
        this.#text = text;
    }

    override advance$(sent: unknown): boolean {
        this.given$ = undefined;
        const at = this.#at;
        const point = this.#text.codePointAt(at);
        if (point === undefined) return false;
        this.#at = at + (point > 0xffff ? 2 : 1);
        this.given$ = this.#text.slice(at, this.#at);
        return true;
    }

    override "%%inspect"(inspection: Inspection, level: number): string {
        return "Object [String Iterator] {}";
    }
}

export function ofString(text: string): StringIterator {
    return new StringIterator(text);
}
