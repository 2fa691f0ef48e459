// -0 in places that may hold anything equals 0 and is still itself.
function sign(value: unknown): string {
    return value === 0 && 1 / value < 0 ? "negative" : "other";
}
const list: unknown[] = [-0, 1];
const array = [-0];
const zero: unknown = -0;
console.log(sign(-0), sign(0), sign("x"), sign(list[0]));
console.log(1 / array[0], zero === 0, typeof zero === "number" ? 1 / zero : 5, list.indexOf(0), zero === list[0]);
