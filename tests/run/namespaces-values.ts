// A class or function is a value: what the namespace of its name exports are its members.
function id<T>(x: T): T { return x; }
namespace id { export const tag = "id"; export enum Mode { A, B } export namespace deep { export let level = 2; export function up() { level++; return level; } } export interface Opt { a: number } }
const same: typeof id = id;
console.log(same.tag, same(5), same("x"), same.Mode.B, same.deep.level, same.deep.up(), id.deep.level);
console.log(Object.keys(same), same.name, same.length);
for (const k in same) console.log(k);
console.log("tag" in same, "nope" in same);
function over(a: number): number; function over(a: string): string; function over(a: any): any { return a; }
namespace over { export function twice(a: number) { return over(over(a) * 2); } }
const list = [over, over];
console.log(list.map(o => o.twice(3) + o(1)));
class P { constructor(public x: number, public y: number) {} static zero = new P(0, 0); static make() { return this.origin(); } }
namespace P { export function origin() { return P.zero; } export const unit = new P(1, 1); export let count = 0; export class Inner extends P { z = 1; } export enum Kind { Small = 1, Big } }
function build(c: typeof P) { c.count++; return new c(c.unit.x, c.Kind.Big); }
console.log(build(P), P.count, P.make());
class Q extends P { static own = 1; }
console.log(build(Q), Q.count, P.count, Q.unit);
Q.count = 50; console.log(Q.count, P.count);
const any: any = P; console.log(any.count, any.unit, any["Kind"]["Big"], Object.keys(any)); any.count = 7; console.log(P.count);
const anyf: any = id; anyf.deep.level = 9; console.log(id.deep.level, anyf.tag, anyf["tag"], anyf.missing);
const { origin, unit } = P; console.log(origin() === P.zero, unit);
