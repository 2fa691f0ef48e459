// The program's console bytes as text.
//
// In: the bytes in pieces. Out: pieces of text; what stands between STX and ETX is an error report, given when it is complete, a
// character behind DLE being itself and no mark, and in it each `    at 0x…` gets the name of the function there. Of a trace the part between the program's own first and last frame is
// shown, as `thimble run` does, and not which build it is of, for the page has no other: what matters is which line of the program asked for what could not be. UTF-8 may be cut anywhere.

import type { ConsolePart } from "./protocol.ts";

const STX = 0x02;
const ETX = 0x03;
const DLE = 0x10;

/** What is known of an address in a stack trace. */
export interface FramePlace {
    text: string;
    isLibrary: boolean;
}

export class ConsoleText {
    readonly #place: (address: number) => FramePlace;
    readonly #decoder = new TextDecoder();
    /** The report since STX, while inside one. */
    #report: number[] | null = null;
    /** The last byte was a DLE. */
    #escaped = false;

    constructor(place: (address: number) => FramePlace) {
        this.#place = place;
    }

    take(bytes: Uint8Array): ConsolePart[] {
        const parts: ConsolePart[] = [];
        let text: number[] = [];
        for (const byte of bytes) {
            const mark = this.#escaped || (byte !== DLE && byte !== (this.#report ? ETX : STX)) ? undefined : byte;
            this.#escaped = mark === DLE;
            if (mark === undefined) (this.#report ?? text).push(byte);
            if (mark === STX) {
                this.#push(parts, text);
                text = [];
                this.#report = [];
            } else if (mark === ETX && this.#report) {
                parts.push({ text: this.#named(this.#report), error: true });
                this.#report = null;
            }
        }
        this.#push(parts, text);
        return parts;
    }

    #push(parts: ConsolePart[], bytes: readonly number[]): void {
        const text = this.#decoder.decode(new Uint8Array(bytes), { stream: true });
        if (text) parts.push({ text, error: false });
    }

    #named(report: number[]): string {
        const lines = new TextDecoder().decode(new Uint8Array(report)).split("\n").filter((line) => !line.startsWith("    in build 0x"));
        const frames = lines.map((line) => {
            const digits = /^ {4}at 0x([0-9a-f]+)$/i.exec(line)?.[1];
            return digits === undefined ? null : this.#place(parseInt(digits, 16));
        });
        const isOwn = (frame: FramePlace | null) => frame !== null && !frame.isLibrary && !isMade(frame);
        const [top, bottom] = [frames.findIndex(isOwn), frames.findLastIndex(isOwn)];
        const isShown = (frame: FramePlace, i: number) => !isMade(frame) && (top < 0 || (i >= top && i <= bottom));
        const named = frames.map((frame, i) => (frame === null ? lines[i] : isShown(frame, i) ? `    at ${frame.text}` : undefined));
        return named.filter((line) => line !== undefined).join("\n");
    }
}

/** Whether the function is one that the compiler made: start-up, or the adapter of a function used as a value. */
const isMade = ({ text }: FramePlace): boolean => text.startsWith("<") && !text.startsWith("<anonymous>");
