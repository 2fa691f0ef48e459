// What `finally` waits for, `await` in every place, and jumps through `finally` blocks that await.
{
    const log: string[] = [];
    Promise.resolve(1).finally(() => new Promise<void>(r => setTimeout(() => { console.log('waited'); r(); }, 2))).then(v => console.log('v', v));
    Promise.reject(new Error('x')).finally(() => { console.log('f'); }).catch(e => console.log(e.message));
    Promise.resolve(1).finally(() => { throw new Error('f2'); }).catch(e => console.log(e.message));
    Promise.resolve().then(() => console.log('a1')).then(() => console.log('a2')).then(() => console.log('a3')).then(() => console.log('a4')).then(() => console.log('a5'));
    Promise.resolve(2).finally(() => { }).then(() => console.log('fin-then'));
}
{
    async function f() { return 1; }
    async function g() { return f(); }
    async function h() { return await f(); }
    g().then(() => console.log('g'));
    h().then(() => console.log('h'));
    f().then(() => console.log('f'));
    Promise.resolve().then(() => console.log(1)).then(() => console.log(2)).then(() => console.log(3)).then(() => console.log(4));
    new Promise<void>(r => r(Promise.resolve())).then(() => console.log('nested'));
}
{
    const p = Promise.reject(new Error('late'));
    p.catch(() => { });
    async function main() { const q = Promise.reject(new Error('z')); await null; await null; await null; await null; try {
        await q;
    }
    catch (e) {
        console.log('handled');
    } }
    main();
}
{
    async function f(n: number) { try {
        if (n === 0)
            return 'r';
        if (n === 1)
            throw new Error('t');
        await null;
        return 'e';
    }
    catch (e) {
        await null;
        return 'c';
    }
    finally {
        await null;
        console.log('f', n);
        if (n === 2)
            return 'over';
    } }
    (async () => { for (const n of [0, 1, 2, 3])
        console.log(await f(n)); outer: for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++) {
            try {
                await null;
                if (j === 1)
                    continue outer;
                if (i === 2)
                    break outer;
                console.log(i, j);
            }
            finally {
                await null;
                console.log('x', i, j);
            }
        }
    } })();
}
