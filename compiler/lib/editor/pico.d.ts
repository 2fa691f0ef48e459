// What the Raspberry Pi Pico has, made from boards/pico.toml.

declare module "thimble/board" {
    export const LED: DigitalOut;
}
