type Shape = { kind: "a"; n: number } | { kind: "b"; s: string };
function mk(kind: Shape["kind"]): Shape { return kind === "a" ? { kind, n: 1 } : { kind, s: "x" }; }
console.log(mk("a"), mk("b"));
const made = { shape: mk("a"), inner() { const kind = "b" as const; const s: Shape = { kind, s: "in" }; return s; } };
console.log(made.inner());
let cyc = { next: null as null | { kind: "n" } };
cyc = { next: { kind: "n" } };
type Tree = { leaf: true; v: number } | { leaf?: false; kids: Tree[] };
const leaf = true;
const t: Tree = { kids: [{ leaf, v: 1 }, { kids: [] }, { leaf: false, kids: [{ leaf, v: 2 }] }] };
console.log(JSON.stringify(t));
function useBefore() { const o: Shape = { kind: later, s: "q" }; return o; }
const later = "b";
console.log(useBefore());
class K { kind = "a" as const; make(): Shape { return { kind: this.kind, n: 2 }; } }
console.log(new K().make());
enum E { A, B } type ES = { e: E.A; f: (x: number) => number } | { e: E.B; f: (x: string) => string };
const ea = E.A; const es: ES = { e: ea, f: x => x + 1 }; console.log(es.f(1 as never));
