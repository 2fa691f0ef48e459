// A chain in brackets that is called is a method of the object that it finds the function in.
const a: any = {
    n: 5,
    b(this: any, k: number) {
        return (this?.n ?? "none") + ":" + k;
    },
    c: {
        n: 7,
        d(this: any) {
            return this?.n;
        },
    },
    get f() {
        return function (this: any) {
            return this?.n;
        };
    },
};
console.log((a?.b)(1), (a.b)(2), a?.b(3), (a?.["b"])(4));
console.log((a?.c.d)(), (a?.c?.d)(), (a?.f)(), a?.f());
interface T {
    n: number;
    b(k: number): string;
}
const t: T = {
    n: 6,
    b(k) {
        return this.n + ":" + k;
    },
};
function find(there: boolean): T | undefined {
    return there ? t : undefined;
}
console.log((find(true)?.b)!(4), (t?.b)(5), (find(true)?.b)?.(6), (find(false)?.b)?.(7));
class K {
    n = 9;
    m() {
        return this.n;
    }
}
const k: any = new K();
console.log((k?.m)());
try {
    (find(false)?.b)!(8);
} catch (e) {
    console.log((e as Error).name);
}
