// Literals among arguments, optional members among values, and defaults of what is never missing.

function two<T>(a: T, b: T): T[] {
    return [a, b];
}

const kind: "x" | "y" = [1].length > 0 ? "x" : "y";
console.log(two(kind, "s"), two("s", kind));

type Sizes = { width?: number; height?: number };
const sizes: Sizes = { width: 3 };
let sum = 0;
for (const size of Object.values(sizes)) sum += size;
for (const [name, size] of Object.entries(sizes)) console.log(name.length, size.toFixed(1));
console.log(sum, Object.values({ width: 1, height: undefined } as Sizes));

const labels: { first?: string; second?: string } = { first: "a" };
console.log(Object.values(labels).map((label) => label.length));

const options: { size: number } = { size: 4 };
const known = options || {};
console.log(known.size);

const settings = { on: { add: (x) => x + 1 }, off: {} } satisfies Record<string, Record<string, (x: number) => number>>;
console.log(settings.on.add(1), settings.off);
