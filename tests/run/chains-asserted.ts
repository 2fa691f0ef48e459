interface P { q?: { r: number[]; f?: () => string } }
const p: P | undefined = Math.random() > 2 ? undefined : { q: { r: [1, 2], f: () => "f" } };
const last: number = p?.q?.r.pop()!;
console.log(last, p?.q!.r.length, (p?.q)!.r, p?.q?.f!(), p?.q!.f!().length);
const m = new Map<string, { n: number; next?: { n: number } }>([["a", { n: 1, next: { n: 2 } }]]);
const n: number = m.get("a")?.next?.n!;
console.log(n + m.get("a")?.next!.n!);
let node = m.get("a")?.next!;
node = { n: 5 };
console.log(node.n);
const none = m.get("b")?.next!;
console.log(none === undefined, m.get("b")?.next!.n);
for (const x of m.get("a")?.next ? [m.get("a")?.next!] : []) console.log(x.n);
m.get("a")!.next!.n++;
(m.get("a")?.next!).n += 2;
console.log(m.get("a")?.next?.n!.toFixed(1));
try { console.log((m.get("b")?.next!).n); } catch (e) { console.log(e instanceof TypeError); }
