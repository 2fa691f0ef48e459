// Specifiers in messages, assertions that hold, and what iterators, promises and large sets look like.
console.log("%s is %d years and %i, %f, %j %O %%", "Bob", 42.5, 42.9, "1.5", { a: 1 }, { b: 2 }, "extra");
console.log("%s", null, undefined);
console.log("%d", "x", "100%", 5);
console.log("%c styled", "css");
console.log("%s");
console.log("a%sb%sc", 1);
console.log("%x %", 1);
console.log("%s %s %s", { a: 1 }, [1, 2], -0);
console.log(5, "%s", "x");
console.log("%i %i %i", "12px", -0.5, {});
console.log("%f %f", "a", "1.5e3z");
console.log("%O", { a: { b: { c: { d: 1 } } } }, "s");
console.log("%%", 1);
console.log("%d %d", 1, 2, 3);
console.log("%d %d", -0, "0x10");
console.log("%s %s", [1, [2, [3]]], { a: { b: {} } });
class Plain { x = 1; }
class Told { toString(): string { return "T!"; } }
console.log("%s %s", new Plain(), new Told());
console.log("%s %s", "%s", "x");
console.assert(1 < 2, "not printed");
const map = new Map<string, unknown>([["a", 1], ["b", { x: [1, 2] }], ["c", 3]]);
const entries = map.entries();
entries.next();
console.log(entries, [map.keys()], { v: map.values() });
while (!entries.next().done);
console.log(entries, new Map().keys(), new Set().entries(), new Set([5]).entries());
console.log(new Map([["k".repeat(42), "v".repeat(45)]]).entries());
console.log(new Set(Array.from({ length: 103 }, (_, i) => i)));
const large = new Map<number, number>();
for (let i = 0; i < 101; i++) large.set(i, i * 2);
console.log(large);
const failed = Promise.reject("r");
failed.catch(() => {});
console.log(Promise.resolve(5), new Promise<void>(() => {}), [Promise.resolve([1])], failed);
