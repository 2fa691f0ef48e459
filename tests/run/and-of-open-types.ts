// `v && …` of what may be of any type: as in tsc the whole is what stands behind, and a value that is false all the same is told where it is used.
function asList<N>(context?: N[] | N): N[] | undefined {
    const list = context && (Array.isArray(context) ? context : [context]);
    return list;
}
console.log(asList<string>("a"), asList<string>(["b"]), asList<number>(undefined), asList<number>([]));

interface Leaf { tag: string; parent: Leaf | null }
interface Types { parent: unknown }
interface Adapter<T extends Types> { parentOf(leaf: Leaf): T["parent"] | null; isLeaf(x: unknown): x is Leaf; tag(leaf: Leaf): string }
function label<T extends Types>(adapter: Adapter<T>, leaf: Leaf): string {
    const parent = adapter.parentOf(leaf);
    const tag = parent && adapter.isLeaf(parent) && adapter.tag(parent);
    return tag ? tag + "/" + leaf.tag : leaf.tag;
}
const root: Leaf = { tag: "r", parent: null };
const leaf: Leaf = { tag: "l", parent: root };
const adapter: Adapter<{ parent: Leaf }> = { parentOf: l => l.parent, isLeaf: (x): x is Leaf => true, tag: l => l.tag };
console.log(label(adapter, root), label(adapter, leaf));

function truth<T>(v: T, done: (v: T) => void) {
    v && done(v);
    if (v && typeof v !== "string") console.log("yes", v);
    const r = (v && 1) || 2;
    console.log(r, !(v && 1), v && 1 ? "t" : "f");
}
truth(0, v => console.log(v));
truth(5, v => console.log(v));
truth("", v => console.log(v));
truth("x", v => console.log(v));
truth(null, v => console.log(v));
truth({ a: 1 }, v => console.log(v));

function used<T>(v: T) {
    const r = v && 1;
    return r;
}
console.log(used(7), used("a"), used({}));
