// A small logic analyser: a row for each pin, time to the right, a cursor that reads off pulses.
//
// However much time a pixel stands for, a pulse within it is drawn at least one pixel wide: nothing that happened is invisible.

import type { Drive } from "./door.ts";
import { duration, milliseconds } from "./format.ts";
import { changeText } from "./pins.ts";
import type { Trace } from "./trace.ts";
import { byId, html, setText } from "./svg.ts";

const SPANS = [1e4, 1e5, 1e6, 1e7, 5e7, 1e8, 5e8, 1e9, 5e9, 2e10, 6e10];
const ROW = 30;
const AXIS = 22;
const LABEL = 104;
const MARGIN = 8;
/** Edges listed as text. */
const LISTED = 200;

export class TraceView {
    readonly #trace: Trace;
    readonly #label: (pin: number) => string;
    readonly #box = byId("trace");
    readonly #canvas = this.#box.querySelector("canvas")!;
    readonly #span = byId("span");
    readonly #followButton = byId("follow");
    readonly #edges = byId<HTMLDetailsElement>("edges");
    #pins: number[] = [];
    #now = 0;
    #width = 1e9;
    /** The right end's time; null follows the present. */
    #end: number | null = null;
    #cursor: { ns: number; row: number } | null = null;
    #dragged: { x: number; end: number } | null = null;
    #listed = "";

    constructor(trace: Trace, label: (pin: number) => string) {
        this.#trace = trace;
        this.#label = label;
        byId("zoom-in").onclick = () => this.#zoom(-1);
        byId("zoom-out").onclick = () => this.#zoom(1);
        byId("next").onclick = () => this.#go(1);
        byId("previous").onclick = () => this.#go(-1);
        this.#followButton.onclick = () => this.#follow();
        this.#box.onkeydown = (event) => this.#key(event);
        this.#canvas.onpointerdown = (event) => this.#down(event);
        this.#canvas.onpointermove = (event) => this.#move(event);
        this.#canvas.onpointerup = () => (this.#dragged = null);
        this.#canvas.onpointercancel = () => (this.#dragged = null);
        this.#canvas.onwheel = (event) => this.#wheel(event);
        this.#edges.ontoggle = () => this.#list();
        new ResizeObserver(() => this.draw()).observe(this.#box);
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    }

    clear(): void {
        this.#cursor = null;
        this.#end = null;
        setText(byId("cursor"), "");
    }

    /** Shows these pins up to the present, a time since reset. */
    update(pins: number[], now: number): void {
        this.#pins = pins;
        this.#now = now;
        this.draw();
        this.#list();
    }

    #range(): { from: number; to: number } {
        const to = this.#end ?? Math.max(this.#now, this.#width);
        return { from: to - this.#width, to };
    }

    #zoom(direction: 1 | -1): void {
        const at = SPANS.indexOf(this.#width);
        const wider = SPANS[Math.min(SPANS.length - 1, Math.max(0, at + direction))]!;
        const { from, to } = this.#range();
        const centre = this.#cursor?.ns ?? (this.#end === null ? to : (from + to) / 2);
        const place = Math.min(1, Math.max(0, (centre - from) / (to - from)));
        this.#width = wider;
        if (this.#end !== null || this.#cursor) this.#hold(centre + (1 - place) * wider);
        this.draw();
    }

    #hold(end: number): void {
        this.#end = Math.max(end, this.#width);
    }

    #follow(): void {
        this.#end = this.#end === null ? this.#range().to : null;
        this.#cursor = null;
        this.draw();
    }

    /** Moves the cursor to the pin's next or previous edge. */
    #go(direction: 1 | -1): void {
        const row = Math.min(this.#cursor?.row ?? 0, this.#pins.length - 1);
        const pin = this.#pins[row];
        if (pin === undefined) return;
        const start = this.#cursor?.ns ?? (direction === 1 ? this.#range().from : this.#now);
        const change = this.#trace.neighbour(pin, start, direction);
        if (!change) return;
        this.#cursor = { ns: change.ns, row };
        const { from, to } = this.#range();
        const end = change.ns < from || change.ns > to ? change.ns + this.#width / 2 : to;
        this.#hold(end);
        this.#tell();
        this.draw();
    }

    #key(event: KeyboardEvent): void {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const actions: Record<string, () => void> = {
            ArrowLeft: () => this.#go(-1),
            ArrowRight: () => this.#go(1),
            ArrowUp: () => this.#changeRow(-1),
            ArrowDown: () => this.#changeRow(1),
            "+": () => this.#zoom(-1),
            "-": () => this.#zoom(1),
            End: () => this.#follow(),
        };
        const action = actions[event.key];
        if (!action) return;
        event.preventDefault();
        action();
    }

    #changeRow(by: number): void {
        const row = Math.min(this.#pins.length - 1, Math.max(0, (this.#cursor?.row ?? -by) + by));
        if (row < 0) return;
        this.#cursor = { ns: this.#cursor?.ns ?? this.#range().to, row };
        this.#hold(this.#range().to);
        this.#tell();
        this.draw();
    }

    #timeAt(x: number): number {
        const { from } = this.#range();
        return from + ((x - LABEL) / this.#plotWidth()) * this.#width;
    }

    #plotWidth(): number {
        return Math.max(1, this.#box.clientWidth - LABEL - MARGIN);
    }

    #down(event: PointerEvent): void {
        this.#dragged = { x: event.offsetX, end: this.#range().to };
        this.#canvas.setPointerCapture(event.pointerId);
    }

    #move(event: PointerEvent): void {
        if (this.#dragged) {
            const moved = ((event.offsetX - this.#dragged.x) / this.#plotWidth()) * this.#width;
            if (Math.abs(event.offsetX - this.#dragged.x) > 3) this.#hold(this.#dragged.end - moved);
        }
        const row = Math.floor((event.offsetY - AXIS) / ROW);
        if (row >= 0 && row < this.#pins.length && event.offsetX >= LABEL) {
            this.#cursor = { ns: Math.max(0, this.#timeAt(event.offsetX)), row };
            this.#tell();
        }
        this.draw();
    }

    #wheel(event: WheelEvent): void {
        if (!event.ctrlKey && !event.shiftKey) return;
        event.preventDefault();
        this.#zoom(event.deltaY > 0 || event.deltaX > 0 ? 1 : -1);
    }

    /** What is at the cursor, in words. */
    #tell(): void {
        if (!this.#cursor) return;
        const pin = this.#pins[this.#cursor.row];
        if (pin === undefined) return;
        const { from, to, state } = this.#trace.pulse(pin, this.#cursor.ns);
        const length = to === undefined ? "since then" : `for ${duration(to - from)}`;
        setText(byId("cursor"), `${this.#label(pin)}: ${["not driven", "low", "high"][state]} from ${milliseconds(from)} ms ${length}`);
    }

    draw(): void {
        const ratio = devicePixelRatio || 1;
        const width = this.#box.clientWidth;
        const height = AXIS + Math.max(1, this.#pins.length) * ROW + MARGIN;
        if (this.#canvas.width !== Math.round(width * ratio) || this.#canvas.height !== Math.round(height * ratio)) {
            this.#canvas.width = Math.round(width * ratio);
            this.#canvas.height = Math.round(height * ratio);
            this.#canvas.style.height = `${height}px`;
        }
        setText(this.#span, duration(this.#width, 0));
        this.#followButton.setAttribute("aria-pressed", String(this.#end === null));
        const context = this.#canvas.getContext("2d")!;
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        context.clearRect(0, 0, width, height);
        const style = getComputedStyle(this.#box);
        const color = (name: string) => style.getPropertyValue(name).trim();
        context.font = `12px ${style.fontFamily}`;
        context.textBaseline = "middle";
        this.#drawAxis(context, height, color);
        this.#pins.forEach((pin, row) => this.#drawRow(context, pin, AXIS + row * ROW, 1 / ratio, color));
        if (this.#pins.length === 0) {
            context.fillStyle = color("--muted");
            context.fillText("Nothing has happened at a pin yet.", MARGIN, AXIS + ROW / 2);
        }
        if (this.#cursor) this.#drawCursor(context, height, color("--accent"));
    }

    #drawAxis(context: CanvasRenderingContext2D, height: number, color: (name: string) => string): void {
        const { from, to } = this.#range();
        const rough = this.#width / (this.#plotWidth() / 90);
        const power = 10 ** Math.floor(Math.log10(rough));
        const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough)!;
        context.textAlign = "center";
        for (let ns = Math.ceil(from / step) * step; ns <= to; ns += step) {
            const x = Math.round(LABEL + ((ns - from) / this.#width) * this.#plotWidth()) + 0.5;
            context.strokeStyle = color("--line");
            context.beginPath();
            context.moveTo(x, AXIS - 4);
            context.lineTo(x, height - MARGIN);
            context.stroke();
            context.fillStyle = color("--muted");
            context.fillText(axisLabel(ns, step), Math.min(x, LABEL + this.#plotWidth() - 22), AXIS / 2 - 2);
        }
        context.textAlign = "left";
    }

    #drawRow(context: CanvasRenderingContext2D, pin: number, top: number, pixel: number, color: (name: string) => string): void {
        context.fillStyle = color("--ink");
        context.fillText(this.#label(pin), MARGIN, top + ROW / 2, LABEL - 2 * MARGIN);
        const { from, to } = this.#range();
        const changes = this.#trace.between(pin, from, to);
        const x = (ns: number) => LABEL + (Math.max(0, ns - from) / this.#width) * this.#plotWidth();
        const levels = { 0: top + ROW / 2, 1: top + ROW - 7, 2: top + 7 };
        let state: Drive = 0;
        let start = Math.max(0, from);
        const stretch = (until: number) => this.#drawStretch(context, state, x(start), x(until), levels, pixel, color);
        for (const { ns, to: next } of changes) {
            if (ns > start) stretch(ns);
            state = next;
            start = Math.max(start, ns);
        }
        stretch(Math.max(start, Math.min(to, this.#now)));
    }

    /** A stretch without change, and the edge at its beginning. */
    #drawStretch(
        context: CanvasRenderingContext2D,
        state: Drive,
        left: number,
        right: number,
        levels: Record<Drive, number>,
        pixel: number,
        color: (name: string) => string,
    ): void {
        const width = Math.max(pixel, right - left);
        if (state === 2) {
            context.fillStyle = color("--high");
            context.fillRect(left, levels[2], width, levels[1] - levels[2]);
        }
        context.fillStyle = state === 0 ? color("--muted") : color("--signal");
        context.fillRect(left, levels[state] - 0.75, width, state === 0 ? 1 : 1.5);
        // The edge it begins with; where a stretch goes on from beyond the left end there is none.
        if (state !== 0 && left > LABEL) context.fillRect(left - pixel / 2, levels[2], Math.max(pixel, 1), levels[1] - levels[2]);
    }

    #drawCursor(context: CanvasRenderingContext2D, height: number, color: string): void {
        const { from, to } = this.#range();
        const { ns, row } = this.#cursor!;
        if (ns < from || ns > to) return;
        const x = LABEL + ((ns - from) / this.#width) * this.#plotWidth();
        context.fillStyle = color;
        context.fillRect(x - 0.5, AXIS - 4, 1, height - AXIS);
        context.fillRect(0, AXIS + row * ROW + 6, 3, ROW - 12);
    }

    #list(): void {
        if (!this.#edges.open) return;
        const changes = this.#trace.last(this.#pins, LISTED);
        const key = changes.length === 0 ? "" : `${changes.length} ${changes.at(-1)!.ns} ${changes[0]!.ns}`;
        if (key === this.#listed) return;
        this.#listed = key;
        const rows = changes.map(({ ns, pin, to, outside }) =>
            html("tr", {}, html("td", {}, milliseconds(ns)), html("td", {}, this.#label(pin)), html("td", {}, changeText(to, outside))),
        );
        this.#edges.querySelector("tbody")!.replaceChildren(...rows);
    }
}

function axisLabel(ns: number, step: number): string {
    const [unit, name] = step >= 1e9 ? [1e9, "s"] : step >= 1e6 ? [1e6, "ms"] : step >= 1e3 ? [1e3, "µs"] : [1, "ns"];
    return `${Math.round(ns / unit)} ${name}`;
}
