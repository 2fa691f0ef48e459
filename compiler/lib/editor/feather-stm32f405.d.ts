// What the Adafruit Feather STM32F405 Express has, made from boards/feather-stm32f405.toml.

declare module "thimble/board" {
    export const LED: DigitalOut;
}
