// Array of ES2023, beyond what arrays-methods has.
{
    console.log([1, [2, 3], [4, [5]]].flat());
    console.log([[1], [2]].flat());
    console.log([1, [2, [3, [4]]]].flat(Infinity));
    console.log([[1, 2], [3]].flatMap(x => x));
    console.log([1, 2].flatMap(x => [x, [x]]));
}
{
    const a = [1, 2, 3];
    console.log(a.at(-1), a.at(0), a.at(5), a.at(-4), a.at(NaN), a.at(1.7));
}
{
    console.log([1, 2, 3, 4, 5].copyWithin(0, 3), [1, 2, 3, 4, 5].copyWithin(1, 0, 3), [1, 2, 3, 4, 5].copyWithin(-2, -3, -1), [1, 2, 3, 4, 5].copyWithin(2, 0));
}
{
    console.log([1, 2, 3, 4].findLast(x => x % 2 === 1), [1, 2, 3, 4].findLastIndex(x => x > 9), [1, 2].findLast(x => x > 5));
}
{
    console.log([3, 1, 10, 2].toSorted(), [3, 1, 10, 2].toSorted((a, b) => a - b), [3, 1].toReversed(), [1, 2, 3].with(1, 9), [1, 2, 3].with(-1, 9));
    try {
        [1].with(4, 1);
    }
    catch (e) {
        console.log(String(e));
    }
}
{
    console.log([1, 2, 3, 4].toSpliced(1, 2), [1, 2, 3].toSpliced(0, 1, 7, 8), [1, 2, 3].toSpliced(-1, 1), [1, 2, 3].toSpliced(1));
}
{
    console.log([1, 2, 3].toSpliced(1, undefined as any), [1, 2, 3].splice(1, NaN));
}
{
    console.log([...['a', 'b'].entries()], [...['a', 'b'].keys()], [...['a', 'b'].values()]);
    for (const [i, x] of ['p', 'q'].entries())
        console.log(i, x);
}
{
    console.log(Array.from('h🎉i'), Array.from([1, 2], x => x * 2), Array.from({ length: 3 }, (_, i) => i * i), Array.from(new Set([1, 2])), Array.from(new Map([[1, 'a']])));
}
{
    console.log(Array.from({ length: 2 }), Array.from(new Map([[1, 2]]).values()), Array.from(new Map([['k', 2]]), ([k, v]) => k + v), Array.from([1, 2].keys()));
}
{
    const al = { length: 2, 0: 'x', 1: 'y' };
    console.log(Array.from(al));
}
{
    function* g() { yield 1; yield 2; }
    console.log(Array.from(g()), Array.from(g(), x => x + 1), Array.from([3, 4], (x, i) => x * i));
}
{
    console.log(Array.of(1, 2, 3), Array.of<string>(), Array.isArray([1]), Array.isArray({}), Array.isArray('x'), Array.of(7));
}
{
    console.log([1].concat(2, [3, 4], 5), [1].concat(), [[1]].concat([[2]]), ['a'].concat(['b'], 'c'));
}
{
    const s = [1, 2, 3, 4, 5];
    console.log(s.splice(1, 2), s);
    console.log(s.splice(-1), s);
    console.log(s.splice(0, 0, 9, 8), s);
    console.log(s.splice(1, 1, 7), s);
    console.log(s.splice(100, 1, 4), s);
}
{
    const s = [1, 2, 3];
    console.log(s.splice(0), s);
    const t = [1, 2, 3];
    console.log(t.splice(1, -5), t);
}
{
    const o = [{ k: 1, v: 'a' }, { k: 0, v: 'b' }, { k: 1, v: 'c' }, { k: 0, v: 'd' }];
    o.sort((a, b) => a.k - b.k);
    console.log(o.map(x => x.v).join(''));
    console.log([5, 25, 100, 1].sort(), ['b', undefined, 'a'].sort(), [true, false].sort(), [3, 2, 1].sort(() => 0), [1, 2, 3].sort((a, b) => b - a));
    console.log([1, 2, 3].sort(() => NaN), [1, 2, 3].sort(undefined));
}
{
    const r = [2, 1];
    console.log(r.sort() === r, r.sort((a, b) => a < b ? 1 : -1));
    const big: number[] = [];
    for (let i = 0; i < 50; i++)
        big.push((i * 37) % 50);
    console.log(big.sort((a, b) => a - b).join());
}
{
    console.log([NaN].includes(NaN), [NaN].indexOf(NaN), [0].includes(-0), [1, 2, 3].includes(1, 1), [1, 2, 3].includes(3, -1), [1, 2, 3].indexOf(3, -1), [1, 2, 1].lastIndexOf(1), [1, 2, 1].lastIndexOf(1, 1), [1, 2, 1].lastIndexOf(1, -2), [undefined].includes(undefined));
}
{
    console.log([1, [2, [3]], null, undefined, 'x'].join('-'), [null].join(), [].join(), [[], [1]].join(';'), [1, 2].join(undefined), [true, {}].join());
    console.log(String([1, [2, 3]]), `${[1, 2]}`, [1, 2].toString(), [] + '', [1] + '' + [2]);
}
{
    const a = [1, 2, 3];
    a.length = 1;
    console.log(a, a.length);
    a.length = 0;
    console.log(a);
    a.push(7);
    console.log(a);
}
{
    const a: (number | undefined)[] = [1];
    a.length = 3;
    console.log(a.length, a[2]);
    try {
        a.length = -1;
    }
    catch (e) {
        console.log((e as Error).name, (e as Error).message);
    }
}
{
    console.log(new Array(3).fill(0), [1, 2, 3].fill(9, 1), [1, 2, 3].fill(9, -2, -1), new Array<number>(2).fill(7), Array(3).fill('x'));
}
{
    console.log(new Array(3).length, Array(2).length, new Array<string>('a', 'b'), Array(1, 2, 3));
}
{
    console.log([1, 2, 3].reduce((a, b) => a + b), [1, 2, 3].reduce((a, b) => a + b, 's'), [1, 2, 3].reduceRight((a, b) => a + '-' + b, ''), [[1], [2]].reduceRight((a, b) => a.concat(b)));
    try {
        ([] as number[]).reduce((a, b) => a + b);
    }
    catch (e) {
        console.log(String(e));
    }
}
{
    const u = [3];
    console.log(u.unshift(1, 2), u, u.unshift(), u.shift(), u, [].shift(), u.pop(), u);
}
{
    const q = [1, 2, 3];
    console.log(q.reverse(), q, q.toReversed(), q);
}
{
    console.log([1, 2, 3, 4].slice(-2), [1, 2, 3].slice(1, -1), [1, 2, 3].slice(), [1, 2, 3].slice(5), [1, 2, 3].slice(2, 1), [1, 2, 3].slice(NaN), [1, 2, 3].slice(0, undefined));
}
{
    const t: [
        number,
        string
    ] = [1, 'a'];
    console.log(t, t.length, t.map(x => x), t.concat([2, 'b']), t.includes('a'));
}
{
    const a = [1, 2];
    console.log(0 in a, 5 in a);
    for (const i in a)
        console.log(i, typeof i);
}
