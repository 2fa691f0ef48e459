// Of a number, a boolean or a function nothing is spread, whatever its type says.
function copied(value: any) {
    return { ...value };
}
function joined(value: {}) {
    return { z: 1, ...value };
}
function remaining(value: any) {
    const { a, ...rest } = value;
    return [a, rest];
}
for (const value of [null, undefined, 1, true, () => 1, { a: 2 }]) console.log(copied(value));
for (const value of [1.5, false, () => 1, { a: 2 }]) console.log(joined(value));
for (const value of [2, { a: 2, b: 3 }]) console.log(remaining(value));
