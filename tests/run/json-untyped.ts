// What JSON.parse gives where no type is declared: members, elements and methods of what was parsed are found at run time.
const data = JSON.parse('{"items":[{"name":"a","n":1},{"name":"b","n":2.5}],"ok":true,"none":null,"deep":{"x":{"y":[1,[2]]}}}');
console.log(data.items.length, data.items[0].name, data.items.map((i: any) => i.n), data.ok, data.nope, data.none);
for (const item of data.items) console.log(item.name.toUpperCase(), item["n"]);
data.extra = { z: [1] };
delete data.ok;
console.log(data, Object.keys(data), "extra" in data, data.hasOwnProperty("none"));
const {
    items: [first, { n }],
    deep: { x },
} = data;
console.log(first, n, x.y[1][0], data.deep?.x?.y.length, data.missing?.x);
const total: number = data.items.reduce((sum: number, i: any) => sum + i.n, 0);
console.log(total + 1, JSON.stringify(data));
console.log(JSON.parse("[3, 1, 2]").sort().join(), JSON.parse('"text"').length, JSON.parse("5") + 1, JSON.parse("null"));
function read(text: string) {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null ? (Array.isArray(value) ? "array of " + value.length : "object") : typeof value;
}
console.log(read("[1]"), read("{}"), read("1"), read("null"), read('"s"'));
const dictionary: Record<string, number> = { a: 1 };
dictionary["b" + 1] = 2;
const anything: any = dictionary;
console.log(anything.a, anything.b1, anything.c);
