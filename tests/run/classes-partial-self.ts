class Model {
    id = 0;
    name = "";
    tags: string[] = [];
    readonly defaults: Partial<Model> = {};
    update(change: Partial<Model>): this { Object.assign(this, change); return this; }
    with(change: Partial<Omit<Model, "with" | "update" | "keys">>): Model { return new Model().update(this).update(change); }
    keys(): Exclude<keyof Model, "keys" | "with" | "update">[] { return ["id", "name"]; }
    static of(given: Pick<Model, "id"> & Partial<Omit<Model, "id">>): Model { return new Model().update(given); }
}
const a = Model.of({ id: 1, name: "a" });
const b = a.update({ tags: ["x"] });
console.log(a === b, a.id, a.name, a.tags, a.keys().map(key => String(a[key])));
console.log(Model.of({ id: 2 }).name === "", JSON.stringify(Model.of({ id: 3 })));
interface Step { name: string; run(): number; readonly without: Omit<Step, "without"> }
const inner = { name: "inner", run: () => 1 };
const step: Step = { name: "outer", run: () => 2, without: inner };
console.log(step.without.name, step.without.run() + step.run());
