// Unions of dictionaries stay apart when they are copied, and are told apart by what they name.
type Big = { code: "big"; origin: string; max: number; path?: string[]; [key: string]: unknown };
type Small = { code: "small"; origin: string; min: number; path?: string[]; [key: string]: unknown };
const list: (Big | Small)[] = [];
for (const big of [true, false]) list.push({ origin: "o", ...(big ? { code: "big", max: 1 } : { code: "small", min: 2 }), inclusive: true });
function clone(all: (Big | Small)[]): (Big | Small)[] {
    return all.map(one => (one.path ? { ...one, path: one.path.slice() } : { ...one }));
}
list[0].path = ["a"];
const copies = clone(list);
copies[0].path!.push("b");
console.log(list, copies);
for (const one of copies) {
    if (one.code === "big") console.log(one.max);
    else console.log(one.min, one["inclusive"]);
}
function bound<T extends Big | Small>(one: T): number {
    return one.code === "big" ? one.max : -1;
}
console.log(copies.map(bound), copies.map(one => (one["code"] === "small" ? one.min : 0)));
interface Handler { id: number; kind: "a" | "b"; on?: (count: number) => void }
function make(kind: boolean): Handler {
    return { id: 1, ...(kind ? { kind: "a" } : { kind: "b", on: count => console.log(count + 1) }) };
}
make(false).on?.(4);
console.log(make(true), Object.keys(make(false)));
const counts: Record<string, number> = { a: 1, ...(list.length > 1 && { b: 2 }), ...{ c: 3 } };
console.log(counts);
