// Objects of which only a type parameter is known, spread beside a key that is known at run time.
interface Lens<S, A> { get(s: S): A; set(a: A, s: S): S }
const lens = <S, K extends keyof S>(key: K): Lens<S, S[K]> => ({ get: (s) => s[key], set: (a, s) => ({ ...s, [key]: a }) });
const compose = <A, B, C>(ab: Lens<A, B>, bc: Lens<B, C>): Lens<A, C> => ({
    get: (a) => bc.get(ab.get(a)),
    set: (c, a) => ab.set(bc.set(c, ab.get(a)), a),
});
interface Address { street: string; zip: number }
interface Person { name: string; address: Address; tags: string[] }
const zip = compose(lens<Person, "address">("address"), lens<Address, "zip">("zip"));
const ann: Person = { name: "Ann", address: { street: "Main", zip: 100 }, tags: ["a"] };
const moved = zip.set(zip.get(ann) + 1, ann);
console.log(zip.get(ann), zip.get(moved), ann === moved, ann.tags === moved.tags, moved);
const again = zip.set(7, moved);
console.log(again.address.zip, again.name, Object.keys(again.address), again);
function withEntry<T extends object>(object: T, key: string, value: number): T & { [key: string]: any } {
    return { ...object, [key]: value };
}
const more = withEntry({ a: 1, b: "x" }, "c", 2);
console.log(more.a, more.b, more["c"], more);
