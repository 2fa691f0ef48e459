const out = [];
for (let i = 0; i < 5; i++) { if (out.length > 2) out.push("s" + i); else out.push(i); }
console.log(out, out.length);
function primes(n: number): number[] {
  const ps = [];
  outer: for (let i = 2; i < n; i++) { for (const p of ps) { if (i % p === 0) continue outer; } ps.push(i); }
  return ps;
}
console.log(primes(40));
let last = null;
for (const x of [1,2,3]) { if (last !== null) console.log(last + x); last = x; }
const grid = [];
for (let y = 0; y < 3; y++) { const row = []; for (let x = 0; x < 3; x++) row[x] = x * y; grid.push(row); }
console.log(grid);
let z;
z = [];
z.push({a: 1});
z[1] = {a: 2};
console.log(z.map(q => q.a));
let w = [];
w = [1, 2, 3];
w.unshift(0);
console.log(w, Array(3).fill(7), Array<string>(2).length, Error("boo").message, RangeError("x") instanceof RangeError);
try { throw TypeError("t"); } catch (e) { console.log(String(e)); }
const nest = [];
nest.push(...[1,2], 3);
console.log(nest.concat([9]));
