// The program's console bytes as text.
//
// In: the bytes in pieces. Out: pieces of text; what stands between STX and ETX is an error report, given when it is complete, and
// in it each `    at 0x…` gets the name of the function there. UTF-8 may be cut anywhere.

import type { ConsolePart } from "./protocol.ts";

const STX = 0x02;
const ETX = 0x03;

export class ConsoleText {
    readonly #place: (address: number) => string;
    readonly #decoder = new TextDecoder();
    /** The report since STX, while inside one. */
    #report: number[] | null = null;

    constructor(place: (address: number) => string) {
        this.#place = place;
    }

    take(bytes: Uint8Array): ConsolePart[] {
        const parts: ConsolePart[] = [];
        let rest = bytes;
        while (rest.length > 0) {
            const end = rest.indexOf(this.#report ? ETX : STX);
            const piece = end < 0 ? rest : rest.subarray(0, end);
            if (this.#report) this.#report.push(...piece);
            else this.#push(parts, piece);
            if (end < 0) break;
            if (this.#report) parts.push({ text: this.#named(this.#report), error: true });
            this.#report = this.#report ? null : [];
            rest = rest.subarray(end + 1);
        }
        return parts;
    }

    #push(parts: ConsolePart[], bytes: Uint8Array): void {
        const text = this.#decoder.decode(bytes, { stream: true });
        if (text) parts.push({ text, error: false });
    }

    #named(report: number[]): string {
        const text = new TextDecoder().decode(new Uint8Array(report));
        return text.replace(/^( {4}at )0x([0-9a-f]+)/gim, (_, at: string, digits: string) => at + this.#place(parseInt(digits, 16)));
    }
}
