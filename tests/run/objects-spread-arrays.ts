// Arrays that are spread into object literals: their elements by their positions
const a = [10, 20, 30];
const o = { ...a };
console.log(o, o[0], o[1]);
const u = { ...a, x: "text" };
console.log(u, u.x.length);
console.log(Object.keys({ ...["p", "q"] }), Object.entries({ ...a }), JSON.stringify({ ...a, length: 3 }));
const maybe: number[] | undefined = Math.random() < 2 ? [1] : undefined;
const none: number[] | undefined = Math.random() > 2 ? [1] : undefined;
console.log({ ...maybe }, { ...none }, { ...(a.length > 5 && a) });
const tuple: [string, number] = ["a", 1];
const tt = { ...tuple };
console.log(tt[0].length, tt[1] + 1, tt);
for (const k in { ...a }) console.log(k);
console.log({ ...new Uint8Array([1, 2]) });
const rec: Record<number, string> = { ...["x", "y"] };
console.log(rec[1]);
console.log({ ...[] }, { 5: "five", ...["zero"] }, { ...["zero"], 0: "other" }, { ...a, ...[1] });
const key = "k" + a.length;
console.log({ ...a, [key]: 1 }, { [key]: "s", ...["r"] });
function indexed<T>(items: T[]) { return { ...items }; }
console.log(indexed(["q"])[0], indexed([1, 2]));
const moved: { [index: number]: string } = { ...["x", "y"] };
moved[7] = "z";
console.log(moved, 7 in moved, Object.keys(moved).length);
const state = { items: { ...["a"] }, n: 1 };
state.items[1] = "b";
console.log(state, { ...state, items: { ...state.items } });
const either: string[] | { a: number } = a.length > 2 ? ["e"] : { a: 1 };
const other: string[] | { a: number } = a.length > 3 ? ["e"] : { a: 1 };
function spread(x: string[] | { a: number }) { return { ...x }; }
console.log(spread(either), spread(other));
