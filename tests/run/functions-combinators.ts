// Combinators: a function that knows its own name, tap, retry, flip.
// The name of a function expression, used by an arrow within it.
function upTo(limit: number) {
    return function next(...n: number[]): number | string {
        if (n.length >= limit) return n.join();
        const more = () => next(...n, n.length);
        return more();
    };
}
console.log(upTo(3)(7), upTo(0)());
function tap<T>(f: (x: T) => void): (x: T) => T { return (x) => { f(x); return x; }; }
console.log([1, 2].map(tap((x) => console.log("tap", x))));
function retry<A extends unknown[], R>(times: number, f: (...a: A) => R): (...a: A) => R {
  return (...a) => { for (let i = 1; ; i++) { try { return f(...a); } catch (e) { if (i === times) throw e; } } };
}
let n = 0; const flaky = retry(3, (s: string) => { n++; if (n < 3) throw new Error("no"); return s + n; });
console.log(flaky("ok"));
const compose2 = <A, B, C>(f: (b: B) => C, g: (a: A) => B) => (a: A): C => f(g(a));
console.log(compose2((s: string) => s.length, (n: number) => "x".repeat(n))(4));
function flip<A, B, R>(f: (a: A, b: B) => R) { return (b: B, a: A) => f(a, b); }
console.log(flip((a: string, b: number) => a + b)(1, "z"));
const not = <A extends unknown[]>(f: (...a: A) => boolean) => (...a: A) => !f(...a);
console.log([1, 2, 3, 4].filter(not((x: number) => x % 2 === 0)));
