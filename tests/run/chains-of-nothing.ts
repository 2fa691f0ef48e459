// Chains behind fields that hold null or undefined against their types, in a program that tells functions their `this`.
class Tree {
    left: Tree = null!;
    right: Tree = undefined!;
    seen: () => string = null!;
    constructor(public value: number) {}
}
interface Place { next: Place; label: string; go: () => string }
const tree = new Tree(3);
const place: Place = { next: null!, label: "l", go: undefined! };
console.log(tree.left?.value, tree.right?.value, tree.left?.left.left, tree.seen?.());
console.log(place.next?.label, place.next?.next.next, place.go?.());
tree.left = new Tree(4);
tree.seen = () => "seen";
place.next = place;
place.go = function (this: Place) { return "go " + this.label; };
console.log(tree.left?.value, tree.left?.left?.value, tree.seen?.(), place.next?.label, place.go?.(), place.next?.next.go?.());
const o = { n: 1, get() { return this.n; } };
const get = o.get;
console.log(get.call({ n: 3 } as any), o.get?.());
