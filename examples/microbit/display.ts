// A dot runs round the edge of the display.
import { display } from "thimble/board";
import { sleep } from "thimble/time";

class Dot {
    private x = 0;
    private y = 0;

    step(): void {
        display.set(this.x, this.y, false);
        const last = display.width - 1;
        if (this.y === 0 && this.x < last) this.x++;
        else if (this.x === last && this.y < last) this.y++;
        else if (this.y === last && this.x > 0) this.x--;
        else this.y--;
        display.set(this.x, this.y, true);
    }
}

const dot = new Dot();
for (let i = 0; i < 32; i++) {
    dot.step();
    sleep(60);
}
