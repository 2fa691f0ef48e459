// Types that are made of themselves and may be nothing, in generic declarations.
type List<T> = { head: T; tail: List<T> } | null;
function cons<T>(head: T, tail: List<T>): List<T> { return { head, tail }; }
function length<T>(list: List<T>): number { let n = 0; for (let at = list; at; at = at.tail) n++; return n; }
function map<T, U>(list: List<T>, f: (x: T) => U): List<U> { return list && { head: f(list.head), tail: map(list.tail, f) }; }
function second<T>(list: List<T>) { return list?.tail?.head; }
function third<T>(list: List<T>) { return list!.tail!.tail!.head; }
function reverse<T>(list: List<T>): List<T> { let out: List<T> = null; while (list !== null) { const { head, tail } = list; out = cons(head, out); list = tail; } return out; }
function last<T>(list: List<T>): T | undefined { if (list === null) return undefined; return list.tail === null ? list.head : last(list.tail); }
function toArray<T>(list: List<T>): T[] { const r: T[] = []; let at = list; while (at) { r.push(at.head); at = at.tail; } return r; }
function append<T>(a: List<T>, b: List<T>): List<T> { return a === null ? b : cons(a.head, append(a.tail, b)); }
const l = cons(1, cons(2, cons(3, null)));
console.log(length(l), toArray(map(l, (x) => `${x}!`)), second(l), third(l), toArray(reverse(l)), last(l), toArray(append(l, l)));
type Tree<K, V> = undefined | { key: K; value: V; left: Tree<K, V>; right: Tree<K, V> };
function insert<K, V>(t: Tree<K, V>, key: K, value: V): Tree<K, V> {
    if (!t) return { key, value, left: undefined, right: undefined };
    if (key < t.key) return { ...t, left: insert(t.left, key, value) };
    if (key > t.key) { t.right = insert(t.right, key, value); return t; }
    return { ...t, value };
}
function find<K, V>(t: Tree<K, V>, key: K): V | undefined { while (t) { if (key === t.key) return t.value; t = key < t.key ? t.left : t.right; } return undefined; }
function depth<K, V>(t: Tree<K, V>): number { return t ? 1 + Math.max(depth(t.left), depth(t.right)) : 0; }
let tree: Tree<string, number>; for (const [i, w] of ["m", "c", "x", "a"].entries()) tree = insert(tree, w, i);
console.log(find(tree, "a"), find(tree, "zz"), depth(tree), tree?.left?.left?.key);
class Stack<T> { private top: List<T> = null; push(x: T) { this.top = { head: x, tail: this.top }; } pop(): T | undefined { const t = this.top; if (!t) return undefined; this.top = t.tail; return t.head; } peek2() { return this.top?.tail?.head; } }
const s = new Stack<string>(); s.push("a"); s.push("b"); console.log(s.peek2(), s.pop(), s.pop(), s.pop());
type Json<T> = T | Json<T>[] | { [k: string]: Json<T> };
function count<T extends string>(j: Json<T>): number { if (Array.isArray(j)) return j.reduce((n: number, x) => n + count(x), 0); if (typeof j === "object") return Object.values(j).reduce((n: number, x) => n + count(x as Json<T>), 0); return 1; }
console.log(count<string>({ a: ["x", "y"], b: { c: "z" } }));
