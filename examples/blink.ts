// Blinks the LED once a second, five times.
import { LED } from "thimble/board";
import { sleep } from "thimble/time";

for (let i = 0; i < 10; i++) {
    LED.toggle();
    sleep(500);
}
LED.low();
