// Order of values whose kinds only run time tells: strings and objects as texts, all else as numbers.
const late: any = "b",
    early: any = "a",
    n: any = 3,
    s: any = "10";
console.log(late < early, late > early, n < s, s < n, n > "2", "10" < (s as any));
function max<T>(xs: T[]): T { let m: T = xs[0]!; for (const x of xs) if (x > m) m = x; return m; }
console.log(max([1, 5, 2]), max(["a", "c", "b"]), max<string | number>([1, "5", 3]), max([true, false]));
const o1: any = [1, 2], o2: any = [1, 3]; const ob: any = {};
console.log(o1 < o2, o1 > o2, ob < ob, ob <= ob, ob < "z", o1 < 5, null! as any < 1, undefined! as any < 1, (true as any) > (false as any));
function descend<T>(a: T, b: T): number {
    return a < b ? 1 : a > b ? -1 : 0;
}
const onTexts: (a: string, b: string) => number = descend;
console.log(onTexts("a", "b"), descend("a", "b"), onTexts("b", "a"));
console.log(["a", "b", "c"].sort(onTexts), ["a", "b"].sort(descend));
const g: (a: number, b: number) => number = descend;
console.log(g(1, 2), [1, 2].sort(g));
const u: (a: unknown, b: unknown) => number = descend;
console.log(u(1, 2), u("a", "b"));
