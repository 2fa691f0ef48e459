// Getters and setters in literals that spread: each shape of what is spread makes one of the result
const defaults = { step: 1, name: "d" };
const timer = {
    ...defaults,
    get seconds() { return this.step * 2; },
    set seconds(v: number) { this.step = v / 2; },
};
console.log(timer.seconds, timer, Object.keys(timer));
timer.seconds = 10;
console.log(timer.step, { ...timer });
const over = { get x() { return 1; }, ...{ x: 5 } };
console.log(over.x, over);
const over2 = { ...{ x: 5, y: 1 }, get x() { return 7; } };
console.log(over2.x, over2);
class P { p = 3; }
const ofClass = { ...new P(), get q(): number { return this.p; } };
console.log(ofClass.q, ofClass);
const maybe: { z: number } | undefined = Math.random() < 2 ? undefined : { z: 1 };
const um = { ...maybe, get w() { return "w"; } };
console.log(um.w, um);
let grow: { get g(): number; h?: number } = { get g() { return 0; } };
for (let i = 0; i < 3; i++) grow = { ...grow, get g() { return i; }, h: i };
console.log(grow.g, grow);

function layered(levels: number) {
    let value: { depth: number; get twice(): number } = { depth: 0, get twice() { return 0; } };
    for (let i = 1; i <= levels; i++) {
        value = { ...value, depth: i, get twice() { return this.depth * 2; } };
    }
    return value;
}
console.log(layered(3).twice, layered(3));
const wide = { ...{ raw: 1 }, get x(): number { return this.raw; }, set x(v: number | string) { this.raw = Number(v); } };
wide.x = "8";
console.log(wide.x, "x" in wide);
