// Two short flashes a second, and how long the program has run.
import { LED } from "thimble/board";
import { millis, sleep } from "thimble/time";

for (let beat = 1; beat <= 5; beat++) {
    for (let flash = 0; flash < 2; flash++) {
        LED.high();
        sleep(60);
        LED.low();
        sleep(140);
    }
    sleep(600);
    console.log(`beat ${beat} after ${Math.round(millis() / 1000)} s`);
}
