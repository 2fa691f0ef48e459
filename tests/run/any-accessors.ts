// Accessors, their own and inherited ones, that a key names which only run time knows.
class Scale {
    private held = 3;
    step = 1;
    get value(): number {
        return this.held;
    }
    set value(to: number) {
        this.held = to * 2;
    }
    get fixed(): string {
        return `fixed ${this.held}`;
    }
    grow(): void {
        this.held++;
    }
}
class Named extends Scale {
    #secret = 1;
    get name(): string {
        return "named" + this.#secret;
    }
    override get value(): number {
        return super.value + 100;
    }
    override set value(to: number) {
        this.step = to * 4;
    }
}
function read<T, K extends keyof T>(object: T, key: K): T[K] {
    return object[key];
}
const named = new Named();
const any: any = named;
const keys = ["value", "step", "fixed", "name", "none", "#secret"];
for (const key of keys) console.log(key, any[key], key in any, Object.hasOwn(any, key));
for (const key of ["grow", "toString"]) console.log(key in any && key === "grow");
any[keys[0]] = 20;
any[keys[1]] = 5;
console.log(any.value, named.step, Object.keys(any));
console.log(read(named, "value"), read(named, "name"), read(new Scale(), "fixed"));
const some: ("value" | "step")[] = ["step", "value"];
for (const key of some) {
    named[key] = 1;
    console.log(key, named[key]);
}
