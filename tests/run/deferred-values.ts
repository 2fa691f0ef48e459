class Deferred<T> {
    promise: Promise<T>;
    resolve: (value: T) => void;
    constructor() {
        let resolver: (value: T) => void;
        this.promise = new Promise((res) => { resolver = res; });
        this.resolve = resolver!;
    }
}
const d = new Deferred<number>();
d.promise.then((n) => console.log("given", n));
d.resolve(3);
function count(n: number): number {
    let last: number;
    [1, 2, 3].forEach((x) => { if (x <= n) last = x; });
    return last! + 1;
}
console.log(count(2));
let text: string;
try { console.log(text!.length); } catch (e) { console.log(e instanceof TypeError); }
type Kind = "p" | "q";
function moves({ verbose = false, square = undefined, kind = undefined }: { verbose?: boolean; square?: number; kind?: Kind } = {}): string {
    return `${verbose} ${square} ${kind}`;
}
console.log(moves(), moves({ square: 4 }), moves({ kind: "q", verbose: true }));
const STOP = Symbol("stop");
function next(n: number): number | typeof STOP { return n > 2 ? STOP : n + 1; }
for (let at = next(0); at !== STOP; at = next(at)) console.log(at * 2);
interface Cell { get value(): number; set value(v); }
const cell: Cell = { value: 1 };
cell.value += 2;
console.log(cell.value);
const timer = { count: 0, next() { this.count++; return timer; } } as { count: number; next(): any };
console.log(timer.next().next().count);
