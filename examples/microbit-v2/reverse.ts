// A dot that runs round the edge of the display, the other way while button A is held.
import { buttonA, display } from "thimble/board";
import { sleep } from "thimble/time";

const edge: { x: number; y: number }[] = [];
for (let i = 0; i < 4; i++) edge.push({ x: i, y: 0 });
for (let i = 0; i < 4; i++) edge.push({ x: 4, y: i });
for (let i = 4; i > 0; i--) edge.push({ x: i, y: 4 });
for (let i = 4; i > 0; i--) edge.push({ x: 0, y: i });

let at = 0;
for (let step = 0; step < 64; step++) {
    display.clear();
    display.set(edge[at].x, edge[at].y, true);
    at = (at + (buttonA.isPressed() ? 15 : 1)) % 16;
    sleep(50);
}
