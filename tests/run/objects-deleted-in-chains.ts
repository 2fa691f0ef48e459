// `delete` at the end of an optional chain: where an object is missing there is nothing to delete.
type Inner = { b?: number; c?: number };
function maybe(there: boolean): { inner?: Inner } | undefined {
    return there ? { inner: { b: 1, c: 2 } } : undefined;
}
const some = maybe(true);
const none = maybe(false);
console.log(delete some?.inner?.b, some, delete none?.inner?.b, none);
console.log(delete some?.inner, some, delete some?.inner?.c, delete none?.inner);
function cut(table: Record<string, number> | null, key: string): void {
    console.log(delete table?.[key], table);
}
cut({ x: 1, y: 2 }, "x");
cut(null, "x");
let asked = 0;
const key = (): string => {
    asked++;
    return "y";
};
const missing = ((): Record<string, number> | undefined => undefined)();
console.log(delete missing?.[key()], asked);
