class Ins { constructor(public readonly mode: Ins.Mode, public readonly again = mode) {} }
namespace Ins { export const enum Mode { invalid, one } export const list: Ins[] = []; export const size = 2; }
namespace Ins { export namespace init { for (let i = 0; i < size; i++) list.push(new Ins(i ? Mode.one : Mode.invalid)); } }
console.log(Ins.list.map(i => i.mode + i.again), Ins.Mode.one);
namespace Other { export const enum Kind { a = 4 } export const k = Kind.a; }
const other = Other;
console.log(other.k);
