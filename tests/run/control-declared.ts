// What is declared and nowhere made is missed where it is used, and only there.

declare function n(): number;
declare function v(): void;
declare const k: { a: number };
declare class Q { constructor(n: number); m(): number; static s: number; static make(): Q; }
declare namespace N { class C { m(): number } function f(): number; const x: number }
class Mine { m(): number { return 1; } }
function attempt(what: string, f: () => unknown): void {
    try { console.log(what, f()); } catch (e) { console.log(what, what.startsWith("N.") ? e instanceof ReferenceError : String(e)); }
}
attempt("n", () => n() + 1);
attempt("v", () => v());
attempt("k", () => k.a);
attempt("Q", () => new Q(1).m());
attempt("Q.s", () => Q.s + 1);
attempt("Q.make", () => Q.make().m());
attempt("instanceof", () => (new Mine() as unknown) instanceof Q);
attempt("value", () => { const c = Q; return new c(2).m(); });
attempt("N.C", () => new N.C().m());
attempt("N.f", () => N.f() + 1);
attempt("N.x", () => N.x + 1);
attempt("extends", () => { class D extends Q { } return new D(1).m(); });
attempt("function", () => { const g = n; return g(); });
attempt("typeof", () => typeof k);
console.log(new Mine().m());
