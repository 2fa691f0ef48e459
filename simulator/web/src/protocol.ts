// What the page and the worker say to each other.

import type { Board, Level } from "./boards.ts";
import type { Drive, State } from "./door.ts";
import type { Debug } from "./lines.ts";

export type Request =
    /** The first message: the simulator's own bytes. */
    | { kind: "start"; wasm: ArrayBuffer }
    /** Loads a file for the one of the boards that it is for, paused at reset. The answer carries the number of the choice. */
    | { kind: "load"; choice: number; file: Uint8Array; boards: Board[]; debug: Debug | null }
    | { kind: "run" }
    | { kind: "pause" }
    /** One instruction. */
    | { kind: "step" }
    /** Up to another line of the program's own source. */
    | { kind: "line" }
    | { kind: "reset" }
    /** Simulated seconds in a second; Infinity is as fast as possible. */
    | { kind: "speed"; factor: number }
    | { kind: "type"; text: string }
    /** Drives a pin from outside, or lets go of it. */
    | { kind: "pin"; pin: number; level: Level | null }
    /** A frame has been shown: the next may come. */
    | { kind: "shown" };

export type Reply =
    | { kind: "loaded"; choice: number; board: Board }
    /** The file fits no board; why the first one refuses it. */
    | { kind: "refused"; choice: number; why: string }
    | Frame
    /** The simulator itself failed. */
    | { kind: "broken"; why: string };

/** What happened since the last frame, and how things stand. */
export interface Frame {
    kind: "frame";
    /** The program begins anew with this frame. */
    fresh: boolean;
    running: boolean;
    state: State;
    /** With FAILED: why. */
    why: string;
    /** Simulated nanoseconds since reset. */
    ns: number;
    instructions: number;
    cycles: number;
    clockHz: number;
    /** Simulated seconds in a second, over the last half second; 0 while it does not run. */
    speed: number;
    console: ConsolePart[];
    changes: Change[];
    pins: Uint8Array<ArrayBuffer>;
    /** See lamps.ts. */
    lamps: Float32Array<ArrayBuffer>;
    /** r0 to r15 and xPSR. */
    registers: number[];
    /** The next instruction's address with its function. */
    place: string;
    /** The line it comes from, if that is in the program's own source. */
    at: { file: number; line: number } | null;
}

/** A change at a pin: what the program does to it, or what is done to it from outside. */
export interface Change {
    ns: number;
    pin: number;
    to: Drive;
    outside: boolean;
}

/** A piece of what the program printed; `error` for what it marks as an error report. */
export interface ConsolePart {
    text: string;
    error: boolean;
}
