// A function that replaces may take any number of parameters; what is found has no groups.
const text = "a1b1".replace("1", (found, first, second, third, fourth) => found + first + second + third + fourth);
console.log(text);
console.log("xyx".replaceAll("x", (found, ...rest) => found + rest.length + rest[0]));
const placed = (found: string, at: number, whole: string) => found + at + whole;
console.log("ab".replace("b", placed), "ab".replaceAll("c", placed));
let key;
const keys = [];
for (key in { b: 1, a: 2 }) keys.push(key.toUpperCase());
let value;
for (value of [1.5, 2]) console.log(value.toFixed(1));
console.log(keys, key, value);
