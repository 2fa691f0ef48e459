// A name that looks like a number, asked for with `in` in a program where literals and dictionaries meet.
const fixed = { x: 1, y: 8, "7": 7 };
function total(values: Record<string, number>): number {
    return Object.values(values).length;
}
console.log(total(fixed), total({ p: 8, q: 2 }), "7" in fixed, "x" in fixed);
const list = ["a", "b"];
const anything: any = fixed;
console.log("1" in list, "2" in list, "7" in anything);
