interface Item { id: number; name: string; note?: string; readonly fixed: boolean; list: number[]; go(): string }
function f<T extends Item>(o: Omit<T, "id">) {
  const s: string = o.name; const n: string | undefined = o.note; o.name = "x";  o.go().length; o.list.push(1);
  const p: Omit<Item, "id"> = o; const q: Pick<Item, "name"> = o; const { name, note } = o;
  for (const x of o.list) x.toFixed();
  return { ...o, id: 3 };
}
function g<T extends Item>(o: Pick<T, Exclude<keyof T, "name">>) { return o.id + 1; }
function i<T extends Item>(o: Partial<Omit<T, "id">>) { return o.name; }
function j<T extends Item>(o: Omit<T, "id" | "note"> & { note: number }) { return o.note + o.name.length; }
function l<T extends Item>(o: { [K in Exclude<keyof T, "id">]: number }) { return o.name + o.note; }
function n<T extends Item>(a: Omit<T, "id">): Omit<Item, "id"> { return a; }
const made = f({ name: "a", fixed: true, list: [1], go() { return "g"; } });
console.log(made.name, made.id, made.list, g({ id: 4, fixed: false, list: [], go: () => "" }), j({ name: "abc", note: 4, fixed: true, list: [], go: () => "" }));
