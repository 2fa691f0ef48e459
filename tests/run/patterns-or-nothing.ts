// What a pattern takes of a value that may not be there.
interface Options {
    size: number;
    name?: string;
}

function describe(options?: Options): string {
    const { size, name } = options ?? {};
    const { size: other = 3, ...rest } = options || {};
    return `${size} ${name} ${other} ${Object.keys(rest).length} ${(options ?? {}).size}`;
}

console.log(describe());
console.log(describe({ size: 1 }));
console.log(describe({ size: 2, name: "two" }));
