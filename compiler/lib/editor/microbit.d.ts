// What the BBC micro:bit v1 has, made from boards/microbit.toml.

declare module "thimble/board" {
    export const buttonA: Button;
    export const buttonB: Button;
    export const display: Display;
}
