// `??` behind what its type says is there; a function that is bound without anything being known of it; several objects assigned.
class Held {
    name: string = null!;
}
const show = (text: string): string => `<${text}>`;
const name: string = "set" as string;
console.log(show(name ?? 5), show(new Held().name ?? "none"));

function first<T extends object>(value: T): T {
    return value ?? {};
}
console.log(first([1, 2]).length);

function copy<T>(value: T): T {
    if (typeof value === "function") return value.bind({});
    return value;
}
console.log(copy((n: number) => n + 1)(2), copy("text"));

const target = { a: 1, b: 2 };
const same = Object.assign(target, { a: 2 }, { b: 3 }, { a: 4 }, { b: 5 });
console.log(target, same === target, Object.assign(target) === target);

function* count(): Generator<number> {
    yield 1;
    yield 2;
}
function sum(source: Iterable<number> & Generator<number>): number {
    let all = 0;
    for (const n of source) all += n;
    return all;
}
console.log(sum(count()));
function keepWhole<E extends Error>(error: E): E {
    return error || (1 as unknown as Error);
}
console.log(keepWhole(new RangeError("r")).message);
try {
    console.log(keepWhole(null! as Error).message.length);
} catch (e) {
    console.log(e instanceof TypeError);
}
