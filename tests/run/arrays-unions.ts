// Methods of one of several arrays, and variables without a type that patterns write.
function describe(xs: string[] | number[]): string {
    xs.forEach((x: string | number) => console.log("each", x));
    for (const x of xs) console.log("of", x);
    const texts = xs.map((x) => `<${x}>`);
    const kept = xs.filter((x) => x !== 1 && x !== "a");
    const found = xs.find((x) => x === 2 || x === "b");
    const sum = xs.reduce<string>((text, x) => text + x, "");
    return `${texts.join(" ")} ${kept.length} ${found} ${sum} ${xs.length} ${xs.slice(1).length}`;
}
console.log(describe([1, 2, 3]));
console.log(describe(["a", "b"]));

let first, second;
[first, second] = [1.5, "two"];
console.log(first + 1, second.length);
({ first, second } = { first: "one", second: 2 });
console.log(first.length, second * 2);

class Vector {
    constructor(public x: number) {}
    same(other: this): boolean {
        return other.x === this.x;
    }
    sum(other: this): number {
        return this.x + other.x;
    }
}
class Vector2 extends Vector {
    y = 1;
    override sum(other: this): number {
        return super.sum(other) + this.y + other.y;
    }
}
console.log(new Vector(1).same(new Vector(1)), new Vector2(1).same(new Vector2(2)), new Vector2(1).sum(new Vector2(2)));
