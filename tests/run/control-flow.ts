// Statements and operators that steer.
for (let i = 0; i < 5; i++) { if (i === 1) continue; if (i === 4) break; console.log("for", i); }
let w = 3;
while (w > 0) { w--; if (w === 1) continue; console.log("while", w); }
do { w++; console.log("do", w); } while (w < 2);
function kind(n: number): string {
    switch (n) {
        case 0: return "zero";
        case 1:
        case 2: return "few";
        case -1: return "minus";
        default: return "many";
        case 100: return "hundred";
    }
}
console.log([0, 1, 2, 3, -1, 100, 1.5, NaN].map(kind).join());
function fall(s: string): string {
    let r = "";
    switch (s) {
        case "a": r += "1";
        case "b": r += "2"; break;
        case "c": r += "3";
        default: r += "4";
    }
    return r;
}
console.log(fall("a"), fall("b"), fall("c"), fall("d"));
let order = "";
const t = (s: string): boolean => { order += s; return true; };
const f = (s: string): boolean => { order += s; return false; };
console.log(t("a") && f("b") && t("c"), f("d") || t("e") || f("g"), !t("h"), order);
const n: number | null = [null, 5].length > 1 ? null : 5;
console.log(n ?? "default", (n as number | null) === null, zero() || "zero", none() || "empty", none() ?? "empty");
function zero(): number { return 0; }
function none(): string { return ""; }
for (let i = 0, j = 10; i < j; i += 3, j--) console.log(i, j);
let deep = 0;
for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) { if (j > i) break; deep += i * 10 + j; }
console.log(deep);
const grade = (x: number): string => x > 90 ? "A" : x > 80 ? "B" : x > 70 ? "C" : "D";
console.log(grade(95), grade(85), grade(75), grade(5));
let i = 0;
const a = [10, 20, 30];
a[i++] = a[i++] + i;
console.log(i, a.join());
let x = 5;
x = x++ + x--;
console.log(x);
if (x) console.log("truthy"); else console.log("falsy");
if (none()) console.log("truthy"); else console.log("falsy");
if (zero() || NaN) console.log("truthy"); else console.log("falsy");
for (const v of [undefined, null, 0, -0, NaN, "", "0", " ", false, true, 1]) console.log(v, v ? "T" : "F", !v);
for (;;) { if (++w > 5) break; }
console.log(w);
