// -0 in places that may hold anything equals 0 and is still itself.
function sign(value: unknown): string {
    return value === 0 && 1 / value < 0 ? "negative" : "other";
}
const list: unknown[] = [-0, 1];
const array = [-0];
const zero: unknown = -0;
console.log(sign(-0), sign(0), sign("x"), sign(list[0]));
console.log(1 / array[0], zero === 0, typeof zero === "number" ? 1 / zero : 5, list.indexOf(0), zero === list[0]);
const z = -0; console.log((-0) ** 3, Math.pow(-0, 3), z ** 3, z ** 1, (-0) ** 2, Object.is((z as number) ** 3, -0));
function f(a: number, b: number) { return a ** b; } console.log(f(-0, 3), f(-0, 5), f(0, 3), f(-0, -1), f(-0, 2));
