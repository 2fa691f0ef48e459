// `x!` and `x as T` of what is null or undefined all the same: where the program looks for that, it finds it, as in JavaScript.
interface Item { v: number; next?: Item; up: Item | null; sub?: { n: Item } }
const single: Item = { v: 1, up: null };
const chain: Item = { v: 1, next: { v: 2, next: { v: 3, up: null }, up: null }, up: null };
const byName = new Map<string, Item>();

function found(k: string) {
    const x = byName.get(k)!;
    if (x === undefined) return "none";
    return x.v;
}
function cast(k: string) {
    const x = byName.get(k) as Item;
    return x ? x.v : "none";
}
function parameter(n: Item) {
    n = n.sub?.n as Item;
    if (n === undefined) return "none";
    return n.v;
}
function counted(n: Item) {
    let i = 0;
    do {
        i++;
        n = n.sub?.n as Item;
        if (n === undefined || !(n.v & 1)) break;
    } while (true);
    return i;
}
console.log(found("q"), cast("q"), parameter(single), counted(single));

function sum(n: Item) {
    let s = 0;
    let x = n;
    do {
        s += x.v;
    } while ((x = x.next!) !== undefined);
    return s;
}
function sumOfLoop(n: Item) {
    let s = 0;
    for (let x: Item = n; x; x = x.next!) s += x.v;
    return s;
}
function sumOfCasts(n: Item) {
    let s = 0;
    let x = n;
    while (x) {
        s += x.v;
        x = x.next as Item;
    }
    return s;
}
console.log(sum(chain), sumOfLoop(chain), sumOfCasts(chain));

// What is left behind such a loop is of type `never`.
function top(n: Item) {
    let x = n;
    while (x) {
        x = x.up!;
    }
    return x;
}
function emptied(n: Item) {
    let x = n;
    while (x) {
        x = null!;
    }
    return x;
}
class Walk {
    constructor(public n: Item) {}
    last() {
        let x = this.n;
        while (x) x = x.up!;
        return x;
    }
    get end() {
        let x = this.n;
        while (x) x = x.next!;
        return x;
    }
}
const walk = new Walk(single);
console.log(top(single), emptied(single), walk.last(), walk.end);
async function later(n: Item) {
    let x = n;
    while (x) x = x.up as Item;
    return x;
}
later(single).then(x => console.log("later", x));

class Branch {
    left: Branch | null = null;
    right: Branch | null = null;
    constructor(public k: number) {}
}
class Tree {
    root: Branch = null as unknown as Branch;
    find(k: number): Branch {
        let n = this.root;
        while (n) {
            if (n.k === k) return n;
            n = (k < n.k ? n.left : n.right)!;
        }
        return n;
    }
    add(k: number) {
        if (!this.root) {
            this.root = new Branch(k);
            return;
        }
        let n = this.root;
        for (;;) {
            const next = (k < n.k ? n.left : n.right) as Branch;
            if (!next) {
                if (k < n.k) n.left = new Branch(k);
                else n.right = new Branch(k);
                return;
            }
            n = next;
        }
    }
}
const tree = new Tree();
[5, 2, 8, 1].forEach(k => tree.add(k));
console.log(tree.find(8)?.k, tree.find(7));

const table: Record<string, Item> = { a: chain };
const missing = table["b"]!;
console.log(missing === undefined, missing ? missing.v : "no");
const any: any = {};
const asked = any.q as Item;
console.log(asked === undefined, !asked);
const list: (Item | undefined)[] = [undefined];
const first = list[0]!;
if (!first) console.log("no first");
let late: Item | undefined;
console.log(late! ?? "late", late!?.v, `${late!}`, "" + late!);
function at(i: number): Item {
    return list[i]!;
}
const given = at(0);
console.log(at(0) === undefined, !given);
class Holder {
    n: Item = chain;
    set(i: number) {
        this.n = list[i]!;
        return this;
    }
    has() {
        return !!this.n;
    }
}
console.log(new Holder().set(0).has());
let num = 5 as number | null;
num = null;
const none = num! as number;
console.log(none === null);
function option(n?: number) {
    const k = n!;
    return k === undefined ? "none" : k + 1;
}
console.log(option(), option(1));
