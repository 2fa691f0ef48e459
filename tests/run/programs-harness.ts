// tiny harness
type Matcher<T> = {
    toBe(expected: T): void;
    toEqual(expected: T): void;
    toBeNull(): void;
    toThrow(message?: string): void;
    not: Omit<Matcher<T>, "not">;
};
interface Suite { readonly name: string; readonly tests: { name: string; body: () => void }[]; before: (() => void)[] }
const suites: Suite[] = [];
let current: Suite | undefined;
let passed = 0, failed = 0;
function describe(name: string, body: () => void): void {
    const outer = current;
    current = { name: outer ? `${outer.name} > ${name}` : name, tests: [], before: outer ? [...outer.before] : [] };
    suites.push(current);
    body();
    current = outer;
}
function it(name: string, body: () => void) { current?.tests.push({ name, body }); }
it.each = <T extends readonly unknown[]>(rows: readonly T[]) => (name: string, body: (...args: T) => void) => {
    for (const row of rows) it(`${name} ${row.join(",")}`, () => body(...row));
};
function beforeEach(f: () => void) { current!.before.push(f); }
class AssertionError extends Error {
    override name = "AssertionError";
    constructor(readonly actual: unknown, readonly expected: unknown, negated: boolean) {
        super(`expected ${JSON.stringify(actual)} ${negated ? "not " : ""}to be ${JSON.stringify(expected)}`);
    }
}
function deepEqual(a: unknown, b: unknown): boolean {
    if (Object.is(a, b)) return true;
    if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((x, i) => deepEqual(x, b[i]));
    if (a instanceof Map && b instanceof Map) return deepEqual([...a], [...b]);
    if (a instanceof Set && b instanceof Set) return deepEqual([...a], [...b]);
    if (typeof a === "object" && typeof b === "object" && a && b) {
        const ka = Object.keys(a), kb = Object.keys(b);
        return ka.length === kb.length && ka.every(k => deepEqual((a as Record<string, unknown>)[k], (b as Record<string, unknown>)[k]));
    }
    return false;
}
function expect<T>(actual: T): Matcher<T> {
    const make = (negated: boolean): Omit<Matcher<T>, "not"> => {
        const check = (ok: boolean, expected: unknown) => {
            if (ok === negated) throw new AssertionError(actual, expected, negated);
        };
        return {
            toBe: expected => check(Object.is(actual, expected), expected),
            toEqual: expected => check(deepEqual(actual, expected), expected),
            toBeNull: () => check(actual === null, null),
            toThrow(message) {
                if (typeof actual !== "function") throw new TypeError("not a function");
                try { actual(); } catch (e) {
                    const text = e instanceof Error ? e.message : String(e);
                    return check(message === undefined || text.includes(message), message);
                }
                check(false, message);
            },
        };
    };
    return { ...make(false), not: make(true) };
}
function runAll() {
    for (const { name, tests, before } of suites) {
        for (const test of tests) {
            try { before.forEach(f => f()); test.body(); passed++; console.log(`ok   ${name}: ${test.name}`); }
            catch (e) { failed++; console.log(`FAIL ${name}: ${test.name}: ${e instanceof AssertionError ? `${e.name} ${e.message}` : e}`); }
        }
    }
    console.log(`${passed} passed, ${failed} failed`);
}
// AVL
type Comparator<T> = (a: T, b: T) => number;
class AvlNode<K, V> {
    left: AvlNode<K, V> | null = null;
    right: AvlNode<K, V> | null = null;
    height = 1;
    constructor(public key: K, public value: V) {}
    get balance(): number { return AvlNode.heightOf(this.left) - AvlNode.heightOf(this.right); }
    static heightOf<K, V>(n: AvlNode<K, V> | null): number { return n?.height ?? 0; }
    update(): this { this.height = 1 + Math.max(AvlNode.heightOf(this.left), AvlNode.heightOf(this.right)); return this; }
}
class AvlTree<K, V = K> implements Iterable<[K, V]> {
    #root: AvlNode<K, V> | null = null;
    #size = 0;
    constructor(private readonly compare: Comparator<K> = (a, b) => (a < b ? -1 : a > b ? 1 : 0)) {}
    get size() { return this.#size; }
    get height() { return AvlNode.heightOf(this.#root); }
    set(key: K, value: V): this { this.#root = this.#insert(this.#root, key, value); return this; }
    get(key: K): V | undefined {
        let n = this.#root;
        while (n) {
            const c = this.compare(key, n.key);
            if (c === 0) return n.value;
            n = c < 0 ? n.left : n.right;
        }
        return undefined;
    }
    delete(key: K): boolean {
        const before = this.#size;
        this.#root = this.#remove(this.#root, key);
        return this.#size < before;
    }
    #rotate(n: AvlNode<K, V>, side: "left" | "right"): AvlNode<K, V> {
        const other = side === "left" ? "right" : "left";
        const pivot = n[other]!;
        n[other] = pivot[side];
        pivot[side] = n;
        n.update();
        return pivot.update();
    }
    #rebalance(n: AvlNode<K, V>): AvlNode<K, V> {
        n.update();
        if (n.balance > 1) {
            if (n.left!.balance < 0) n.left = this.#rotate(n.left!, "left");
            return this.#rotate(n, "right");
        }
        if (n.balance < -1) {
            if (n.right!.balance > 0) n.right = this.#rotate(n.right!, "right");
            return this.#rotate(n, "left");
        }
        return n;
    }
    #insert(n: AvlNode<K, V> | null, key: K, value: V): AvlNode<K, V> {
        if (!n) { this.#size++; return new AvlNode(key, value); }
        const c = this.compare(key, n.key);
        if (c === 0) { n.value = value; return n; }
        if (c < 0) n.left = this.#insert(n.left, key, value); else n.right = this.#insert(n.right, key, value);
        return this.#rebalance(n);
    }
    #remove(n: AvlNode<K, V> | null, key: K): AvlNode<K, V> | null {
        if (!n) return null;
        const c = this.compare(key, n.key);
        if (c < 0) n.left = this.#remove(n.left, key);
        else if (c > 0) n.right = this.#remove(n.right, key);
        else {
            if (!n.left || !n.right) { this.#size--; return n.left ?? n.right; }
            let successor = n.right;
            while (successor.left) successor = successor.left;
            [n.key, n.value] = [successor.key, successor.value];
            n.right = this.#remove(n.right, successor.key);
        }
        return this.#rebalance(n);
    }
    *[Symbol.iterator](): IterableIterator<[K, V]> {
        function* walk(n: AvlNode<K, V> | null): Generator<[K, V], void> {
            if (!n) return;
            yield* walk(n.left);
            yield [n.key, n.value];
            yield* walk(n.right);
        }
        yield* walk(this.#root);
    }
    *keys() { for (const [k] of this) yield k; }
    static from<K, V>(entries: Iterable<readonly [K, V]>, compare?: Comparator<K>): AvlTree<K, V> {
        const tree = new AvlTree<K, V>(compare);
        for (const [k, v] of entries) tree.set(k, v);
        return tree;
    }
}
describe("AvlTree", () => {
    let tree: AvlTree<number, string>;
    beforeEach(() => { tree = new AvlTree(); for (let i = 0; i < 31; i++) tree.set(i * 7 % 31, `v${i}`); });
    it("has size", () => expect(tree.size).toBe(31));
    it("is balanced", () => expect(tree.height <= 6).toBe(true));
    it("sorts", () => expect([...tree.keys()]).toEqual(Array.from({ length: 31 }, (_, i) => i)));
    it("gets", () => { expect(tree.get(7)).toBe("v1"); expect(tree.get(99)).toBe(undefined); });
    describe("deleting", () => {
        it.each([[3, true], [15, true], [77, false]] as [number, boolean][])("delete", (key, there) => {
            expect(tree.delete(key)).toBe(there);
            expect(tree.get(key)).not.toBe("x");
        });
        it("all", () => { for (let i = 30; i >= 0; i--) tree.delete(i); expect(tree.size).toBe(0); expect([...tree]).toEqual([]); });
    });
    it("from map", () => {
        const t = AvlTree.from(new Map([["b", 2], ["a", 1], ["c", 3]]), (a, b) => b.localeCompare(a));
        expect([...t]).toEqual([["c", 3], ["b", 2], ["a", 1]]);
    });
    it("throws", () => expect(() => { throw new RangeError("too far"); }).toThrow("far"));
    it("fails", () => expect({ a: [1, 2] }).toEqual({ a: [1, 3] }));
    it("null", () => expect<string | null>(null).toBeNull());
});
runAll();
