// Counts presses of button A; button B ends the program.
import { buttonA, buttonB } from "thimble/board";
import { sleep } from "thimble/time";

let presses = 0;
let before = false;
while (!buttonB.isPressed()) {
    const pressed = buttonA.isPressed();
    if (pressed && !before) {
        presses++;
        console.log("pressed", presses);
    }
    before = pressed;
    sleep(10);
}
