// A rest parameter behind others where the context has a rest alone.
type Interval = [number, number];
const interval: Record<"sub" | "mul" | "add", (...args: Interval[]) => Interval> = {
    add: (...all) => [all.reduce((s, a) => s + a[0], 0), all.reduce((s, a) => s + a[1], 0)],
    sub: (a, b) => (b !== undefined ? [a[0] - b[1], a[1] - b[0]] : [-a[1], -a[0]]),
    mul: (a, ...b) => {
        if (b.length > 1) b = [interval.mul(...b)];
        return [a[0] * b[0][0], a[1] * b[0][1]];
    },
};
console.log(interval.add([1, 2], [3, 4], [5, 6]), interval.sub([1, 2]), interval.sub([1, 2], [3, 4]), interval.mul([1, 2], [3, 4], [5, 6]));
const later: (...args: string[]) => number = (a, b, c, ...d) => d.length;
console.log(later("a", "b", "c", "d", "e"), later("a"));
