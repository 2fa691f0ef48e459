// Instances whose type arguments fit, and whose members do not.
// differs: A class or interface whose type argument fits is taken as in tsc, though a conditional type makes another type of a member. What the member holds is checked where it is read: a TypeError, where JavaScript goes on with what is there.
type Kind<T> = [T] extends [string] ? string : number;
function attempt(run: () => unknown): void {
    try {
        console.log(run());
    } catch (error) {
        console.log(`${error}`);
    }
}
class Box<T> {
    constructor(readonly item: T, readonly kind: Kind<T>) {}
    get(): Kind<T> {
        return this.kind;
    }
}
const box: Box<"a" | number> = new Box<"a">("a", "text");
attempt(() => box.kind * 2);
attempt(() => box.get() * 2);
interface Made<T> {
    item: T;
    kind: Kind<T>;
    call(kind: Kind<T>): string;
}
const given: Made<"a"> = { item: "a", kind: "text", call: (kind) => kind.toUpperCase() };
const made: Made<"a" | number> = given;
attempt(() => made.kind * 2);
attempt(() => made.call(3));
function general<T, S extends T>(of: Box<S>): Box<T> {
    return of;
}
attempt(() => general<"a" | number, "a">(new Box<"a">("a", "text")).kind.toFixed());
attempt(() => general<"a" | number, "a">(new Box<"a">("a", "text")).item);
