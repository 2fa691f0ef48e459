// Objects that are like promises are waited for wherever promises are.

class Deferred<T> implements PromiseLike<T> {
    constructor(private readonly value: T) {}
    then<U = T, V = never>(fulfilled?: ((value: T) => U | PromiseLike<U>) | null, rejected?: ((reason: any) => V | PromiseLike<V>) | null): PromiseLike<U | V> {
        return Promise.resolve(this.value).then(fulfilled, rejected);
    }
}
function value<T>(x: T | PromiseLike<T>): Promise<T> {
    return Promise.resolve(x);
}
async function main() {
    const d = new Deferred(4);
    const n: number = await d;
    console.log(n);
    const m: number = await Promise.resolve(d);
    console.log(m);
    const s: string = await Promise.resolve(1).then((x) => new Deferred(`text ${x}`));
    console.log(s);
    console.log(await value(3), await value(d));
    const p: PromiseLike<number> = Promise.resolve(9);
    console.log(await p.then((x) => x + 1));
    const q = new Promise<string>((resolve) => resolve(new Deferred("q")));
    console.log(await q);
    type A = Awaited<PromiseLike<PromiseLike<boolean>>>;
    const a: A = true;
    console.log(a);
    const r = await Promise.reject(new Error("no")).catch((e) => new Deferred(e.message.length));
    console.log(r);
    const all = await Promise.all([d, Promise.resolve("z"), 5]);
    console.log(all);
    const race = await Promise.race([d, new Deferred("later")]);
    console.log(race);
    console.log(await Promise.allSettled([d, Promise.reject("no"), 5]));
    console.log(await Promise.any([new Deferred("any"), d]));
}
main();
