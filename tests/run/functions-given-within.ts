function make() {
    const app = function (n: number) { return n + 1; };
    app.total = 0;
    app.twice = (n: number) => n * 2;
    app.again = () => app.twice(3);
    app.show = () => `${app.total} ${app.again()}`;
    return app;
}
const a = make(); a.total = 5; console.log(a.show(), a(1), a.again());
const s: string = a.show(); const n: number = a.again();
function outer() {
    function inner(n: number) { return () => { inner.count++; return n; } }
    inner.count = 0;
    for (let i = 0; i < 2; i++) inner(i)();
    return inner.count;
}
console.log(outer());
for (const k of [1, 2]) { function g(n: number) { return () => { g.n++; return n; } } g.n = k; g(1)(); console.log(g.n); }
type Handler = { (e: string): void; once?: boolean };
function handler(): Handler { const h: Handler = (e) => { console.log(e, h.once); }; h.once = true; return h; }
handler()("e");
function logger(prefix: string) { const log = (m: string) => console.log(`${prefix}: ${m}`); log.warn = (m: string) => log(`! ${m}`); log.child = (p: string) => logger(`${prefix}.${p}`); return log; }
const l = logger("a"); l.warn("x"); l.child("b").warn("y");
function createStore<S>(init: S) { let state = init; const subs = new Set<(s: S) => void>(); const get = () => state; get.set = (s: S) => { state = s; subs.forEach((f) => f(s)); }; get.sub = (f: (s: S) => void) => { subs.add(f); return () => subs.delete(f); }; return get; }
const st = createStore({ n: 1 }); const un = st.sub((s) => console.log(s)); st.set({ n: 2 }); console.log(un(), st());
function retry(times: number, work: () => boolean) { return () => { if (!work() && times > 1) retry(times - 1, work)(); return times; }; }
let tries = 0;
console.log(retry(3, () => ++tries === 2)(), tries);
function countdown(n: number) { return () => n > 0 ? countdown(n - 1) : null; }
console.log(typeof countdown(1)(), countdown(0)());
