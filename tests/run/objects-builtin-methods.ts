// Methods of arrays, texts and their like through object types in which they are optional, and through `any`: called, looked at and read.
interface Sliceable { slice?(n: number): unknown }
function sliced(o: Sliceable) { return o.slice?.(1); }
const list: Sliceable = [1, 2, 3];
const text: Sliceable = "abc";
const none: Sliceable = {};
console.log(sliced(list), sliced(text), sliced(none), sliced({ slice(n) { return n * 2; } }));
console.log(list.slice?.(1) === undefined, (none.slice?.(1) as any)?.length, (list.slice?.(1) as any).length);

interface At { at?(n: number): unknown }
const numbered: At = [1, 2, 3];
const { at } = numbered;
console.log(typeof at, at?.call([5, 6], 1), numbered.at === numbered.at);

interface Pushes { push?(n: number): unknown; least?: number }
const stack: Pushes = [1, 2, 3];
console.log(stack.push?.(1), stack);
const own: Pushes = { push(n) { return this.least! + n; }, least: 5 };
const bare: Pushes = {};
for (const p of [stack, own, bare]) {
  console.log(p.push ? p.push(3) : 0, p.push && p.push(4), p.push !== undefined && p.push(5), !p.push, typeof p.push);
}

interface Written { toFixed?(n: number): string; toUpperCase?(): string }
const written: Written[] = [1.5, "abc", {}];
for (const w of written) console.log(w.toFixed?.(2), w.toUpperCase?.());

interface Collection { map?(f: (x: number) => number): unknown; get?(k: string): unknown; has?(k: string): boolean; size?: number; length?: number }
const collections: Collection[] = [[1, 2], new Map([["a", 1]]), new Set(["a"]), {}];
for (const x of collections) {
  console.log(x.map?.(y => y * 2), x.get?.("a"), x.has?.("a"), x.size, x.length);
  console.log(typeof x.map, typeof x.get, typeof x.has, x.map === undefined);
  if (x.map) console.log(x.map(z => z + 1));
  if (typeof x.has === "function") console.log(x.has("a"));
}

const anything: any[] = [[1, 2], new Map([["a", 1]]), {}, { map() { return this.q; }, q: "Q" }, "str", 5];
for (const x of anything) {
  console.log(typeof x.map, typeof x.get, x.map === undefined, !x.map, x.map ? 1 : 2, x.map && 1, !!x.map);
  console.log(x.map?.((y: number) => y * 2));
  console.log(x.slice?.(1).length, x.toFixed?.(2).length, x.reduce?.((a: number, b: number) => a + b));
  if (x?.map && typeof x.map === "function") console.log(x.map((z: number) => z + 1));
}

// Arguments are evaluated where there is such a method, and only there.
let count = 0;
const counted = () => ++count;
console.log(anything[2].slice?.(counted()), count, anything[4].slice?.(counted()), count, anything[0].push?.(...[counted(), counted()]), count);
async function later() {
  const three: any = [1, 2, 3];
  console.log(await three.slice?.(await Promise.resolve(1)));
}
later();
