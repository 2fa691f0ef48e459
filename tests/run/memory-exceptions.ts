// Exceptions thrown, caught and passed on while memory is short: what `finally` and `catch` hold is still there afterwards.
function deep(n: number, label: string): number[] {
    const own = [n, n * 0.5, label.length];
    try {
        if (n === 0) throw new Error("bottom " + label);
        const below = deep(n - 1, label + n);
        return [own[0] + below[0], own[1] + below[1], own[2]];
    } finally {
        own.push(n);
        if (own.length !== 4 || own[3] !== n) console.log("lost", n);
    }
}
for (let i = 1; i < 12; i++) {
    try {
        console.log(deep(i, "x" + i).join());
    } catch (e) {
        const text = e instanceof Error ? e.message : "nothing";
        console.log(text.length, text.slice(0, 12));
    }
}
function count(n: number): string {
    const here = "at " + n;
    if (n === 0) return here;
    const rest = count(n - 1);
    return rest.length > 20 ? here + rest.slice(0, 8) : rest + here;
}
console.log(count(12), count(3));
const results: string[] = [];
for (const v of [1, 2, 3, 4]) {
    try {
        const all = [v, v + 1].map((x) => {
            if (x === 4) throw new RangeError("four of " + v);
            return "ok" + x;
        });
        results.push(all.join("+"));
    } catch (e) {
        results.push((e as Error).message);
    }
}
console.log(results.join());
