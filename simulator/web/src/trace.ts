// What happened at the pins, to be looked up by time.
//
// In: changes in the order of time. Out: the changes of a pin within a stretch of time, and the pulse around a moment.

import type { Drive } from "./door.ts";
import type { Change } from "./protocol.ts";

/** Changes kept of one pin. */
const KEPT = 40_000;

/** A stretch of time in which nothing changes at a pin. */
export interface Pulse {
    from: number;
    /** Undefined while it lasts. */
    to: number | undefined;
    state: Drive;
}

export class Trace {
    readonly #pins = new Map<number, Change[]>();

    clear(): void {
        this.#pins.clear();
    }

    add(changes: Change[]): void {
        for (const change of changes) {
            const kept = this.#pins.get(change.pin);
            if (kept) kept.push(change);
            else this.#pins.set(change.pin, [change]);
        }
        // Cut seldom, and then by a quarter: moving an array costs its length.
        for (const [pin, kept] of this.#pins) if (kept.length > KEPT * 1.25) this.#pins.set(pin, kept.slice(-KEPT));
    }

    /** Pins at which anything happened, ascending. */
    pins(): number[] {
        return [...this.#pins.keys()].sort((a, b) => a - b);
    }

    /** The last changes of all the given pins, latest last. */
    last(pins: number[], count: number): Change[] {
        const all = pins.flatMap((pin) => (this.#pins.get(pin) ?? []).slice(-count));
        return all.sort((a, b) => a.ns - b.ns).slice(-count);
    }

    /** Changes of a pin from the last one before `from` up to `to`. */
    between(pin: number, from: number, to: number): Change[] {
        const changes = this.#pins.get(pin) ?? [];
        const start = after(changes, from);
        return changes.slice(Math.max(0, start - 1), after(changes, to));
    }

    pulse(pin: number, ns: number): Pulse {
        const changes = this.#pins.get(pin) ?? [];
        const next = after(changes, ns);
        const begin = changes[next - 1];
        return { from: begin?.ns ?? 0, to: changes[next]?.ns, state: begin?.to ?? 0 };
    }

    /** The change of a pin next to a moment, before or after it. */
    neighbour(pin: number, ns: number, direction: 1 | -1): Change | undefined {
        const changes = this.#pins.get(pin) ?? [];
        if (direction === 1) return changes[after(changes, ns)];
        let at = after(changes, ns) - 1;
        while (at >= 0 && changes[at]!.ns >= ns) at--;
        return changes[at];
    }
}

/** How many changes are at or before a time. */
function after(changes: Change[], ns: number): number {
    let [low, high] = [0, changes.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (changes[middle]!.ns <= ns) low = middle + 1;
        else high = middle;
    }
    return low;
}
