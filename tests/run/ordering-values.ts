// `<` of what is neither two numbers nor two strings: the values are made one or the other first.
function least<T extends number | string | boolean>(x: T, y: T): T { return x < y ? x : y; }
const a: (number | string)[] = [10, "9", "abc", 3];
for (const p of a) console.log(p, a.map((q) => (p < q ? "<" : p >= q ? ">=" : "?")).join(" "));
console.log(true < false, false <= true, "10" < ("9" as number | string), [2] > [1] === true);
class V { constructor(public n: number) {} valueOf() { return this.n; } }
const v = new V(2), w = new V(3);
console.log(v < w, v >= w, { valueOf: () => 1 } < { valueOf: () => 2 });
const t: `a${string}` = "abc";
console.log(t < "b", t + 1, t[0], typeof t === "string" ? t.length : 0);
class Money {
    constructor(private cents: number) {}
    valueOf(): number {
        console.log("valueOf", this.cents);
        return this.cents;
    }
}
console.log(new Money(5) < new Money(7), new Money(5) >= new Money(7));
const mixed: (boolean | number)[] = [true, 3, false, 0.5];
console.log(mixed.filter((x) => x > mixed[3]).length, mixed[1] > mixed[0]);
console.log([10] < [9], ["b"] > ["a"], [] <= []);
