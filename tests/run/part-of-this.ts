// A method gives or takes a part of `this`: what a subclass adds counts.

class Options {
    size = 1;
    name = "x";
    set(some: Partial<this>): this {
        return Object.assign(this, some);
    }
    keys(): string[] {
        const all: string[] = [];
        for (const key in this) {
            if (key === "size") continue;
            all.push(key);
        }
        return all;
    }
    count(of: Partial<this>): number {
        for (const key in of) console.log("given", key);
        return Object.keys(of).length;
    }
}
class Colours extends Options {
    fill = "red";
}

console.log(new Colours().set({ fill: "blue", size: 0 }));
console.log(new Options().set({}).keys(), new Colours().keys());
console.log(new Colours().count({ fill: "green" }));

const never = (): Promise<number> => new Promise((resolve, reject) => reject());
never().catch((reason) => console.log("rejected", reason));
