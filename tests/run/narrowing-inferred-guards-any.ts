const v: any[] = ["a", "b"];
if (v.every(i => typeof i === "string")) { const w: string[] = v; w.push("c"); console.log(w[0].toUpperCase(), v.length); }
const isStrings = (x: unknown) => Array.isArray(x) && x.every(i => typeof i === "string");
function f(x: unknown): string { if (isStrings(x)) return x.map(y => y.toUpperCase()).join("-"); return "none"; }
console.log(f(["p", "q"]), f([1, "q"]), f("p"), f([]));
const hasId = (x: unknown) => typeof x === "object" && x !== null && "id" in x;
function g(x: unknown) { return hasId(x) ? String(x.id) : "no id"; }
console.log(g({ id: 5 }), g({}), g(null), g({ id: "x", y: 1 }));
const isText = (x: any) => typeof x === "string";
const things: any[] = [1, "two", "three", 4];
console.log(things.filter(isText).map(t => t.length), things.filter(x => typeof x === "number").map(n => n.toFixed(1)));
const nums: any[] = [1, 2, 3];
if (nums.every(n => typeof n === "number")) { let s = 0; for (const n of nums) s += n; console.log(s, nums.map(n => n / 2)); nums[0] = 1.5; console.log(nums); }
