// The module "thimble/board" for the Adafruit Feather STM32F405 Express, made from boards/feather-stm32f405.toml.

declare module "thimble/board" {
    /** A pin that the program drives. It begins low. */
    export interface DigitalOut {
        /** Drives it to the supply voltage. */
        high(): void;
        /** Drives it to ground. */
        low(): void;
        /** High for true, low for false. */
        write(value: boolean): void;
        /** From high to low, from low to high. */
        toggle(): void;
    }
    /** A push button. */
    export interface Button {
        /** Whether it is held down now. */
        isPressed(): boolean;
    }
    /** A matrix of LEDs; [0, 0] is the upper left one. */
    export interface Display {
        readonly width: number;
        readonly height: number;
        /** Switches one LED; outside the matrix nothing happens. */
        set(x: number, y: number, on: boolean): void;
        /** Whether an LED is on; false outside the matrix. */
        get(x: number, y: number): boolean;
        /** Switches all LEDs off. */
        clear(): void;
    }

    export const LED: DigitalOut;
}
