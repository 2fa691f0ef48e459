// Boards as data: what boards.json says of each, and what is at its pins. The page knows no board by name.

export interface Device {
    name: string;
    pin: number;
    active: "low" | "high";
}

/** LEDs in rows (driven high) and columns (driven low) to light one. */
export interface Matrix {
    width: number;
    height: number;
    rows: number[];
    columns: number[];
    /** For each row, for each column: the [x, y] of its LED, or nothing. */
    pixels: number[][][];
}

export interface Board {
    id: string;
    name: string;
    chip: string;
    /** Ending of the file the board takes. */
    format: string;
    /** Where the stack pointer of the board's images begins. */
    stackTop: number;
    /** The chip's name for each pin. */
    pins: string[];
    console: { tx: number; rx: number };
    leds: Device[];
    buttons: Device[];
    display: Matrix | null;
}

/** A program that comes with the page, built for a board. */
export interface Example {
    name: string;
    /** What it does, a sentence. */
    about: string;
    board: string;
    /** Address of its ELF file. */
    file: string;
    /** Address of what lines.ts knows of it. */
    debug: string;
}

export type Level = 0 | 1;

export const pressedLevel = (button: Device): Level => (button.active === "high" ? 1 : 0);
export const releasedLevel = (button: Device): Level => (button.active === "high" ? 0 : 1);

/** What is wired to each pin that has something. */
export function pinUses(board: Board): Map<number, string> {
    const uses = new Map<number, string>();
    uses.set(board.console.tx, "console, sends");
    uses.set(board.console.rx, "console, receives");
    for (const { name, pin } of [...board.leds, ...board.buttons]) uses.set(pin, name);
    board.display?.rows.forEach((pin, i) => uses.set(pin, `display row ${i + 1}`));
    board.display?.columns.forEach((pin, i) => uses.set(pin, `display column ${i + 1}`));
    return uses;
}

/** Boards in the order in which a file is tried on them: the chosen one, those that take its kind of file, the others. */
export function candidates(boards: Board[], chosen: Board, file: Uint8Array): Board[] {
    const kind = file[0] === 0x3a ? "hex" : "uf2";
    const rank = (board: Board) => (board.id === chosen.id ? 0 : board.format === kind ? 1 : 2);
    return [...boards].sort((a, b) => rank(a) - rank(b));
}
