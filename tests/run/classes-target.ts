// `new.target`, `constructor`, and `#name in object`.
class Shape {
    constructor() {
        if (new.target === Shape) throw new Error("Shape is abstract");
        const check = () => new.target !== Shape;
        console.log("checked", check());
    }
}
class Square extends Shape {}
try {
    new Shape();
} catch (e) {
    console.log((e as Error).message);
}
const square = new Square();
console.log(square instanceof Shape, square.constructor === Square, square.constructor === Shape);
const kinds: (new () => Shape)[] = [Square, Shape];
for (const kind of kinds) {
    try {
        console.log(new kind().constructor === kind);
    } catch (e) {
        console.log((e as Error).message);
    }
}
class Secret {
    #value = 1;
    static is(o: object): boolean {
        return #value in o;
    }
    static read(o: unknown): number {
        return typeof o === "object" && o !== null && #value in o ? o.#value : -1;
    }
}
class More extends Secret {}
console.log(Secret.is(new Secret()), Secret.is(new More()), Secret.is({}), Secret.is([]), Secret.read(new More()), Secret.read({ value: 3 }), Secret.read(4));
function plain(): boolean {
    return new.target === undefined;
}
console.log(plain());
