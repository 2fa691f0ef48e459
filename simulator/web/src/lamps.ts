// Brightness: how long each LED was lit within a stretch of simulated time.
//
// In: edges, in the order of time, and the time up to which they are complete. Out: a number from 0 to 1 for each LED, then for each
// pixel of the display row by row. A single LED's is its duty over the frame: a pulse of a millisecond in a frame of 16 lights it
// to a sixteenth. A display lights one row at a time, which the eye does not see: its duty is taken over whole rounds of its rows, and
// multiplied by the number of rows. A round is over when a row is lit that was already lit in it.

import type { Board, Matrix } from "./boards.ts";
import type { Drive, Edge } from "./door.ts";

/** A round that takes longer is none: the rows are not driven in turn. */
const ROUND_NS = 100e6;

/** How long each pixel was lit within a time. */
interface Exposure {
    ns: number;
    lit: Float64Array;
}

export class Lamps {
    readonly #leds: { pin: number; lit: Drive }[];
    readonly #display: Matrix | null;
    readonly #drives = new Map<number, Drive>();
    #now = 0;
    /** The present round, and the rows that were lit in it. */
    #round: Exposure;
    #rows = new Set<number>();
    /** The rounds that ended in this frame. */
    #done: Exposure;
    #shown: Float32Array;

    constructor(board: Board) {
        this.#leds = board.leds.map(({ pin, active }) => ({ pin, lit: active === "high" ? 2 : 1 }));
        this.#display = board.display;
        this.#round = this.#dark();
        this.#done = this.#dark();
        this.#shown = new Float32Array(this.#done.lit.length);
    }

    #dark(): Exposure {
        const pixels = this.#display ? this.#display.width * this.#display.height : 0;
        return { ns: 0, lit: new Float64Array(pixels) };
    }

    /** Brightnesses for the frame that ends at `ns`. */
    frame(edges: Edge[], ns: number): Float32Array<ArrayBuffer> {
        const leds = new Float64Array(this.#leds.length);
        const start = this.#now;
        for (const edge of edges) {
            this.#pass(edge.ns, leds);
            this.#drives.set(edge.pin, edge.to);
            if (edge.to === 2 && this.#display?.rows.includes(edge.pin)) this.#lightRow(edge.pin);
        }
        this.#pass(ns, leds);
        const frame = ns - start;
        const brightness = new Float32Array(leds.length + this.#shown.length);
        leds.forEach((lit, i) => (brightness[i] = frame > 0 ? lit / frame : Number(this.#isLit(i))));
        brightness.set(this.#exposed(), leds.length);
        return brightness;
    }

    #isLit(led: number): boolean {
        const { pin, lit } = this.#leds[led]!;
        return this.#drives.get(pin) === lit;
    }

    /** Nothing changes from the present up to `ns`. */
    #pass(ns: number, leds: Float64Array): void {
        const span = ns - this.#now;
        if (span <= 0) return;
        this.#now = ns;
        leds.forEach((lit, i) => (leds[i] = lit + (this.#isLit(i) ? span : 0)));
        this.#round.ns += span;
        this.#display?.rows.forEach((pin, row) => {
            if (this.#drives.get(pin) === 2) this.#expose(row, span);
        });
    }

    #expose(row: number, span: number): void {
        const display = this.#display!;
        display.columns.forEach((column, c) => {
            const [x, y] = display.pixels[row]![c]!;
            if (x === undefined || y === undefined || this.#drives.get(column) !== 1) return;
            this.#round.lit[y * display.width + x]! += span;
        });
    }

    #lightRow(pin: number): void {
        if (this.#rows.has(pin)) this.#endRound();
        this.#rows.add(pin);
    }

    #endRound(): void {
        this.#done.ns += this.#round.ns;
        this.#round.lit.forEach((ns, i) => (this.#done.lit[i]! += ns));
        this.#round = this.#dark();
        this.#rows.clear();
    }

    /** The display over the rounds that ended in this frame; if none did, as it was. */
    #exposed(): Float32Array {
        if (this.#round.ns >= ROUND_NS) this.#endRound();
        const { ns, lit } = this.#done;
        const rows = this.#display?.rows.length ?? 1;
        if (ns > 0) this.#shown = Float32Array.from(lit, (time) => Math.min(1, (time / ns) * rows));
        this.#done = this.#dark();
        return this.#shown;
    }
}
