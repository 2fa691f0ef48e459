// Elements and entries that are not there.
// differs: An element past the end of an array, and an entry that a dictionary lacks, are a RangeError where the value flows into a place whose type excludes undefined; where the program can see that nothing is there (`=== undefined`, `??`, a condition, `typeof`, an order of texts), be it later, of a variable, a field or a result (awaited or not) that holds the value, it is undefined as in JavaScript, and other uses of what such a place holds are a TypeError.
function attempt(action: () => unknown): void {
    try {
        console.log("value", action() === undefined);
    } catch (error) {
        console.log(error instanceof RangeError ? "RangeError" : "other");
    }
}
const numbers = [1, 2, 3];
const ages: Record<string, number> = { Ada: 36 };
const at = numbers.length;
attempt(() => {
    const x: number = numbers[at];
    return x;
});
attempt(() => {
    const age: number = ages["Bob"];
    return age;
});
console.log(numbers[at] ?? "nothing", ages["Bob"] ?? "nothing", numbers[at] === undefined);
attempt(() => {
    const shown = numbers[at];
    const [, , , fourth] = numbers;
    return [shown, fourth];
});
function third(list: number[]) {
    return list[2];
}
console.log(third([1]) === undefined, third(numbers));
attempt(() => 1 + third([1]));
