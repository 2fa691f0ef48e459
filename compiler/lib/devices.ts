// What boards carry. "thimble/board" is written from a board's data and makes one object of these classes for each device.

import { displayClear, displayGet, displaySet, pinInput, pinOutput, pinRead, pinToggle, pinWrite } from "./runtime";

/** A pin that the program drives. It begins low. */
export class DigitalOut {
    private readonly pin: number;

    constructor(pin: number) {
        this.pin = pin;
        pinOutput(pin);
    }

    /** Drives it to the supply voltage. */
    high(): void {
        pinWrite(this.pin, true);
    }

    /** Drives it to ground. */
    low(): void {
        pinWrite(this.pin, false);
    }

    /** High for true, low for false. */
    write(value: boolean): void {
        pinWrite(this.pin, value);
    }

    /** From high to low, from low to high. */
    toggle(): void {
        pinToggle(this.pin);
    }
}

/** A push button. */
export class Button {
    private readonly pin: number;
    /** The level that the pin has while it is pressed. */
    private readonly pressed: boolean;

    constructor(pin: number, pressed: boolean) {
        this.pin = pin;
        this.pressed = pressed;
        // Pulled away from the level that pressing gives it: 1 is up, 2 down.
        pinInput(pin, pressed ? 2 : 1);
    }

    /** Whether it is held down now. */
    isPressed(): boolean {
        return pinRead(this.pin) === this.pressed;
    }
}

/** A matrix of LEDs; [0, 0] is the upper left one. */
export class Display {
    readonly width: number;
    readonly height: number;

    constructor(width: number, height: number) {
        this.width = width;
        this.height = height;
    }

    /** Switches one LED; outside the matrix nothing happens. */
    set(x: number, y: number, on: boolean): void {
        displaySet(x, y, on);
    }

    /** Whether an LED is on; false outside the matrix. */
    get(x: number, y: number): boolean {
        return displayGet(x, y);
    }

    /** Switches all LEDs off. */
    clear(): void {
        displayClear();
    }
}
