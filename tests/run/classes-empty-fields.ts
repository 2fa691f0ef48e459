// Fields and variables that hold null or undefined at first, though their types exclude it.
interface Named {
    name: string;
}

class Tree implements Named {
    left: Tree = null!;
    count: number = undefined!;
    name: string = null as any as string;
    late!: Tree;
    size!: number;
    static root: Tree = null!;
    constructor(public value: number, readonly parent: Tree = null!) {}
    reset() {
        this.left = null!;
        this.size = undefined as unknown as number;
    }
    get isRoot(): boolean {
        return this.parent === null;
    }
}

const tree = new Tree(3);
console.log(tree.left === null, tree.left == null, tree.count === undefined, typeof tree.count, tree.name);
console.log(tree.late === undefined, tree.size, tree.isRoot, Tree.root === null);
tree.left = new Tree(4, tree);
tree.late = tree.left;
tree.size = 7;
tree.count = 1;
tree.name = "t";
Tree.root = tree;
console.log(tree.left.value, tree.late.value, tree.size + 1, tree.count + 1, tree.name.length, tree.left.isRoot, Tree.root.value);
tree.reset();
console.log(tree.left, tree.size, tree.left ? "some" : "none", tree.left ?? "nothing", tree.left?.value);
console.log(tree);

// What is copied is what is there.
const copy = tree.left;
console.log(copy, copy === null, !copy);
let other = tree;
for (let at = tree; at; at = at.left) other = at;
console.log(other.value);
const named: Named = new Tree(5);
console.log(named.name === null, named.name);

// A member of null is a TypeError.
function fails(action: () => unknown): void {
    try {
        console.log("gave", action());
    } catch (e) {
        console.log(e instanceof TypeError);
    }
}
fails(() => tree.left.value);
fails(() => copy.value);
fails(() => {
    tree.left.value = 1;
    return 0;
});
fails(() => tree.name.length + new Tree(1).name.length);
fails(() => Tree.root.left.left);

let text: string = null!;
let number: number = undefined as unknown as number;
let later!: string;
const fill = () => {
    text = "abc";
    later = "x";
};
console.log(text === null, number === undefined, later === undefined);
fill();
number = 4;
console.log(text.length, number * 2, later);

function local(on: boolean): string {
    let found: string = null!;
    if (on) found = "found";
    return found === null ? "no" : found;
}
console.log(local(true), local(false));

class Box<T> {
    private held: T = undefined!;
    private next: Box<T> = null!;
    put(value: T): Box<T> {
        this.held = value;
        return this;
    }
    link(next: Box<T>): Box<T> {
        this.next = next;
        return this;
    }
    get isEmpty(): boolean {
        return this.held === undefined;
    }
    last(): T {
        let at: Box<T> = this;
        while (at.next) at = at.next;
        return at.held;
    }
}
console.log(new Box<number>().isEmpty, new Box<number>().put(1).isEmpty, new Box<number>().put(1).link(new Box<number>().put(2)).last());
console.log(new Box<string>().put("a").last(), new Box<boolean>().isEmpty);

const options: { label: string; next: { label: string } } = { label: null!, next: undefined as any };
console.log(options.label === null, options.next === undefined);
options.label = "l";
console.log(options.label.length);
options.label = null as unknown as string;
console.log(options.label);
fails(() => options.next.label);
