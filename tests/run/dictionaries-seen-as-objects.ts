// Dictionaries of which a cast or a predicate says that they have certain members.
const keys = ["id", "name"] as const;
const made = Object.fromEntries(keys.map((key, i) => [key, "v" + i])) as Record<"id" | "name", string>;
console.log(made.name, made.id.length, made);

interface Point {
    x: number;
    y: number;
}
const lengths: Record<string, number> = {};
for (const key of ["x", "yy"]) lengths[key[0]] = key.length;
const point = lengths as unknown as Point;
console.log(point.x + point.y);
point.x = 7;
console.log(lengths, point);
const { x, ...rest } = point;
console.log(x, rest);
const sum = (p: Point): number => p.x + p.y;
console.log(sum(point), sum({ x: 1, y: 2 }));

function isPoint(value: unknown): value is Point {
    return typeof value === "object" && value !== null && "x" in value && "y" in value;
}
function show(value: unknown): string {
    return isPoint(value) ? `${value.x},${value.y}` : "none";
}
console.log(show(lengths), show({ x: 3, y: 4 }), show({}), show(null));

function countBy<T, K extends string>(items: T[], key: (item: T) => K): Record<K, number> {
    const counts: Record<string, number> = {};
    for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
    return counts as Record<K, number>;
}
const counts = countBy([1, 2, 3, 4, 5], (n) => (n % 2 ? "odd" : "even"));
console.log(counts.odd, counts.even, counts);

const table = (<const H extends readonly string[]>(header: H, line: string) =>
    Object.fromEntries(header.map((h, i) => [h, line.split(",")[i]])) as Record<H[number], string>)(["first", "last"], "Ada,Lovelace");
console.log(table.first + " " + table.last);
