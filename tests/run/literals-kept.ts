type Step = 1 | -1;
function pass(list: number[], step: Step): number[] { return step > 0 ? list : list.toReversed(); }
console.log(pass([1, 2], +1), pass([1, 2], -1), +1, typeof +1, +0, Object.is(+0, 0));
const EMPTY = 0, ONE = 1;
type Cell = typeof EMPTY | typeof ONE | 2;
function kind(cell: Cell): string { return cell === EMPTY ? "empty" : cell === ONE ? "one" : "two"; }
const moves: { value: Cell }[] = [0, 1, 2].map(n => {
    const value = n as Cell;
    const target = { value };
    return target;
});
console.log(moves.map(m => kind(m.value)));
class Hints {
    private active: { steps: string[]; index: number } | null = null;
    get current(): string | undefined { return this.active?.steps[this.active.index]; }
    start(...steps: string[]) { this.active = { steps, index: steps.length - 1 }; return this; }
    joined() { return this.active?.steps.slice(0, this.active.index).concat(String(this.active.index)).join("+"); }
}
console.log(new Hints().current, new Hints().start("a", "b").current, new Hints().start("a", "b").joined());
interface Node { next: Node | null; v: number[] }
const chain: Node | undefined = Math.random() > 2 ? undefined : { next: { next: null, v: [5, 6] }, v: [1] };
console.log(chain?.next?.v[chain.next.v.length - chain.v.length]);
interface Blocks { n: number }
const more = (b: Blocks): Blocks => ({ n: b.n + 1 });
function grow(flag: boolean): number {
    let best: Blocks | null = { n: 0 };
    let last: Blocks | null = null;
    for (let i = 0; i < 6; i++) {
        more(best);
        if (flag && i % 2) { if (last === null) break; best = last; last = null; }
        else { last = more(best); }
    }
    return best.n;
}
console.log(grow(true), grow(false));
class Hat {
    prototype: number[];
    constructor(p: number[]) { this.prototype = p; }
    grow() { this.prototype.push(this.prototype.length); return this.prototype.length; }
}
console.log(new Hat([4]).grow(), new Hat([1, 2]));
interface Pack<M extends { x: number }> { area?: number[]; marks?: readonly M[] }
class Side {
    pack<M extends { x: number }>(packed: Pack<M> | undefined, bits: (mark: M) => number): number {
        return (packed?.marks ?? []).map(bits).reduce((a, b) => a + b, 0);
    }
}
const hint: { area: number[]; marks: { x: number; n: number }[] } | undefined = Math.random() > 2 ? undefined : { area: [], marks: [{ x: 1, n: 4 }, { x: 2, n: 5 }] };
console.log(new Side().pack(hint, m => m.n + m.x), new Side().pack(undefined, m => m.x));
const popped: number = new Map([["a", [1, 2]]]).get("a")?.pop()!;
console.log(popped);
