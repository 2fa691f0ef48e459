// Accessors of literals whose setter takes more than the getter gives
interface I { get x(): number; set x(v: number | string); }
const o = { y: 0, get x(): number { return this.y; }, set x(v: number | string) { this.y = Number(v); } };
o.x = "4";
console.log(o.x);
o.x = 5;
o.x += 2;
console.log(o.x, o);
const p: I = o;
p.x = "7";
console.log(o.x, Object.keys(o), { ...o }.x, "x" in o);
const { x, y } = o;
console.log(x + y);
function make(start: number) {
    let held = start;
    return {
        get value(): number { return held; },
        set value(v: number | (() => number)) { held = typeof v === "function" ? v() : v; },
        double() { this.value = () => held * 2; return this; },
    };
}
const m = make(3);
m.value = () => 8;
m.double().double();
console.log(m.value, m);
m.value = 1;
console.log(m.value);
function box<T>(first: T) {
    let all: T[] = [first];
    return { get items(): T[] { return all; }, set items(v: T | T[]) { all = Array.isArray(v) ? v : [v]; } };
}
const b = box("a");
b.items = "z";
console.log(b.items);
b.items = ["p", "q"];
console.log(b.items.length);
class Holder { state = { raw: "", get text(): string { return this.raw; }, set text(v: string | number) { this.raw = String(v); } }; }
const h = new Holder();
h.state.text = 12;
console.log(h.state.text + 1);
const list = [o, o];
list[0].x = "9";
console.log(list[1].x);
