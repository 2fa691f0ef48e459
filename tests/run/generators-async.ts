// Async generators: the protocol, and the order of what they do.
{
    async function* g(): AsyncGenerator<number, number, any> { console.log("start"); yield 1; yield Promise.resolve(2); const x = yield 3; console.log('got', x); return 9; }
    async function main() { const it = g(); console.log(await it.next()); console.log(await it.next()); console.log(await it.next()); console.log(await it.next('v' as any)); console.log(await it.next()); for await (const x of g())
        console.log('for', x); }
    main();
}
{
    async function* g() { try {
        yield 1;
        yield 2;
    }
    finally {
        console.log('fin');
        await null;
        console.log('fin2');
    } }
    async function main() {
        for await (const x of g()) {
            console.log(x);
            break;
        }
        console.log('after');
        const i = g();
        console.log(await i.next());
        console.log(await i.return());
        console.log(await i.next());
        const j = g();
        await j.next();
        try {
            await j.throw(new Error('boom'));
        }
        catch (e) {
            console.log('caught', (e as Error).message);
        }
        const k = g();
        console.log(await k.return(Promise.resolve()));
        const l = g();
        try {
            await l.throw('x');
        }
        catch (e) {
            console.log(e);
        }
    }
    main();
}
{
    async function* inner(): AsyncGenerator<string, string, any> { const a = yield 'i1'; console.log('a', a); try {
        yield 'i2';
    }
    finally {
        console.log('inner fin');
    } return 'ret'; }
    async function* outer(): AsyncGenerator<any, string, any> { const r = yield* inner(); console.log('r', r); yield* [10, Promise.resolve(20)]; return 'end'; }
    async function main() { const it = outer(); console.log(await it.next('z' as any)); console.log(await it.next('A' as any)); console.log(await it.next()); console.log(await it.next(), await it.next(), await it.next()); const k = outer(); await k.next(); await k.next(); console.log(await k.return('R' as any)); const m = outer(); await m.next(); await m.next(); try {
        await m.throw(new Error('T'));
    }
    catch (e) {
        console.log((e as Error).message);
    } }
    main();
}
{
    const log: string[] = [];
    async function* g() { for (let i = 0; i < 3; i++) {
        log.push('y' + i);
        yield i;
    } }
    const it = g();
    Promise.all([it.next(), it.next(), it.next(), it.next(), it.return(1 as any)]).then(r => { console.log(JSON.stringify(r)); console.log(log.join()); });
    let n = 0;
    function tick() { log.push('t' + n); if (n++ < 14)
        Promise.resolve().then(tick); }
    tick();
}
{
    async function* g() { await null; throw new Error('in gen'); }
    async function main() { try {
        for await (const x of g())
            console.log(x);
    }
    catch (e) {
        console.log('c', (e as Error).message);
    } const it = g(); await it.next().catch(e => console.log('c2', e.message)); console.log(await it.next()); }
    main();
}
{
    class Q {
        items = [1, 2, 3];
        async *[Symbol.asyncIterator]() { for (const x of this.items)
            yield x * 2; }
        async *named(k: number) { yield k; yield this.items.length; }
        static async *s() { yield 's'; }
    }
    async function main() { const q = new Q(); for await (const x of q)
        console.log(x); for await (const x of q.named(7))
        console.log(x); for await (const x of Q.s())
        console.log(x); const f = async function* () { yield 1; }; for await (const x of f())
        console.log('f', x); const o = { async *m() { yield 'm'; } }; for await (const x of o.m())
        console.log(x); }
    main();
}
{
    async function* g() { try {
        yield 1;
    }
    catch (e) {
        console.log('caught', e);
        yield 'c';
    }
    finally {
        yield 'f';
    } }
    async function main() { const it = g(); await it.next(); console.log(await it.throw('err')); console.log(await it.next()); console.log(await it.next()); const j = g(); await j.next(); console.log(await j.return(4 as any)); console.log(await j.next()); }
    main();
}
