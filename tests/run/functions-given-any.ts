// Functions that are given members through `any`.
const one: any = function () { return 1; };
one.description = "one";
one.count = 3;
one.count += 2;
console.log(one, one.description, one.count, one(), Object.keys(one));
function made(n: number): any {
    const f: any = () => n;
    f.level = n;
    return f;
}
const a = made(1), b = made(2);
console.log(a.level, b.level, a(), b(), a === b);
a.level = 5;
console.log(a.level, b.level);
function named(): string { return "named"; }
(named as any).tag = "t";
console.log((named as any).tag, (one as any).tag, named.name);
const typed = (x: number): number => x + 1;
(typed as any).unit = "mm";
console.log((typed as any).unit, typed(1), Object.keys(typed));
let later: any;
later = (x: number) => x * 2;
later.twice = true;
console.log(later.twice, later(4));
const texts: string[] = [];
for (const f of [one, a, named, later] as any[]) {
    texts.push(`${f.description} ${f.level} ${f.tag} ${f.twice}`);
}
console.log(texts.join(", "));
