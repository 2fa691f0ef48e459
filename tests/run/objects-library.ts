// Object, Map, Set and Number.
{
    const m = new Map<string, number>([['a', 1], ['b', 2]]);
    m.set('c', 3).set('a', 9);
    console.log(m.size, m.get('a'), m.get('z'), m.has('b'), m.delete('b'), m.delete('b'), m);
    m.forEach((v, k, mm) => console.log(k, v, mm === m));
    console.log([...m], [...m.keys()], [...m.values()], [...m.entries()]);
    m.clear();
    console.log(m.size, m);
}
{
    const m = new Map<any, any>();
    m.set(NaN, 1);
    m.set(0, 2);
    console.log(m.get(NaN), m.get(-0));
    m.set(-0, 3);
    console.log([...m.keys()]);
}
{
    const k = {};
    const m = new Map<object, number>([[k, 1]]);
    console.log(m.get(k), m.get({}));
}
{
    const m = new Map([[1, 1], [2, 2], [3, 3]]);
    for (const [k] of m) {
        if (k === 1)
            m.delete(2);
        if (k === 3 && m.size < 4)
            m.set(4, 4);
        console.log(k);
    }
}
{
    const a = new Map([[1, 2]]);
    const b = new Map(a);
    b.set(3, 4);
    console.log(a, b, new Map(Object.entries({ x: 1 })), new Set('hello'), new Set([..."aab"]).size);
}
{
    const s = new Set([1, 2, 2, 3]);
    console.log(s.size, s.has(2), s.add(4).add(1).size, s.delete(9), [...s], s);
    s.forEach((v, k, ss) => console.log(v, k, ss === s));
    console.log([...s.entries()], [...s.keys()]);
    const u = new Set([...s].filter(x => x > 2));
    console.log(u);
}
{
    const it = new Set(['a']).values();
    console.log(it.next(), it.next());
    const mi = new Map([[1, 2]]).entries();
    console.log(mi.next(), mi.next());
    const ai = [5][Symbol.iterator]();
    console.log(ai.next(), ai.next());
}
{
    function f(s: ReadonlySet<number>, m: ReadonlyMap<string, number>) { return s.size + m.size + [...m.values()].length; }
    console.log(f(new Set([1]), new Map([['a', 1]])));
}
{
    const o = { b: 1, a: 'x', 2: true };
    console.log(Object.keys(o), Object.values(o), Object.entries(o));
    for (const [k, v] of Object.entries(o))
        console.log(k, v);
}
{
    console.log(Object.fromEntries([['a', 1], ['b', 2]]), Object.fromEntries(new Map([['x', 1]])));
    console.log(Object.fromEntries(Object.entries({ a: 1, b: 2 }).map(([k, v]) => [k, v * 2])));
}
{
    console.log(Object.is(NaN, NaN), Object.is(0, -0), Object.is('a', 'a'), Object.is({}, {}));
}
{
    const a = { x: 1, y: 2 };
    const b = { ...a, y: 3, z: 4 };
    console.log(b);
    const { x, ...rest } = b;
    console.log(x, rest);
    console.log({ ...(null as { q: number } | null), ...(undefined as { q: number } | undefined) });
}
{
    console.log(Number.isInteger(5), Number.isInteger(5.5), Number.isInteger('5'), Number.isSafeInteger(2 ** 53), Number.isSafeInteger(2 ** 53 - 1), Number.EPSILON > 0, Number.MAX_VALUE, Number.MIN_VALUE, Number.MAX_SAFE_INTEGER, Number.isFinite(Infinity), Number.isNaN('x'), Number.parseFloat('1.5x'), Number.parseInt('0x1f'), Number.parseInt('12', 3));
}
{
    console.log((255).toString(16), (0.1).toString(2), (-255).toString(36), (1234.5678).toFixed(2), (1e21).toFixed(2), (0.000001234).toPrecision(2), (1234.5678).toExponential(2), (25).toString(), (1.005).toFixed(2), (-1.5).toFixed(0), (0).toFixed(1), (1e21) + '', 1e-7 + '', 123456789012345680000 + '');
}
{
    const t = Date.now();
    console.log(typeof t, t >= 0, Number.isInteger(t));
}
{
    const t = performance.now();
    console.log(typeof t, t >= 0);
}
{
    const target = { a: 1 };
    console.log(Object.assign({}, { x: 1 }, { y: "2" }), Object.assign({ k: 0 }, { k: 1, l: 2 }), Object.assign(target, { a: 3 }) === target, target);
    console.log(Object.hasOwn(target, "a"), Object.hasOwn(target, "b"), (5).valueOf(), "s".valueOf(), true.valueOf());
}
