// Programs whose functions find nothing: stacks, tables, lexers, parsers, grids
function first<T>(a: T[]): T { const x = a[0]; if (x === undefined) throw new Error("empty"); return x; }
function firstOr<T>(a: readonly T[], d: T): T { const x = a[0]; return x ?? d; }
function lastIf<T>(a: T[]) { return a[a.length - 1]; }
const tries = (f: () => unknown) => { try { return f(); } catch (e) { return (e as Error).message; } };
console.log(first([1]), first(["a"]), first([true]), first([{ x: 1 }]), tries(() => first([])));
console.log(firstOr([], 2), firstOr([1.5], 2), firstOr<boolean>([], false), firstOr<string>([], "d"));
console.log(lastIf([]) === undefined, lastIf([3]) === 3, lastIf(["x"]) ? 1 : 2);
class Stack<T> {
  protected items: T[] = [];
  push(x: T) { this.items.push(x); return this; }
  peek(): T { return this.items[this.items.length - 1]; }
  get top() { return this.items[this.items.length - 1]; }
  static of<T>(...xs: T[]) { const s = new Stack<T>(); for (const x of xs) s.push(x); return s; }
}
class Loud<T> extends Stack<T> { override peek(): T { const p = super.peek(); if (p === undefined) console.log("nothing"); return p; } }
const s = new Stack<number>(), l = new Loud<string>();
console.log(s.peek() === undefined, l.peek() === undefined, s.top ?? "none", Stack.of(1, 2).peek(), l.push("q").peek());
class Node2 { constructor(public value: number, public next: Node2 | null = null) {} }
class Table { private buckets: Node2[] = new Array(4);
  put(v: number) { const i = v % 4; const b = this.buckets[i]; this.buckets[i] = new Node2(v, b ?? null); }
  has(v: number) { let n: Node2 | null = this.buckets[v % 4]; while (n) { if (n.value === v) return true; n = n.next; } return false; }
  count() { let n = 0; for (const b of this.buckets) for (let x: Node2 | null = b; x; x = x.next) n++; return n; } }
const t = new Table(); [1, 5, 9, 2].forEach((v) => t.put(v)); console.log(t.has(5), t.has(3), t.has(6), t.count());
const counts: Record<string, number> = {}; for (const c of "hello") { const n = counts[c]; counts[c] = n ? n + 1 : 1; } console.log(counts);
const graph: { [k: string]: string[] } = { a: ["b", "c"], b: ["d"] };
function bfs(start: string) { const seen = new Set([start]), q = [start], out: string[] = []; while (q.length) { const n = q.shift()!; out.push(n); const next = graph[n]; if (next) for (const m of next) if (!seen.has(m)) { seen.add(m); q.push(m); } } return out; }
console.log(bfs("a"));
type Token = { kind: "num"; v: number } | { kind: "op"; v: string };
function lex(s: string) { const out: Token[] = []; let i = 0; while (i < s.length) { const c = s[i]; if (c >= "0" && c <= "9") { let j = i; while (s[j] >= "0" && s[j] <= "9") j++; out.push({ kind: "num", v: +s.slice(i, j) }); i = j; } else { if (c !== " ") out.push({ kind: "op", v: c }); i++; } } return out; }
console.log(tries(() => lex("1+2").length), tries(() => lex("1 + 2 ").length));
function parse(ts: Token[]) { let p = 0; const peek = () => ts[p]; const isOp = (o: string) => { const t = peek(); return t && t.kind === "op" && t.v === o; };
  function term(): number { const t = ts[p++]; if (t === undefined) throw new Error("end"); if (t.kind === "num") return t.v; if (t.v === "(") { const v = expr(); p++; return v; } throw new Error("bad " + t.v); }
  function expr(): number { let v = term(); while (isOp("+") || isOp("-")) { const o = ts[p++].v; const r = term(); v = o === "+" ? v + r : v - r; } return v; } return expr(); }
console.log(parse(lex("1 + (2 - 3) + 40 ")), tries(() => parse(lex("1 + "))));
const life = [[0, 1, 0], [0, 1, 0], [0, 1, 0]]; const at = (y: number, x: number) => { const row = life[y]; if (!row) return 0; const v = row[x]; return v === 1 ? 1 : 0; };
const stepped = life.map((r, y) => r.map((v, x) => { let n = 0; for (const dy of [-1, 0, 1]) for (const dx of [-1, 0, 1]) if (dy || dx) n += at(y + dy, x + dx); return n === 3 || (v && n === 2) ? 1 : 0; }));
console.log(stepped);
let head: number[]; function setHead(h: number[]) { head = h; } function headOr() { return head ? head[0] : -1; } console.log(headOr()); setHead([7]); console.log(headOr());
const [x0, y0 = 5, z0] = [1] as number[]; console.log(x0, y0, z0 === undefined);
const m = new Map<string, number[]>(); const got = m.get("k"); console.log(got?.[0], (m.get("k") ?? [])[0]);
const o2: { a?: { b: number[] } } = {}; console.log(o2.a?.b[0], o2.a?.b?.[1] ?? "d");
for (const [k, v] of Object.entries({ a: 1 })) { const z = counts[k]; console.log(k, v, z === undefined ? "unset" : z); }
