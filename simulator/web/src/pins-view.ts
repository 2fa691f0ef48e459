// The pins as a table: what is at each, what the program makes of it, its level; and a choice to drive it from outside.

import { pinUses, type Board, type Level } from "./boards.ts";
import { isHigh, isUsed, modeOf } from "./pins.ts";
import { byId, html, setText } from "./svg.ts";

/** Rows of the trace, unless more are asked for. */
const TRACED = 8;

interface Row {
    element: HTMLTableRowElement;
    mode: HTMLTableCellElement;
    level: HTMLTableCellElement;
    trace: HTMLInputElement;
    outside: HTMLSelectElement;
}

export class PinsView {
    readonly #drive: (pin: number, level: Level | null) => void;
    readonly #all = byId<HTMLInputElement>("all-pins");
    readonly #body = byId("pins").querySelector("tbody")!;
    #rows: Row[] = [];
    #named = new Map<number, string>();
    #names: string[] = [];
    /** Pins whose trace was switched by hand. */
    #chosen = new Map<number, boolean>();
    #busy = new Set<number>();
    #buttons = new Set<number>();
    #display = new Set<number>();
    #console = new Set<number>();
    #active: number[] = [];

    constructor(drive: (pin: number, level: Level | null) => void) {
        this.#drive = drive;
        this.#all.onchange = () => this.#hideIdle();
    }

    /** The pins of a board, all idle. */
    show(board: Board): void {
        this.#names = board.pins;
        this.#named = pinUses(board);
        this.#buttons = new Set(board.buttons.map(({ pin }) => pin));
        this.#display = new Set([...(board.display?.rows ?? []), ...(board.display?.columns ?? [])]);
        this.#console = new Set([board.console.tx, board.console.rx]);
        this.#chosen.clear();
        this.#busy.clear();
        this.#active = [];
        this.#rows = board.pins.map((_, pin) => this.#row(pin));
        this.#body.replaceChildren(...this.#rows.map(({ element }) => element));
        this.#hideIdle();
    }

    label(pin: number): string {
        return this.#named.get(pin) ?? this.#names[pin] ?? "";
    }

    #row(pin: number): Row {
        const use = this.#named.get(pin) ?? "";
        const own = this.#names[pin] ?? "";
        const name = use ? `${own}, ${use}` : own;
        const outside = html("select", { "aria-label": `From outside, ${name}` });
        for (const [value, text] of [["", "–"], ["0", "low"], ["1", "high"]] as const) outside.append(html("option", { value }, text));
        outside.onchange = () => this.#drive(pin, outside.value === "" ? null : (Number(outside.value) as Level));
        const trace = html("input", { type: "checkbox", "aria-label": `Trace, ${name}` });
        trace.onchange = () => this.#chosen.set(pin, trace.checked);
        const [mode, level] = [html("td"), html("td", { class: "level" })];
        const first = this.#buttons.has(pin) ? html("td") : html("td", {}, outside);
        const element = html("tr", {}, html("th", { scope: "row" }, own), html("td", {}, use), mode, level, first, html("td", {}, trace));
        return { element, mode, level, trace, outside };
    }

    /** The pins' bytes of a frame; `happened`: pins at which anything has changed, in the trace's order. */
    update(pins: Uint8Array, happened: number[]): void {
        let shown = false;
        this.#rows.forEach(({ mode, level, element }, pin) => {
            const byte = pins[pin] ?? 0;
            setText(mode, modeOf(byte));
            setText(level, isHigh(byte) ? "high" : "low");
            level.classList.toggle("high", isHigh(byte));
            if (isUsed(byte) && !this.#busy.has(pin)) {
                this.#busy.add(pin);
                shown ||= element.hidden;
            }
        });
        for (const pin of happened) this.#busy.add(pin);
        if (happened.length !== this.#active.length || shown) {
            this.#active = happened;
            this.#hideIdle();
        }
        const traced = new Set(this.traced());
        this.#rows.forEach(({ trace }, pin) => (trace.checked = traced.has(pin)));
    }

    /** The pins that the trace shows: those chosen by hand, and the first of those at which anything happened, the display's last. The
     *  console's are read better in the console. */
    traced(): number[] {
        const rank = (pin: number) => (this.#display.has(pin) ? 2 : this.#named.has(pin) ? 0 : 1);
        const active = this.#active.filter((pin) => !this.#chosen.has(pin) && !this.#console.has(pin)).sort((a, b) => rank(a) - rank(b) || a - b);
        const chosen = [...this.#chosen].filter(([, on]) => on).map(([pin]) => pin);
        const room = Math.max(0, TRACED - chosen.length);
        return [...active.slice(0, room), ...chosen].sort((a, b) => rank(a) - rank(b) || a - b);
    }

    /** Outside levels are gone. */
    release(): void {
        for (const { outside } of this.#rows) outside.value = "";
    }

    #hideIdle(): void {
        this.#rows.forEach(({ element }, pin) => {
            const quiet = this.#display.has(pin) || !(this.#named.has(pin) || this.#busy.has(pin));
            element.hidden = quiet && !this.#all.checked;
        });
    }
}
