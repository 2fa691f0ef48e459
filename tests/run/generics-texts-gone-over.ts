// Texts and typed arrays whose type is a type parameter are gone over as others are.
function f<T extends string>(v: T) { const out: string[] = []; for (const c of v) out.push(c); return out; }
console.log(f("abc"));
function g<T extends string | null>(v: T) { if (v) return [...v]; return []; }
console.log(g("abc"));
function h<T extends string | string[]>(v: T) { return [...v].length + Array.from(v).length; }
console.log(h("abc"), h(["a"]));
function i<T extends string>(v: T) { const [a, ...b] = v; return [a, b, new Set(v).size, new Map([...v].map((c, n) => [c, n]))]; }
console.log(i("abc"));
function j<T extends Iterable<number>>(v: T) { return [...v, Math.max(...v)]; }
console.log(j([1, 2]), j(new Set([3])));
function k<T extends string>(...v: T[]) { return v.map(x => [...x].reverse().join("")); }
console.log(k("ab", "cd"));
function l<T extends Uint8Array>(v: T) { let n = 0; for (const b of v) n += b; const [p, ...q] = v; return [n, [...v], p, q, Array.from(v)]; }
console.log(l(new Uint8Array([1, 2])));
function m<T extends string>(v: T) { const [a = "z"] = v; let n = 0; for (const [i, c] of [...v].entries()) n += i; for (const c of v.split("")) n += c.length; return [a, n, v[0], v.at(-1), v.length]; }
console.log(m("abc"));
class C<T extends string> { constructor(public v: T) {} *[Symbol.iterator]() { for (const c of this.v) yield c; yield* this.v; } count() { return [...this.v].reduce((m, c) => m.set(c, (m.get(c) ?? 0) + 1), new Map<string, number>()); } }
console.log([...new C("ab")], new C("aba").count());
export {};
