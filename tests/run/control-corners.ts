// A default between other cases, several cases for one body, and loops whose initialisers make closures
function fall(n: number): string {
    switch (n) {
        case 1:
        case 2:
            return "12";
        default:
            n += 10;
        case 3:
            return "d" + n;
        case 4:
            return "4";
    }
}
console.log([0, 1, 2, 3, 4, 5, -1].map(fall));

const seen: (() => number)[] = [];
for (let i = 0, next = () => i++; i < 3; next(), i++) {
    seen.push(() => i, next);
    if (i > 5) break;
}
console.log(seen.map((f) => f()), seen.map((f) => f()));

const later: (() => number)[] = [];
for (let i = 0, first = () => i; i < 3; i++) later.push(() => i * 10 + first());
console.log(later.map((f) => f()));

for (const o = { n: 0, up: (): number => o.n++ }; o.n < 2; o.up()) console.log(o.n);
