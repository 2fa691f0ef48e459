// Blinks the LED five times a second for two seconds.
import { LED } from "thimble/board";
import { sleep } from "thimble/time";

for (let i = 0; i < 10; i++) {
    LED.toggle();
    sleep(200);
}
LED.low();
