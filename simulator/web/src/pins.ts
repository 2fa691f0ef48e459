// What a pin's byte says (wasm.rs, `pin_byte`), in words.

import type { Drive } from "./door.ts";

export const driveOf = (byte: number): Drive => (byte & 3) as Drive;
export const isHigh = (byte: number): boolean => (byte & 16) !== 0;

/** Whether a program has done anything to the pin; pull-downs are on after the reset of some chips. */
export const isUsed = (byte: number): boolean => driveOf(byte) !== 0 || modeOf(byte) === "pull-up";

/** What the program has made of the pin. */
export function modeOf(byte: number): string {
    if (driveOf(byte) !== 0) return "output";
    return ["not driven", "pull-up", "pull-down"][(byte >> 2) & 3] ?? "not driven";
}

export function changeText(to: Drive, outside: boolean): string {
    const what = ["let go", "low", "high"][to] ?? "";
    return outside ? `${what} from outside` : what;
}
