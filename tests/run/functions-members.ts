// Members that assignments give to functions.
function count(by: number): number {
    return (count.total += by);
}
count.total = 0;
count.label = "counter";
count(2);
count(3);
count.total *= 10;
console.log(count.total, count.label, count(1));

// Functions as members, of one name with a variable around.
const parse = (text: string): number[] => text.split(",").map(Number);
const table = (rows: string[]) => rows.map(table.parse);
table.parse = parse;
table.sum = (rows: number[][]): number => rows.flat().reduce((a, b) => a + b, 0);
table.options = { strict: true, limit: 3 };
table.options.limit++;
const rows = table(["1,2", "3,4"]);
console.log(rows, table.sum(rows), table.options, table.parse === parse);

// A cache that the function itself keeps, and members that are given again.
function fib(n: number): number {
    const known = fib.cache.get(n);
    if (known !== undefined) return known;
    const value = n < 2 ? n : fib(n - 1) + fib(n - 2);
    fib.cache.set(n, value);
    return value;
}
fib.cache = new Map<number, number>();
console.log(fib(40), fib.cache.size);
fib.cache = new Map();
console.log(fib.cache.size);

async function load(name: string): Promise<string> {
    load.pending++;
    await null;
    load.pending--;
    return `${name}:${load.pending}`;
}
load.pending = 0;
Promise.all(["a", "b"].map(load)).then((all) => console.log(all, load.pending));
const tick = function () {
    tick.times++;
    return () => tick.times;
};
tick.times = 0;
console.log(tick()(), tick()(), [tick.times].map((n) => n + 1));
table.fail = (): never => {
    throw new Error(`no ${table.options.limit}`);
};
try {
    table.fail();
} catch (e) {
    console.log((e as Error).message);
}

// What is assigned gets no name; functions in functions, with arguments of any number.
type Handler = (path: string, next: () => string) => string;
const app = (path: string): string => {
    app.hits++;
    const run = (i: number): string => (i < app.stack.length ? app.stack[i](path, () => run(i + 1)) : "404");
    return run(0);
};
app.hits = 0;
app.stack = [] as Handler[];
app.use = (...handlers: Handler[]) => app.stack.push(...handlers);
app.use(
    (_, next) => `[${next()}]`,
    (path, next) => (path === "/" ? "home" : next()),
);
console.log(app("/"), app("/x"), app.hits, app.use.name === "", app.name);
function debounce<T extends unknown[]>(f: (...a: T) => void, ms: number) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    return (...args: T) => {
        if (timer !== undefined) clearTimeout(timer);
        timer = setTimeout(() => {
            debounce.fired++;
            f(...args);
        }, ms);
    };
}
debounce.fired = 0;
const later = debounce((s: string, n: number) => console.log(s, n, debounce.fired), 5);
later("a", 1);
later("b", 2);
