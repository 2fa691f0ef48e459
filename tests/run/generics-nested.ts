// Calls within calls, each of which infers from a literal: the time for them grows with their number, not with two to its power.
function f<T, U>(o: { make: () => T; use: (t: T) => U; after?: (u: U) => void }): U {
    return o.use(o.make());
}
console.log(f({ make: () => 0, use: (x0) => f({ make: () => 1, use: (x1) => f({ make: () => 2, use: (x2) => f({ make: () => 3, use: (x3) => f({ make: () => 4, use: (x4) => f({ make: () => 5, use: (x5) => f({ make: () => 6, use: (x6) => f({ make: () => 7, use: (x7) => f({ make: () => 8, use: (x8) => f({ make: () => 9, use: (x9) => f({ make: () => 10, use: (x10) => f({ make: () => 11, use: (x11) => f({ make: () => 12, use: (x12) => f({ make: () => 13, use: (x13) => f({ make: () => 14, use: (x14) => f({ make: () => 15, use: (x15) => f({ make: () => 16, use: (x16) => f({ make: () => 17, use: (x17) => f({ make: () => 18, use: (x18) => f({ make: () => 19, use: (x19) => f({ make: () => 20, use: (x20) => f({ make: () => 21, use: (x21) => f({ make: () => 22, use: (x22) => f({ make: () => 23, use: (x23) => x23 }) }) }) }) }) }) }) }) }) }) }) }) }) }) }) }) }) }) }) }) }) }) }) }));
const shown = f({ make: () => f({ make: () => 1, use: (n) => n + 0.5, after: (u) => u.toFixed() }), use: (n) => f({ make: () => [n], use: (list) => list.length + n, after: (u) => u.toFixed() }), after: (u) => u.toFixed() });
console.log(shown);
