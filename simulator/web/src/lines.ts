// From addresses to lines of the program's source, where the file came with that knowledge.
//
// The data is the compiler's: functions ascend by address and do not overlap, so do the rows in one; a row holds up to the next.

export interface Debug {
    /** Index of the file that the program begins in; null if none of its lines came to be. */
    entry: number | null;
    /** Paths and texts; the library's own files have no text. */
    files: { path: string; text: string | null }[];
    functions: {
        name: string;
        start: number;
        end: number;
        /** Address, index of the file, line and column from 1. */
        rows: [number, number, number, number][];
    }[];
}

export interface Place {
    name: string;
    file: number;
    line: number;
    column: number;
}

export class Lines {
    readonly #debug: Debug;

    constructor(debug: Debug | null) {
        this.#debug = debug ?? { entry: null, files: [], functions: [] };
    }

    find(address: number): Place | undefined {
        const around = last(this.#debug.functions, (f) => f.start <= address);
        const row = around && address < around.end ? last(around.rows, ([start]) => start <= address) : undefined;
        return around && row && { name: around.name, file: row[1], line: row[2], column: row[3] };
    }

    /** Whether a file is the program's, not the library's. */
    isOwn(place: Place): boolean {
        return this.#debug.files[place.file]?.text != null;
    }

    /** `f (file.ts:12:5)`. */
    describe(address: number): string | undefined {
        const place = this.find(address);
        return place && `${place.name} (${this.#debug.files[place.file]?.path}:${place.line}:${place.column})`;
    }
}

/** The last of the items that hold, which all come before those that do not. */
function last<T>(items: T[], holds: (item: T) => boolean): T | undefined {
    let [low, high] = [0, items.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (holds(items[middle]!)) low = middle + 1;
        else high = middle;
    }
    return items[low - 1];
}
