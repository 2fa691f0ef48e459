// Objects, arrays, strings, boxed numbers and closures that come and go, some of them held across collections.
class Node {
    left: Node | null = null;
    right: Node | null = null;
    constructor(public key: number, readonly name: string) {}
}
function insert(root: Node | null, key: number): Node {
    if (root === null) return new Node(key, "n" + key);
    if (key < root.key) root.left = insert(root.left, key);
    else root.right = insert(root.right, key);
    return root;
}
function sum(n: Node | null): number { return n === null ? 0 : n.key + n.name.length + sum(n.left) + sum(n.right); }
let root: Node | null = null;
for (let i = 0; i < 24; i++) root = insert(root, (i * 7) % 24);
console.log("tree", sum(root));
const kept: (() => string)[] = [];
for (let i = 0; i < 40; i++) {
    const label = "label " + i + "/" + i * 0.5;
    const parts = label.split(" ");
    if (i % 8 === 0) kept.push(() => label + ":" + parts.join("_"));
}
console.log(kept.map((f) => f()).join(" "));
const mixed: (number | string | number[])[] = [];
for (let i = 0; i < 20; i++) {
    mixed.push(i % 3 === 0 ? i * 1e10 : i % 3 === 1 ? "s" + i : [i, i + 0.5]);
    if (mixed.length > 9) mixed.shift();
}
console.log(mixed.length, typeof mixed[0], typeof mixed[1], mixed.map((m) => `${m}`).join("|"));
const words = new Map<string, number>();
for (let i = 0; i < 60; i++) words.set("w" + (i % 13), (words.get("w" + (i % 13)) ?? 0) + i * 0.25);
console.log(words.size, words.get("w0"), words.get("w12"), sum(root));
let text = "";
for (let i = 0; i < 60; i++) text += i % 10;
console.log(text.length, text.slice(20, 33));
