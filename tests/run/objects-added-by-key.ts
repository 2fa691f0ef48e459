// Writes by a key that is known only while the program runs, to objects that do not have the member yet.
type O = { a?: number; b?: number };
const o: O = {};
const keys: ("a" | "b")[] = ["b", "a"];
for (const k of keys) o[k] = k.length;
console.log(o);
const p: Partial<Record<"x" | "y", string>> = {};
function put(k: "x" | "y", v: string) { p[k] = v; }
put("y", "1"); put("x", "2");
console.log(p, Object.keys(p));
