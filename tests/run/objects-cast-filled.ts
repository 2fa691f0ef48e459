// Literals that a cast gives a type whose members they lack: the members are added as they are written.
interface Point { x: number; y: number; label?: string }
const p = {} as Point;
p.x = 1;
p.label = "p";
p.y = 2;
console.log(p, Object.keys(p), "x" in p);

const parity = [3, 4, 7, 8].reduce((groups, n) => {
    const key = n % 2 ? "odd" : "even";
    (groups[key] ||= []).push(n);
    return groups;
}, {} as Record<"odd" | "even", number[]>);
console.log(parity, parity.odd.length, parity["even"]);

type Kind = "circle" | "square";
const areas = {} as { [K in Kind]: (size: number) => number };
for (const kind of ["square", "circle"] as Kind[]) areas[kind] = kind === "circle" ? (r) => 3 * r * r : (s) => s * s;
console.log(areas.circle(2), areas.square(3), Object.keys(areas));

function fill<T extends object>(from: T): T {
    const copy = {} as T;
    for (const key of Object.keys(from) as (keyof T)[]) copy[key] = from[key];
    return copy;
}
console.log(fill({ a: 1, b: "two" }), fill(p).label, fill(parity).odd);

interface Builder { name: string; size: number; tags: string[]; on: boolean; depth: number; parent: Builder | null }
function build(name: string, parent: Builder | null): Builder {
    const b = <Builder>{ name };
    b.parent = parent;
    b.tags = parent ? [...parent.tags, name] : [name];
    b.depth = (parent?.depth ?? 0) + 1;
    b.on = b.depth > 1;
    b.size = b.tags.join().length;
    return b;
}
const inner = build("inner", build("outer", null));
console.log(inner.size, inner.on, inner.parent?.tags, Object.keys(inner), JSON.stringify(inner.parent));

class Cache {
    private entries = {} as Record<string, Point>;
    private point = { x: 0 } as Point;
    at(key: string): Point {
        this.point.y = key.length;
        return (this.entries[key] ??= { ...this.point, label: key });
    }
}
const cache = new Cache();
console.log(cache.at("one") === cache.at("one"), cache.at("three"));
