// A member called __proto__ is one like any other, and printed apart from the prototype.
console.log(JSON.parse('{"__proto__":1,"a":2}') as unknown);
console.log(JSON.stringify({ n: 1, s: [2] }, (key, value) => (typeof value === "number" ? value * 2 : value)));
