// The core's registers, while it stands still.

import { hex } from "./format.ts";
import { byId, html, setText } from "./svg.ts";

const NAMES = [...Array.from({ length: 13 }, (_, i) => `r${i}`), "SP", "LR", "PC", "xPSR"];

export class RegistersView {
    readonly #place = byId("place");
    readonly #values = NAMES.map(() => html("dd", {}, "–"));

    constructor() {
        byId("registers").replaceChildren(...NAMES.map((name, i) => html("div", {}, html("dt", {}, name), this.#values[i]!)));
    }

    update(registers: number[], place: string, running: boolean): void {
        this.#values.forEach((value, i) => setText(value, running ? "–" : hex(registers[i] ?? 0)));
        setText(this.#place, running ? "Pause to see them." : `Next: ${place}, flags ${flags(registers[16] ?? 0)}`);
    }
}

/** N, Z, C and V, in capitals where set. */
function flags(xpsr: number): string {
    return [..."nzcv"].map((flag, i) => ((xpsr >>> (31 - i)) & 1 ? flag.toUpperCase() : flag)).join("");
}
