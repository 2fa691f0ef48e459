// A union that is spread, or of which a pattern leaves a rest, stays one: what tells its parts apart goes on to do so.
type S = { k: "a"; id: number; n: number } | { k: "b"; id: number; data: string };
const all: S[] = [{ k: "a", id: 1, n: 1.5 }, { k: "b", id: 2, data: "x" }];
const next = all.map(s => ({ ...s, id: s.id + 1 }));
for (const x of next) {
    if (x.k === "a") console.log(x.n.toFixed(2), x);
    else console.log(x.data.length, x);
}
const typed: S[] = next.map(s => ({ ...s }));
console.log(typed, JSON.stringify(typed), Object.keys(typed[1]!));
function bump(s: S): S { return { ...s, id: s.id * 2 }; }
console.log(bump(bump(all[0]!)), bump(all[1]!));
function strip(s: S) { const { k, ...rest } = s; return rest; }
for (const s of all) { const r = strip(s); console.log(r, "n" in r ? r.n + 1 : r.data.toUpperCase()); }
const merged = [...all.map(s => ({ t: 0, ...s })), ...all.map(s => ({ ...s, t: 1 }))];
console.log(merged.map(m => (m.k === "a" ? m.n : m.data) + ":" + m.t).join());
const again = merged.map(m => ({ ...m, ...(m.k === "a" ? { extra: true } : {}) }));
console.log(again);
type Ev = { type: "key"; code: number; shift?: boolean } | { type: "move"; x: number; y: number };
const stamp = (e: Ev, at: number) => ({ ...e, at });
const log: (Ev & { at: number })[] = [];
log.push(stamp({ type: "key", code: 3 }, 1), stamp({ type: "move", x: 1, y: 2 }, 2));
for (const e of log) {
    switch (e.type) {
        case "key": console.log(e.code + 1, e.shift, e.at); break;
        case "move": e.x += 5; console.log(e.x * e.y, e.at); break;
    }
}
console.log(log);
