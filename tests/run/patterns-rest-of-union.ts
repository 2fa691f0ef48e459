// What a pattern leaves of a tuple that may be one of several.
type Ev = ["open", string] | ["size", number, number] | ["close"];
function log(...ev: Ev) { const [kind, ...args] = ev; console.log(kind, args.length, args); return args; }
log("open", "x"); log("size", 1, 2.5); log("close");
const evs: Ev[] = [["size", 3, 4], ["close"]];
for (const [kind, ...rest] of evs) console.log(kind, rest, rest[0] ?? "none");
const [, ...tail] = evs[0]!; console.log(tail.length, tail);
let t: Ev = evs[0]!;
if (t[0] === "size") { const [, ...wh] = t; console.log(wh[0] * wh[1]); }
