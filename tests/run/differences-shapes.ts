// Instances of classes keep the members of their class
// differs: an instance seen as a dictionary, or given the members of an object that has more than its type says, takes no further keys and loses none, and one that is spread as a type parameter makes no instance: both throw a TypeError; a WeakMap, a WeakSet and a WeakRef keep what they hold alive; localeCompare puts letters beyond Latin Extended-A behind all others, by their code units; console.trace and errors have no stack, and an error whose cause is undefined has none, but always a member `cause`

class Point {
    x = 1;
    note?: string = "n";
}
function attempt(what: string, run: () => unknown): void {
    try {
        console.log(what, run());
    } catch (error) {
        console.log(what, error instanceof TypeError, (error as Error).message);
    }
}
const point = new Point();
const table: Record<string, any> = point;
attempt("write", () => (table["x"] = 2));
attempt("add", () => (table["y"] = 3));
attempt("delete", () => delete table["note"]);
attempt("delete nothing", () => delete table["nothing"]);
const wide = { x: 3, more: true };
const narrow: { x: number } = wide;
attempt("assign", () => Object.assign(point, narrow));
console.log(point, Object.keys(table));
function copied<T extends object>(value: T): T {
    return { ...value };
}
attempt("plain", () => copied({ a: 1 }).a);
attempt("instance", () => copied(point).x);
console.log("я".localeCompare("z"), "я".localeCompare("А"), "е".localeCompare("ё"));
console.trace("here", 1);

const failed = new Error("failed", { cause: undefined });
console.log(failed, "cause" in failed, "cause" in new Error("no cause"));

class Assigned extends Error {
    constructor(message: string) {
        super(message);
        this.name = "Assigned";
    }
}
class Coded extends Error {
    override name = "Coded";
    code = 7;
}
console.log(new Assigned("a"), [new Assigned("b")], new Coded("c"), { error: new Coded("d") });
