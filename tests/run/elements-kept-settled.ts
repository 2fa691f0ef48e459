// What generators yield and what promises settle to stays undefined where an element is missing and the program looks for it.
const numbers: number[] = [1, 2];
const words: string[] = ["a"];

function* elements(from: number): Generator<number> {
    yield numbers[from];
    yield numbers[0];
}
for (const n of elements(5)) console.log(n === undefined ? "none" : n);
console.log([...elements(1)], [...elements(2)]);
const [first, second] = elements(7);
console.log(first === undefined, second);
console.log(elements(9).next().value === undefined);

class Words {
    *[Symbol.iterator](): Generator<string> {
        for (let i = 0; i < 3; i++) {
            const word = words[i];
            yield word;
        }
    }
}
for (const word of new Words()) console.log(word ?? "missing");

async function get(i: number): Promise<number> {
    return numbers[i];
}
const find = async (i: number) => words[i];

async function main(): Promise<void> {
    const [x, y] = await Promise.all([get(0), get(9)]);
    console.log(x, y === undefined);
    const all = await Promise.all([0, 1].map(async (i) => words[i]));
    console.log(all, all[1] === undefined);
    const pending = get(5);
    const late = await pending;
    console.log(late ?? "nothing");
    console.log(await Promise.race([find(3)]));
    const resolved = await Promise.resolve(numbers[7]);
    console.log(typeof resolved);
    await get(6).then((n) => console.log(n === undefined, n));
}
main();
