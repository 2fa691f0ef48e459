// `call`, `apply` and `bind` of functions that are generic, or have several signatures.
function pair<T>(a: T, b?: T | string) {
    return [a, b];
}
console.log(pair.call(undefined, 1, "s"), pair.apply(undefined, [4, "z"]), pair.bind(undefined, 5)("w"), pair.bind(null)(6));
const keyed = <T, U = T>(a: T, b?: U): [T, U?] => [a, b];
console.log(keyed.apply(null, [{ k: 1 }, "q"]), keyed.bind(null, 1)(2), keyed.call(null, "only"));
function either(a: number): number;
function either(a: number, b: string): string;
function either(a: number, b?: string): number | string {
    return b === undefined ? a : a + b;
}
console.log(either.call(undefined, 1, "y"), either.apply(undefined, [1, "q"]), either.bind(undefined, 5)("w"), either.bind(null)(6), either.bind(null)(7, "b"), either.length, either.name);
function held<T extends { n: number }>(x: T): T {
    return x;
}
console.log(held.call(undefined, { n: 1, m: 2 }).n, held.apply(null, [{ n: 3 }]).n, held.bind(null)({ n: 2 }).n);
// Functions of a union take what each of them takes; what one does not take does not matter to it.
const chosen = (long: boolean): ((a: number, b?: string) => string) | ((a: number) => number) => (long ? (a: number, b?: string) => a + (b ?? "-") : (a: number) => a * 2);
console.log(chosen(true)(1, "x"), chosen(false)(1, "x"), chosen(true)(2));
export {};
