namespace Motor {
    export const pin = 3;
    export let speed = 0;
    let starts = 0;
    export function start(s: number): void {
        speed = s;
        starts++;
    }
    export function count(): number { return starts; }
    export enum Direction { Left, Right = 5 }
    export interface Options { speed: number; direction?: Direction }
    export type Handler = (o: Options) => void;
    export class Wheel {
        constructor(public size: number) {}
        turn(): string { return "turn " + this.size + " at " + speed; }
    }
    export namespace Deep {
        export const x = pin + 1;
        export function f(): number { return x + speed; }
    }
}
namespace Motor {
    export function stop(): void { start(0); }
    export const twice = pin * 2;
}
const o: Motor.Options = { speed: 4, direction: Motor.Direction.Right };
Motor.start(o.speed);
console.log(Motor.speed, Motor.count(), Motor.pin, Motor.twice);
Motor.speed += 2;
Motor.speed++;
console.log(Motor.speed, Motor.Deep.f(), Motor.Deep.x);
const w = new Motor.Wheel(7);
console.log(w.turn());
Motor.stop();
console.log(Motor.speed, Motor.count());
const h: Motor.Handler = (p) => console.log(p.speed, p.direction);
h(o);
import W = Motor.Wheel;
import D = Motor.Deep;
const w2: W = new W(1);
console.log(w2 instanceof Motor.Wheel, D.f(), Motor.Direction[5]);
namespace A.B.C {
    export const v = "abc";
    export function g(): string { return v; }
}
console.log(A.B.C.v, A.B.C.g());
let t: typeof A.B.C.v = "abc";
let u: typeof Motor.speed = 4;
console.log(t, u);
