// Members that namespaces export are asked for before the namespaces ran; static members of classes, generators and async functions.
function f(): string { return "f"; }
function early(g: typeof f) { try { return g.s.length; } catch (e) { return (e as Error).name; } }
namespace f { export let n = 1; export const s: string = "abc" + n; }
console.log(early(f), f.s, f());
class A { static who() { return this.label; } static base = 2; }
namespace A { export const label = "a" + A.base; export function twice() { return A.base * 2; } }
class B extends A { static label2 = B.twice(); }
namespace B { export let more = [B.label2, A.twice()]; }
console.log(A.who(), B.who(), B.label2, B.more, B.label, B.twice());
const K = B; K.more.push(1); console.log(B.more, K.more === B.more, K.twice === A.twice, K.label);
console.log(f === f, [f].indexOf(f), new Map([[f, 1]]).get(f));
function* gen(): Generator<number> { yield gen.step; }
namespace gen { export let step = 3; }
const ge = gen; ge.step = 4; console.log([...ge()]);
async function later(x: number) { return x + later.plus; }
namespace later { export let plus = 1; }
const la = later; la(2).then(v => { console.log(v, la.plus); });
console.log(JSON.stringify({ f, A }), typeof f, String(typeof A), f.name);
const fs: { [k: string]: { n: number } } = { f }; console.log(fs["f"].n);
switch (true) { case f.n === 1: console.log("one"); }
function peek(g: { s2: string }) { try { return g.s2.length; } catch (e) { return "early"; } }
console.log(peek(h2)); // before the namespace
function h2() {}
namespace h2 { export const s2 = "abc" + Math.min(1, 2); }
console.log(peek(h2));
