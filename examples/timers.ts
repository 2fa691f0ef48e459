// Timers and promises: the program goes on while they wait, in node's order.
import { LED } from "thimble/board";
import { millis } from "thimble/time";

function wait(ms: number): Promise<void> {
    return new Promise<void>((resolve) => {
        setTimeout(() => resolve(), ms);
    });
}

async function count(name: string, period: number): Promise<void> {
    for (let i = 1; i <= 3; i++) {
        await wait(period);
        console.log(name, i);
    }
}

const started = millis();
const blinking = setInterval(() => LED.toggle(), 50);
count("fast", 100);
count("slow", 250);
setTimeout(() => {
    clearInterval(blinking);
    console.log("done after a second:", millis() - started >= 1000);
}, 1000);
