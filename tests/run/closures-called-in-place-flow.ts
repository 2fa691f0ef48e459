// A function that is called where it stands is part of the way through its surroundings: what it assigns and finds out holds behind it.
let v: string | number = "x";
(() => { v = 5.5; })();
console.log(v.toFixed(2));

let x: number;
(function () { x = 7; })();
console.log(x + 1);

const taken = [];
(() => { taken.push("a"); taken.push("b"); })();
console.log(taken.map(text => text.length), taken);

function fails(): number { (() => { throw new Error("always"); })(); }
try { console.log(fails()); } catch (error) { console.log((error as Error).message); }

function length(text?: string) {
    (() => { if (text === undefined) throw new Error("no text"); })();
    return text.length;
}
console.log(length("four"));
try { length(); } catch (error) { console.log((error as Error).message); }

let w: string | number = "before";
((size: number) => { w = size; })(w.length);
console.log(w.toFixed(1));

let caught: string | number = 0;
try { (() => { caught = "half"; if (w > 1) throw 1; caught = 2; })(); } catch { console.log(typeof caught); }

class Holder {
    text: string | null = "held";
    lose() {
        if (this.text === null) return "none";
        (function () { })();
        const before = this.text.length;
        (() => { this.text = null; })();
        return `${before} ${this.text}`;
    }
}
console.log(new Holder().lose());

let found: string | number = "start";
(function () {
    try { if (w > 3) { found = 3; return; } } finally { console.log("finally"); }
    found = 4;
})();
console.log(found.toFixed());
