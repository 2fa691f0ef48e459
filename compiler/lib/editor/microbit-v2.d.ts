// What the BBC micro:bit v2 has, made from boards/microbit-v2.toml.

declare module "thimble/board" {
    export const buttonA: Button;
    export const buttonB: Button;
    export const display: Display;
}
