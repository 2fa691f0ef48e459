// Object.assign takes the elements of an array by their positions.
const letters = ["q", "r"];
const named: Record<string, string> = Object.assign({}, letters);
console.log(named, Object.keys(named));
const open: { [key: string]: unknown } = { a: 1, 1: "old" };
Object.assign(open, letters, [5]);
console.log(open);
const array = [1, 2, 3];
console.log(Object.assign(array, [7, 8]), array);
