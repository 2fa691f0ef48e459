class Model<T> {
    id = 0;
    name = "";
    constructor(public value: T) {}
    update(change: Partial<Model<T>>): this { Object.assign(this, change); return this; }
    without(rest: Omit<Model<T>, "update" | "without">): string { return rest.name + String(rest.value) + rest.id; }
    static of<U>(value: U, given: Pick<Model<U>, "id"> & Partial<Omit<Model<U>, "id">>): Model<U> { return new Model(value).update(given); }
}
const one = new Model("v").update({ id: 1 }).update({ name: "one" });
console.log(one.id, one.name, one.value, one.without({ id: 2, name: "two", value: "w" }));
console.log(Model.of(3, { id: 4 }).id, Model.of(3, { id: 4, name: "n", value: 5 }).value);

function within<T>(value: T): T {
    class Options {
        width = 1;
        held: T = value;
        with(change: Partial<Options>): Options { return Object.assign(new Options(), this, change); }
    }
    const wide = new Options().with({ width: 8 });
    console.log(wide.width, wide.held);
    return wide.with({ held: value }).held;
}
console.log(within("text"), within(7));
