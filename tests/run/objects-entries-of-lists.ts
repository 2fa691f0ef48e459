// What Object.entries and Object.values give of arrays, tuples, texts and typed arrays.
const t: [number, string] = [1, "x"]; const u = [2] as number[] | string[]; const s = "hi"; const b = new Uint8Array(2);
console.log(Object.entries(t), Object.values(t), Object.entries(s), Object.values(u).length, Object.entries(u), Object.values(b), Object.entries(b));
for (const [k, v] of Object.entries(t)) console.log(k.length, typeof v === "number" ? v + 1 : v.length);
for (const c of Object.values(s)) console.log(c.toUpperCase());
for (const [k, v] of Object.entries(b)) console.log(k, v.toFixed(1));
