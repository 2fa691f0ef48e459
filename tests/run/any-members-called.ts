// Members of type any are called like any others, on their objects.
const v: any = (x: number) => x * 2;
const o = { v, z: 2 }; console.log(o.v(3));
interface Q { f: any; g: { h: any } } const q: Q = { f: v, g: { h: v } }; console.log(q.f(1), q.g.h(2));
console.log(({ v, z: 2 }).v(4));
class K { cb: any = v; static s: any = v; run() { return this.cb(5); } } console.log(new K().run(), K.s(6), new K().cb(7));
const w: any = function (this: any) { return this?.z; }; console.log(({ v: w, z: 2 }).v());
console.log(q.f?.(9), q.g?.h(10), new K().cb?.(11));
