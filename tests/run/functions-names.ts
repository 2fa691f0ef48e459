// Names and lengths of functions and classes, and how console.log shows them.
function f() {}
const g = () => {};
const h = function () {};
const i = function named() {};
async function af() {}
function* gf() {}
async function* agf() {}
class C { m() {} static s() {} get x() { return 1; } f = () => {}; }
class D extends C {}
const o = { p: () => 1, q() {}, r: f };
console.log(f, g, h, i, af, gf, agf, C, D);
console.log(f.name, g.name, h.name, i.name, C.name, D.name, o.p.name, o.q.name, o.r.name);
console.log([f, () => 1], { f, C }, o);
console.log(f.length, ((a: number, b: number) => a + b).length, ((a: number, b = 1) => a).length, ((...xs: number[]) => 1).length);
console.log(new C().f.name, C.s.name);
console.log(`${new D().constructor.name}`, new D().constructor === D, new D().constructor === C);

console.log((() => {}).name === "", (class {}).name === "");

// Functions assigned to variables, and defaults.
let assigned: () => void;
assigned = () => {};
console.log(assigned, assigned.name);
assigned = function () {};
console.log(assigned);
let perhaps: (() => void) | undefined;
perhaps ??= () => {};
console.log(perhaps);
const holder: { member?: () => void } = {};
holder.member = () => {};
console.log(holder);
function defaults(callback = () => 3, { part = () => 4 }: { part?: () => number } = {}) {
    console.log(callback, part);
}
defaults();
class Compared {
    constructor(readonly compare = (a: number, b: number) => a - b) {}
}
console.log(new Compared());
let anything: any;
[anything = () => {}] = [];
console.log(anything);
const [first = () => 1, second = 2] = [];
console.log(first, second);
