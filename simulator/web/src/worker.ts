// The simulator's thread: paces the machine against real time and tells the page what happened, a frame at a time.
//
// Frames are about 16 ms apart; while the page has not shown the last one, the machine waits.

import { releasedLevel, type Board } from "./boards.ts";
import { ConsoleText } from "./console-text.ts";
import { ASLEEP, Door, FAILED, RUNNING, type Edge, type State } from "./door.ts";
import { Lamps } from "./lamps.ts";
import { Lines, type Debug } from "./lines.ts";
import type { Change, ConsolePart, Frame, Reply, Request } from "./protocol.ts";

const FRAME_MS = 16;
/** How much of a frame may go into running; the rest is for messages. */
const BUSY_MS = 12;
/** One call into the simulator: short enough to keep to BUSY_MS, long enough not to matter. */
const SLICE_NS = 250_000;
/** A machine further behind than this does not try to catch up. */
const LATE_MS = 60;
const SPEED_WINDOW_MS = 500;
/** Instructions between two looks at the clock while a line is stepped over. */
const STEPS = 500;
/** Pin changes kept for one frame: a program may toggle a pin millions of times while the page is not looking. */
const CHANGES_MAX = 20_000;

const reply = (message: Reply, transfer: Transferable[] = []) => postMessage(message, { transfer });

class Session {
    readonly #door: Door;
    readonly #board: Board;
    readonly #lines: Lines;
    #lamps: Lamps;
    #text: ConsoleText;
    #running = false;
    /** While a line is stepped over: the line. */
    #leaving: { file: number; line: number } | null | undefined;
    #state: State = RUNNING;
    #why = "";
    #fresh = true;
    #shown = true;
    #factor = 1;
    /** The moment, in real and simulated time, from which on time is kept. */
    #since = { ms: 0, ns: 0 };
    #samples: { ms: number; ns: number }[] = [];
    #timer: ReturnType<typeof setTimeout> | undefined;
    #changes: Change[] = [];
    #parts: ConsolePart[] = [];
    /** Edges since the last frame, for the lamps. */
    #edges: Edge[] = [];

    constructor(door: Door, board: Board, debug: Debug | null, factor: number) {
        this.#door = door;
        this.#board = board;
        this.#lines = new Lines(debug);
        this.#factor = factor;
        this.#lamps = new Lamps(board);
        this.#text = this.#newText();
        this.#releaseButtons();
        this.send();
    }

    #newText(): ConsoleText {
        const isLibrary = (address: number) => {
            const place = this.#lines.find(address);
            return place !== undefined && !this.#lines.isOwn(place);
        };
        return new ConsoleText((address) => ({ text: this.#place(address), isLibrary: isLibrary(address) }));
    }

    #place(address: number): string {
        return this.#lines.describe(address) ?? this.#door.place(address);
    }

    /** The next instruction's line, if it is the program's own. */
    #ownLine(): { file: number; line: number } | null {
        const place = this.#lines.find(this.#door.pc());
        return place && this.#lines.isOwn(place) ? { file: place.file, line: place.line } : null;
    }

    #releaseButtons(): void {
        for (const button of this.#board.buttons) this.#door.setPin(button.pin, releasedLevel(button));
    }

    run(): void {
        if (this.#running || this.#isOver()) return;
        this.#running = true;
        this.#keepTime();
        this.#tick();
    }

    pause(): void {
        this.stop();
        this.#samples = [];
        this.send();
    }

    /** Pauses without a word. */
    stop(): void {
        this.#running = false;
        this.#leaving = undefined;
        clearTimeout(this.#timer);
    }

    /** Runs on, however long it takes, until another line is next. */
    stepLine(): void {
        this.stop();
        if (this.#isOver()) return this.send();
        this.#leaving = this.#ownLine();
        this.#running = true;
        this.#keepTime();
        this.#tick();
    }

    step(): void {
        if (this.#running) this.pause();
        if (!this.#isOver()) this.#note(this.#door.step());
        this.send();
    }

    reset(): void {
        this.#door.reset();
        this.#releaseButtons();
        this.#lamps = new Lamps(this.#board);
        this.#text = this.#newText();
        this.#state = RUNNING;
        this.#why = "";
        this.#fresh = true;
        this.#changes = [];
        this.#parts = [];
        this.#edges = [];
        this.#keepTime();
        this.send();
    }

    setSpeed(factor: number): void {
        this.#factor = factor;
        this.#keepTime();
    }

    type(text: string): void {
        this.#door.feed(new TextEncoder().encode(text));
    }

    setPin(pin: number, level: 0 | 1 | null): void {
        this.#collect();
        this.#door.setPin(pin, level);
        this.#changes.push({ ns: this.#door.ns(), pin, to: level === null ? 0 : level ? 2 : 1, outside: true });
        if (!this.#running) this.send();
    }

    shown(): void {
        this.#shown = true;
    }

    #isOver(): boolean {
        return this.#state !== RUNNING && this.#state !== ASLEEP;
    }

    #keepTime(): void {
        this.#since = { ms: performance.now(), ns: this.#door.ns() };
        this.#samples = [];
    }

    #note(state: State): void {
        this.#state = state;
        if (state === FAILED) this.#why = this.#door.text();
        if (this.#isOver()) this.#running = false;
    }

    #tick(): void {
        const start = performance.now();
        if (this.#shown) {
            this.#advance(start);
            this.send(start);
        }
        if (!this.#running) return;
        this.#timer = setTimeout(() => guarded(() => this.#tick()), Math.max(0, FRAME_MS - (performance.now() - start)));
    }

    /** Runs up to the time that the pace asks for, or as far as a frame's work allows. */
    #advance(start: number): void {
        if (this.#leaving !== undefined) return this.#leaveLine(start, this.#leaving);
        // A core that only sleeps has no speed; its time passes as everybody's.
        const factor = this.#state === ASLEEP ? Math.min(this.#factor, 1) : this.#factor;
        const due = this.#since.ns + (start - this.#since.ms) * 1e6 * factor;
        while (this.#running && this.#door.ns() < due && performance.now() - start < BUSY_MS) {
            this.#note(this.#door.runUntil(Math.min(due, this.#door.ns() + SLICE_NS)));
            if (this.#state === ASLEEP && this.#factor > 1) break;
        }
        const late = (due - this.#door.ns()) / 1e6 / factor;
        if (!(late < LATE_MS)) this.#since = { ms: performance.now(), ns: this.#door.ns() };
    }

    #leaveLine(start: number, left: { file: number; line: number } | null): void {
        while (this.#running && performance.now() - start < BUSY_MS) {
            for (let i = 0; i < STEPS && this.#running; i++) {
                this.#note(this.#door.step());
                if (this.#state === ASLEEP) this.#note(this.#door.runUntil(this.#door.ns() + SLICE_NS));
                const line = this.#ownLine();
                if (line && (line.file !== left?.file || line.line !== left.line)) this.stop();
            }
        }
    }

    /** Takes what the machine has recorded. */
    #collect(): void {
        const edges = this.#door.edges();
        for (const edge of edges) this.#edges.push(edge);
        for (const { ns, pin, to } of edges) this.#changes.push({ ns, pin, to, outside: false });
        if (this.#changes.length > CHANGES_MAX) this.#changes.splice(0, this.#changes.length - CHANGES_MAX);
        this.#parts.push(...this.#text.take(this.#door.console()));
    }

    /** `realTime`: the moment that the machine has run up to. */
    #speed(realTime: number): number {
        const now = { ms: realTime, ns: this.#door.ns() };
        this.#samples.push(now);
        while (this.#samples.length > 2 && now.ms - this.#samples[0]!.ms > SPEED_WINDOW_MS) this.#samples.shift();
        const { ms, ns } = this.#samples[0]!;
        return this.#running && now.ms > ms ? (now.ns - ns) / 1e6 / (now.ms - ms) : 0;
    }

    send(realTime = performance.now()): void {
        this.#collect();
        const registers = this.#door.registers();
        const ns = this.#door.ns();
        const lamps = this.#lamps.frame(this.#edges, ns);
        const pins = this.#door.pins();
        const frame: Frame = {
            kind: "frame",
            fresh: this.#fresh,
            running: this.#running,
            state: this.#state,
            why: this.#why,
            ns,
            instructions: this.#door.instructions(),
            cycles: this.#door.cycles(),
            clockHz: this.#door.clockHz(),
            speed: this.#speed(realTime),
            console: this.#parts,
            changes: this.#changes,
            pins,
            lamps,
            registers,
            place: this.#place(registers[15] ?? 0),
            at: this.#ownLine(),
        };
        this.#fresh = false;
        this.#shown = false;
        this.#changes = [];
        this.#parts = [];
        this.#edges = [];
        reply(frame, [pins.buffer, lamps.buffer]);
    }
}

let door: Door | undefined;
let session: Session | undefined;
let factor = 1;

/** The index of the stack pointer among the registers. */
const SP = 13;

/** Loads a file for the board it is for, or says why it is for none of them. Boards with memory at the same addresses take each other's
 *  images; the one whose stack the image sets aside is meant, or else the first. */
function loadForBoard(door: Door, file: Uint8Array, boards: Board[]): Board | string {
    let first: Board | undefined;
    let why = "";
    for (const board of boards) {
        const refusal = door.load(board.chip, file);
        if (refusal === undefined && door.registers()[SP] === board.stackTop) return board;
        if (refusal === undefined) first ??= board;
        else why ||= refusal;
    }
    if (first) door.load(first.chip, file);
    return first ?? why;
}

function load(door: Door, { choice, file, boards, debug }: Extract<Request, { kind: "load" }>): void {
    const board = loadForBoard(door, file, boards);
    if (typeof board === "string") {
        reply({ kind: "refused", choice, why: board });
        return;
    }
    session?.stop();
    reply({ kind: "loaded", choice, board });
    session = new Session(door, board, debug, factor);
}

function handle(door: Door, request: Request): void {
    switch (request.kind) {
        case "load":
            return load(door, request);
        case "run":
            return session?.run();
        case "pause":
            return session?.pause();
        case "step":
            return session?.step();
        case "line":
            return session?.stepLine();
        case "reset":
            return session?.reset();
        case "speed":
            factor = request.factor;
            return session?.setSpeed(factor);
        case "type":
            return session?.type(request.text);
        case "pin":
            return session?.setPin(request.pin, request.level);
        case "shown":
            return session?.shown();
        case "start":
            return undefined;
    }
}

/** A trap of the simulator's is told with the message that its panic left. */
function guarded(act: () => void): void {
    try {
        act();
    } catch (error) {
        session?.stop();
        session = undefined;
        reply({ kind: "broken", why: door?.panicMessage() || String(error) });
    }
}

/** Messages that came before the simulator was ready. */
const waiting: Request[] = [];

async function start(wasm: ArrayBuffer): Promise<void> {
    const opened = await Door.open(wasm);
    door = opened;
    for (const request of waiting.splice(0)) guarded(() => handle(opened, request));
}

onmessage = ({ data }: MessageEvent<Request>) => {
    const ready = door;
    if (data.kind === "start") start(data.wasm).catch((error: unknown) => reply({ kind: "broken", why: String(error) }));
    else if (ready) guarded(() => handle(ready, data));
    else waiting.push(data);
};
