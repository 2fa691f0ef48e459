// Generic functions and classes at integers, doubles, strings and classes.
function last<T>(items: T[], fallback: T): T { return items.length > 0 ? items[items.length - 1] : fallback; }
class Box { constructor(readonly id: number) {} }
console.log(last([1, 2, 3], 0), last([0.5, 2.5], 0), last(["a", "b"], ""), last([new Box(7)], new Box(0)).id, last<number>([], -1), last<string | null>([null], "x"));
class Stack<T> {
    private items: T[] = [];
    push(x: T): Stack<T> { this.items.push(x); return this; }
    pop(): T | undefined { return this.items.pop(); }
    peek(): T { return this.items[this.items.length - 1]; }
    depth(): number { return this.items.length; }
    map<U>(f: (x: T) => U): Stack<U> { const r = new Stack<U>(); for (const i of this.items) r.push(f(i)); return r; }
}
const ints = new Stack<number>().push(1).push(2147483647);
const doubles = new Stack<number>().push(0.25);
const strings = ints.map((x) => "#" + x);
const boxes = strings.map((s) => new Box(s.length));
console.log(ints.peek() + 1, doubles.peek() * 2, strings.peek(), boxes.peek().id);
console.log(ints.pop(), ints.pop(), ints.pop(), boxes.pop()!.id, strings.map((s) => s.length).pop());
function pair<A, B>(a: A, b: B): { first: A; second: B } { return { first: a, second: b }; }
const pr = pair("k", 2.5);
console.log(pr.first, pr.second, pair(1, true).second);
function swap<A, B>(p: { first: A; second: B }): { first: B; second: A } { return pair(p.second, p.first); }
console.log(swap(pr).first, swap(pr).second);
function max<T>(xs: T[], less: (a: T, b: T) => boolean): T { let m = xs[0]; for (const x of xs) if (less(m, x)) m = x; return m; }
console.log(max([3, 9, 2], (a, b) => a < b), max(["q", "zz", "b"], (a, b) => a < b), max([0.1, 0.3], (a, b) => a < b));
interface Keyed { key: string }
function keys<T extends Keyed>(xs: T[]): string { return xs.map((x) => x.key).join(); }
console.log(keys([{ key: "a", v: 1 }, { key: "b", v: 2 }]));
class Cache<K, V> { private ks: K[] = []; private vs: V[] = []; set(k: K, v: V): void { this.ks.push(k); this.vs.push(v); } find(k: K): V | undefined { const i = this.ks.indexOf(k); return i < 0 ? undefined : this.vs[i]; } }
const cache = new Cache<string, number>();
cache.set("pi", 3.14); cache.set("two", 2);
console.log(cache.find("pi"), cache.find("two"), cache.find("none"));
const identity = <T>(x: T): T => x;
console.log(identity(1), identity("s"), identity(null), identity(undefined), identity(true));
