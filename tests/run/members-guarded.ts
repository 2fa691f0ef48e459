// Guards that look for a member that the object may lack
interface Fish { swim(): string } interface Bird { fly(): string }
function isFish(pet: Fish | Bird): pet is Fish { return (pet as Fish).swim !== undefined; }
const pets: (Fish | Bird)[] = [{ swim: () => "swims" }, { fly: () => "flies" }];
for (const p of pets) console.log(isFish(p) ? p.swim() : p.fly());
type R = { a: number }; type S = R & { b: Set<number> };
function isS(r: R): r is S { const s = r as S; return s.b !== undefined; }
const list: R[] = [{ a: 1 }, { a: 2, b: new Set([1]) } as S];
for (const r of list) console.log(isS(r) ? r.b.size : "no");
class A { x = 1 } class B extends A { y = 2 }
const as: A[] = [new A(), new B()];
for (const a of as) console.log((a as any).y, "y" in a);
interface Config { name: string; size: { w: number } }
function isConfig(x: unknown): x is Config {
    return typeof x === "object" && x !== null && (x as Config).name !== undefined && typeof (x as Config).size?.w === "number";
}
for (const x of [{ name: "a", size: { w: 1 } }, { name: "b" }, {}, null, 5]) console.log(isConfig(x));
const swim = (pets[1] as Fish).swim;
console.log(swim === undefined ? "does not" : "swims", typeof (pets[1] as Fish).swim, (pets[1] as Fish).swim ?? "none");
const half = {} as Config;
if (!half.size) half.size = { w: 2 };
half.name ??= "made";
console.log(half.name, half.size.w);
