// `for await` over what gives promises, by whatever protocol, and left in every way.
{
    async function main() { for await (const x of [1, Promise.resolve(2), 3])
        console.log(x); for await (const x of new Set([4, 5]))
        console.log(x); for await (const c of 'ab')
        console.log(c); }
    main().then(() => console.log('done'));
    Promise.resolve().then(() => console.log('t1')).then(() => console.log('t2')).then(() => console.log('t3')).then(() => console.log('t4')).then(() => console.log('t5')).then(() => console.log('t6')).then(() => console.log('t7')).then(() => console.log('t8')).then(() => console.log('t9')).then(() => console.log('t10'));
}
{
    class Src {
        constructor(private n: number) { }
        [Symbol.asyncIterator](): AsyncIterator<number> { let i = 0; const n = this.n; return { next: async () => i < n ? { value: i++, done: false } : { value: undefined, done: true }, return: async (v?: any) => { console.log('ret'); return { value: v, done: true }; } }; }
    }
    async function main() { for await (const x of new Src(3))
        console.log(x); for await (const x of new Src(3)) {
        if (x === 1)
            break;
    } try {
        for await (const x of new Src(3)) {
            throw new Error('e' + x);
        }
    }
    catch (e) {
        console.log((e as Error).message);
    } }
    main();
}
{
    async function* count(n: number) { for (let i = 1; i <= n; i++) {
        await new Promise<void>(r => setTimeout(r, 1));
        yield i;
    } }
    async function* map<T, U>(src: AsyncIterable<T>, f: (x: T) => U) { for await (const x of src)
        yield f(x); }
    async function* take<T>(src: AsyncIterable<T>, n: number): AsyncGenerator<T> { if (n <= 0)
        return; for await (const x of src) {
        yield x;
        if (--n === 0)
            return;
    } }
    async function collect<T>(src: AsyncIterable<T>): Promise<T[]> { const r: T[] = []; for await (const x of src)
        r.push(x); return r; }
    collect(take(map(count(10), x => 'n' + x), 3)).then(r => console.log(r));
}
{
    async function* g() { return Promise.resolve('r'); }
    async function* h() { yield Promise.reject(new Error('rej')); }
    async function main() {
        console.log(await g().next());
        try {
            await h().next();
        }
        catch (e) {
            console.log((e as Error).message);
        }
        label: for await (const x of [1, 2]) {
            for await (const y of [3, 4]) {
                if (y === 4)
                    continue label;
                console.log(x, y);
            }
        }
        const r = await (async () => { for await (const x of [1, 2, 3]) {
            try {
                if (x === 2)
                    return 'got' + x;
            }
            finally {
                console.log('fin', x);
            }
        } })();
        console.log(r);
        let z: number | undefined;
        for await (z of [5, 6])
            ;
        console.log(z);
        for await (const [a, b] of [[1, 2], [3, 4]])
            console.log(a + b);
    }
    main();
}
