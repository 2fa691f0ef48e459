function without<V>(table: { [key: string]: V }, key: string): { [key: string]: V } {
    const { [key]: _, ...others } = table;
    return others;
}
const ages: Record<string, number> = { ann: 30, bob: 20, cy: 10 };
console.log(without(ages, "bob"), without(ages, "cy"), ages);
interface Point { x: number; y: number; label: string }
const point: Point = { x: 1, y: 2, label: "p" };
function split(p: Point, key: "x" | "y"): [number, { label: string }] {
    const { [key]: value, ...rest } = p;
    return [value, rest];
}
console.log(split(point, "x"), split(point, "y"), point);
function omit<T extends object, K extends keyof T>(o: T, key: K): Omit<T, K> {
    const { [key]: _, ...rest } = o;
    return rest;
}
console.log(omit(point, "label"), omit({ a: 1, b: "x" }, "a"));
let calls = 0;
const next = (): string => (calls++, "ann");
const { [next()]: ann = 0, bob, ...left } = ages;
console.log(ann, bob, left, calls);
let first: number, tail: Record<string, number>;
({ [next()]: first, ...tail } = ages);
console.log(first, tail, calls);
