// Places that are asserted to be of another type where they are written
let x: string | number = "a";
(x as any) = 5;
console.log(x, typeof x);
const o: { a: number; b?: string } = { a: 1 };
(o.a as number) += 2;
(o.b as string) = "q";
(o as { a: number }).a++;
console.log(o);
(o.b satisfies string | undefined) = "r";
(<any>o).a = 8;
console.log(o);
const list: (string | number)[] = [1];
(list[0] as string) = "x";
(<any>list)[1] = 3;
[(list[0] as number)] = [9];
console.log(list);
function f(s: string | undefined): void {
    if (s !== undefined) {
        (s as any) = undefined;
        console.log(s === undefined, s);
    }
}
f("x");
const key = { [`plain`]: 1, get [`got`]() { return 2; } };
console.log(key.plain, key.got);
