// What stands in for an entry that is not there, where only the entry's type will do; defaults that may be anything; guards over chains.

interface Variable {
    value: number;
}
class Scope {
    own: Record<string, Variable> = {};
    constructor(readonly outer?: Scope) {}
    find(name: string): Variable {
        return this.own[name] || this.outer?.find(name);
    }
    get(name: string): Variable {
        return this.own[name] ?? this.outer?.get(name);
    }
}
const globals = new Scope();
globals.own.x = { value: 1 };
const inner = new Scope(globals);
inner.own.y = { value: 2 };
console.log(inner.find("x").value, inner.find("y").value, inner.get("x").value);
try {
    console.log(inner.find("z").value);
} catch (error) {
    console.log(error instanceof TypeError);
}

const equal: any = (a: number, b: number) => a === b;
function same({ by = equal }: { by?: (a: number, b: number) => boolean }): boolean {
    return by(1, 1);
}
console.log(same({}), same({ by: (a, b) => a > b }));

interface Settings {
    model?: string;
}
function isModel(value: unknown): value is "a" | "b" {
    return value === "a" || value === "b";
}
function model(settings?: Settings | null): string {
    return isModel(settings?.model) ? settings.model : "none";
}
console.log(model(), model({ model: "a" }), model({ model: "c" }), model(null));
