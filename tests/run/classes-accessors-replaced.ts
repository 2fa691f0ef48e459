// Fields in the place of accessors of the base class.
abstract class Shape {
    abstract get size(): number;
    abstract get label(): string;
    abstract set label(value: string);
    describe(): string { return `${this.label} ${this.size}`; }
}
class Square extends Shape {
    size = 4;
    label = "square";
}
class Round extends Shape {
    #label = "round";
    get size(): number { return 1; }
    get label(): string { return this.#label; }
    set label(value: string) { this.#label = value + "!"; }
}
const all: Shape[] = [new Square(), new Round()];
for (const s of all) {
    s.label = "new " + s.label;
    console.log(s.describe(), s.size + 1);
}
const sq = new Square();
sq.size += 2;
sq.label = "x";
console.log(sq.describe(), sq.size, sq);
