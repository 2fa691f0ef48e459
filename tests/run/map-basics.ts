// Map<string, number> in insertion order.
const m = new Map<string, number>();
m.set("one", 1).set("two", 2).set("half", 0.5);
console.log(m.size, m.get("one"), m.get("half"), m.get("none"), m.has("two"), m.has("three"));
m.set("one", 100);
console.log(m.get("one"), m.size, m.delete("two"), m.delete("two"), m.size);
for (let i = 0; i < 60; i++) m.set("k" + (i % 25), i);
console.log(m.size, m.get("k0"), m.get("k24"), m.get("k" + 7));
let text = "";
m.forEach((v, k) => { text += k + "=" + v + ";"; });
console.log(text.length, text.slice(0, 40));
const words = "the cat and the dog and the bird".split(" ");
const counts = new Map<string, number>();
for (const w of words) counts.set(w, (counts.get(w) ?? 0) + 1);
let out = "";
counts.forEach((n, w) => { out += w + n + " "; });
console.log(out);
m.clear();
console.log(m.size, m.has("one"));
