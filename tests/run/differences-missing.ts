// Elements and entries that are not there.
// differs: An element past the end of an array, and an entry that a dictionary lacks, are a RangeError where the value flows into a place whose type excludes undefined; where the program can see that nothing is there (`=== undefined`, `??`, a condition, `typeof`), it is undefined as in JavaScript.
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
