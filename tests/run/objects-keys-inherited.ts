// Keys that only run time knows name what every object has, too
const counts: Record<string, number> = {};
for (const word of ["a", "constructor", "b", "a", "toString"]) {
    if (word in counts) console.log("there is", word);
    else counts[word] = 1;
}
console.log(Object.keys(counts).join());
for (const word of ["a", "constructor", "valueOf", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "__proto__", "none"]) {
    console.log(word, word in counts, Object.hasOwn(counts, word));
}

interface Named {
    name: string;
    size?: number;
}
class Item implements Named {
    constructor(public name: string) {}
    describe(): string {
        return this.name;
    }
}
const items: Named[] = [{ name: "one" }, { name: "two", size: 2 }, new Item("three")];
for (const item of items) {
    const there = ["name", "size", "describe", "toString", "constructor", "other"].map((key) => key in item);
    console.log(there.join(), Object.hasOwn(item, "toString" as string));
}

const bare: Record<string, number> = Object.create(null);
bare.a = 1;
for (const word of ["a", "constructor", "toString"]) console.log(word, word in bare);

const anything: any[] = [{ a: 1 }, [1], new Item("x"), counts, bare, new Map()];
for (const value of anything) console.log(["a", "0", "length", "toString", "hasOwnProperty"].map((key) => key in value).join());
