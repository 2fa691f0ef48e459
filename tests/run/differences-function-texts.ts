// differs: A function or class as a text is `function () { [native code] }`, much as JavaScript has it for what is built in: an image does not hold its source.
function add(a: number, b: number): number {
    return a + b;
}
class Point {
    x = 1;
}
const twice = (x: number): number => x * 2;
console.log(String(add));
console.log(`${twice}`);
console.log("" + Point);
