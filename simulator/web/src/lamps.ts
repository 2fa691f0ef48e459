// Brightness: how long each LED was lit within a stretch of simulated time.
//
// In: edges, in the order of time, and the time up to which they are complete. Out: a number from 0 to 1 for each LED, then for each
// pixel of the display row by row. A single LED's is its duty over the frame: a pulse of a millisecond in a frame of 16 lights it
// to a sixteenth. A display that lights one row at a time needs the eye's inertia: its duty is taken over at least
// EXPOSURE_NS and multiplied by the number of rows.

import type { Board, Matrix } from "./boards.ts";
import type { Drive, Edge } from "./door.ts";

/** Two rounds of a display that is refreshed 60 times a second. */
const EXPOSURE_NS = 33e6;

interface Exposure {
    ns: number;
    lit: Float64Array;
}

export class Lamps {
    readonly #leds: { pin: number; lit: Drive }[];
    readonly #display: Matrix | null;
    readonly #drives = new Map<number, Drive>();
    #now = 0;
    #exposures: Exposure[] = [];

    constructor(board: Board) {
        this.#leds = board.leds.map(({ pin, active }) => ({ pin, lit: active === "high" ? 2 : 1 }));
        this.#display = board.display;
    }

    /** Brightnesses for the frame that ends at `ns`. */
    frame(edges: Edge[], ns: number): Float32Array<ArrayBuffer> {
        const leds = new Float64Array(this.#leds.length);
        const pixels = new Float64Array(this.#pixelCount());
        const start = this.#now;
        for (const edge of edges) {
            this.#pass(edge.ns, leds, pixels);
            this.#drives.set(edge.pin, edge.to);
        }
        this.#pass(ns, leds, pixels);
        const frame = ns - start;
        const brightness = new Float32Array(leds.length + pixels.length);
        leds.forEach((lit, i) => (brightness[i] = frame > 0 ? lit / frame : Number(this.#isLit(i))));
        brightness.set(this.#exposed({ ns: frame, lit: pixels }), leds.length);
        return brightness;
    }

    #pixelCount(): number {
        return this.#display ? this.#display.width * this.#display.height : 0;
    }

    #isLit(led: number): boolean {
        const { pin, lit } = this.#leds[led]!;
        return this.#drives.get(pin) === lit;
    }

    /** Nothing changes from the present up to `ns`. */
    #pass(ns: number, leds: Float64Array, pixels: Float64Array): void {
        const span = ns - this.#now;
        if (span <= 0) return;
        this.#now = ns;
        leds.forEach((lit, i) => (leds[i] = lit + (this.#isLit(i) ? span : 0)));
        this.#display?.rows.forEach((row, r) => {
            if (this.#drives.get(row) === 2) this.#lightRow(r, span, pixels);
        });
    }

    #lightRow(row: number, span: number, pixels: Float64Array): void {
        const display = this.#display!;
        display.columns.forEach((column, c) => {
            const [x, y] = display.pixels[row]![c]!;
            if (x === undefined || y === undefined || this.#drives.get(column) !== 1) return;
            pixels[y * display.width + x]! += span;
        });
    }

    /** The display over the last frames, as many as make the exposure. */
    #exposed(frame: Exposure): Float32Array {
        if (frame.ns > 0) this.#exposures.push(frame);
        let total = this.#exposures.reduce((sum, { ns }) => sum + ns, 0);
        while (this.#exposures.length > 1 && total - this.#exposures[0]!.ns >= EXPOSURE_NS) total -= this.#exposures.shift()!.ns;
        const lit = new Float32Array(this.#pixelCount());
        const rows = this.#display?.rows.length ?? 1;
        for (const exposure of this.#exposures) exposure.lit.forEach((ns, i) => (lit[i]! += ns));
        return lit.map((ns) => (total > 0 ? Math.min(1, (ns / total) * rows) : 0));
    }
}
