// Classes that extend maps, sets and promises are shown with their names, and with their members.
class Scores extends Map<string, number> {
    best = 1;
    by = "hand";
    private secret = [1, { deep: true }];
}
class Plain extends Map<string, number> {}
class Numbers extends Set<number> {
    parts = [1, 2];
}
class Later extends Promise<number> {
    tries = 3;
}
class Below extends Scores {
    more: number | null = null;
}
const scores = new Scores();
console.log(scores);
scores.set("a", 1).set("b", 2);
const numbers = new Numbers([3, 4]);
console.log(scores, [numbers], { numbers });
console.log(new Plain(), new Plain([["x", 1]]), new Numbers(), new Below());
console.log(new Later((resolve) => resolve(1)), new Later(() => {}));
console.log(new Map([["k", scores]]), new Set([numbers]), new Map<string, number>(), new Set([1]));
console.log([[[scores, new Plain(), numbers, new Map([[1, 2]])]]], { a: { b: { c: scores, d: Promise.resolve(1), e: new Later(() => {}) } } });
class Tree extends Map<string, Tree> {
    parent: Tree | null = null;
}
const root = new Tree();
const leaf = new Tree();
root.set("leaf", leaf);
leaf.parent = root;
console.log(root);
