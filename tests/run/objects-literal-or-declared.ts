// A literal beside a value of a declared type: what the literal lacks is undefined.
interface Options {
    size?: number;
    name?: string;
}

function describe(given?: Options): string {
    const options = given ?? { size: 1 };
    return `${options.size} ${options.name}`;
}

function describeAll(given: Options, choice: boolean): string {
    const options = choice ? given : { name: "none" };
    options.size = (options.size ?? 10) + 1;
    return `${options.size} ${options.name}`;
}

console.log(describe(), describe({ name: "a" }), describe({ size: 3, name: "b" }));
console.log(describeAll({ size: 4 }, true), describeAll({ size: 4 }, false));
const list = [{ size: 2, name: "c" } as Options, { size: 5 }];
for (const one of list) console.log(one.size, one.name);
console.log(Object.keys(list[1]).length, list[1]);

function same(x: unknown, text: string): number {
    return x && x === text ? x.length : -1;
}
console.log(same("abc", "abc"), same("", ""), same(3, "3"), same({}, "a"));

function words<T extends string | readonly string[]>(text: T): string {
    return (Array.isArray(text) ? text : (text as string).split(" ")).filter(Boolean).map((word) => word.toUpperCase()).join("-");
}
console.log(words("a  b"), words(["c", "", "d"]));
