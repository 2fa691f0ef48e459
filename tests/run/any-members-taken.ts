// Members of what may be anything: methods of what is built in and of every object as values, and the class behind an object.
{
    const n = 1 as any, a = [3, 1, 2] as any, s = "text" as any;
    const { toFixed } = n; const { map, length, join } = a; const { toUpperCase, length: count } = s;
    console.log(typeof toFixed, typeof map, length, typeof join, typeof toUpperCase, count);
    console.log(toFixed.call(3.14159, 2), map.call(a, (x: number) => x * 2), join.call(a, "-"), toUpperCase.call("abc"));
    const x = a.map; const y = n.toFixed; const z = s.split;
    console.log(typeof x, typeof y, typeof z, x === a.map, x.name);
    try { console.log(x((q: number) => q)); } catch (e) { console.log(e instanceof TypeError); }
    const o = { map: 1, keys: "k", values: [1], entries: { a: 1 } } as any;
    console.log(o.map, o.keys, o.values, o.entries, o.filter);
    const { keys, values: [first], at = "none" } = o;
    console.log(keys, first, at);
    function f({ slice, size }: any) { console.log(typeof slice, size); }
    f("x"); f([1]); f({ size: 2 });
    const b = a["map"]; console.log(typeof b);
    const m = new Map([[1, 2]]) as any; const { get, size } = m; console.log(typeof get, size, get.call(m, 1));
    console.log(typeof a.push, !!a.push, a.push ? 1 : 2, a.pusher ? 1 : 2);
    for (const { at: q } of [[1], "t"] as any[]) console.log(typeof q);
    let w; ({ toString: w } = a); console.log(typeof w);
    const maybe = [a, undefined, null, o, n][Math.floor(Math.random())] as any;
    const g = maybe?.map; console.log(typeof g, g === a.map, maybe?.length, maybe?.map === a.map);
    const no = [undefined, 1][Math.floor(Math.random())] as any; console.log(no?.map, typeof no?.map, no?.map(1), no?.map?.call(1));
}
{
    class Named { toString() { return "K"; } } class Unnamed { a = 1; }
    const all: any[] = [1, "s", true, [1], { a: 1 }, new Named(), new Unnamed(), () => 1, new Map(), { toString() { return "own"; } }];
    for (const x of all) console.log(typeof x.toString, typeof x.valueOf, typeof x.hasOwnProperty, typeof x.constructor, x.toString !== undefined, x.toString ? "yes" : "no");
    const t = all[4].toString; console.log(typeof t);
    const u: unknown = all[4];
    if (typeof u === "object" && u !== null && "toString" in u) console.log("in");
    function show(x: any): string { return x && typeof x.toString === "function" ? x.toString() : "none"; }
    for (const x of all.slice(0, 4)) console.log(show(x));
}
{
    const o = { a: 1 } as any; const d: Record<string, number> = { k: 1 }; const dd = d as any;
    const { toString: t, hasOwnProperty: h, valueOf: v } = o;
    console.log(t.call(o), h.call(o, "a"), h.call(o, "b"), v.call(o) === o, h.call(dd, "k"), t === o.toString, dd.toString === t);
    const e = new Error("x") as any; const et = e.toString; console.log(et.call(e), typeof e.constructor, e.constructor.name);
    const n = 3.5 as any; const nt = n.toString; console.log(nt.call(3.5), nt.call(255, 16));
    function kind(x: any): string { if (x === null || x === undefined) return String(x); return x.constructor ? x.constructor.name : "?"; }
    class A {} class B extends A {}
    console.log([1, "s", [1], o, dd, () => 1, new A(), new B(), new Map(), e, null, true].map(kind).join());
    const w: any = new B(); if (w.constructor === B) console.log("B"); if (w.constructor === A) console.log("A");
    console.log(o.constructor === dd.constructor, o.constructor === ([] as any).constructor, o.constructor, ([] as any).constructor, n.constructor, w.constructor);
    console.log({ constructor: 5 } as any, ({ constructor: 5 } as any).constructor);
    try { (null as any).constructor; } catch (x) { console.log((x as Error).message); }
}
{
    const all: any[] = [1, "s", true, [1], { a: 1 }, () => 1, new Map(), new Uint8Array(1), Promise.resolve()];
    for (const x of all) { try { console.log(x.constructor.name, x.constructor === Number, x.constructor === all[4].constructor); } catch (e) { console.log("throws"); } }
}
{
    const a = [1] as any; const o = { a: 1 } as any;
    let w: any, z: any, q: any;
    ({ map: w } = a); console.log(typeof w);
    ({ length: z, toString: q } = a); console.log(z, typeof q);
    ({ toString: q } = o); console.log(typeof q);
    ({ constructor: q } = o); console.log(q.name);
    let { constructor: c } = o; console.log(c.name);
    for ({ map: w } of [a]) console.log(typeof w);
    console.log(typeof a["map"], typeof o["toString"], o["a"], a["length"], typeof a["constructor"], ((() => 1) as any)["name"]);
    const { ["map"]: m2, ["length"]: l2 } = a; console.log(typeof m2, l2);
    const x: any = { name: "n", list: [1] }; if (typeof x["name"] === "string") console.log(x["name"].length); x["list"].push(2); x["new"] = 3; console.log(x);
}
{
    const o = { a: 1 } as any;
    const t = o.toString;
    console.log(t === o.toString);
    const u = o.toString;
    console.log(t === u);
    const { toString: v } = o;
    console.log(t === v);
    const h = o.hasOwnProperty;
    console.log(h === o.hasOwnProperty);
}
