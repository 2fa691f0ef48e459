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
