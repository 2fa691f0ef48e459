function isMissing(x: any): x is undefined { return x === undefined; }
function isUnknown(x: unknown): boolean { return typeof x === "undefined"; }
class Ask { static holds(x: unknown): boolean { return x !== undefined; } }
const table: { [key: string]: { v: number } } = {};
function get(key: string): number | undefined {
    const found: { v: number } = table["$" + key];
    if (isMissing(found)) return undefined;
    return found.v;
}
function also(key: string): number | undefined {
    const found = table["$" + key];
    return isUnknown(found) ? undefined : found.v;
}
function third(key: string): number {
    const found = table["$" + key];
    return Ask.holds(found) ? found.v : -1;
}
table["$a"] = { v: 1 };
console.log(get("a"), get("b"), also("a"), also("b"), third("a"), third("b"));
console.log(isMissing(table["c"]), isUnknown(table["d"]));
