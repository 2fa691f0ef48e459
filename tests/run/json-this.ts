// Functions of JSON.stringify and JSON.parse have what holds the value as their `this`.
console.log(JSON.stringify({ a: 1, b: 2, c: [3] }, function (key, value) { return key === "a" ? this.b * 10 : key === "0" ? this.length : value; }));
console.log(JSON.parse('{"d":"x","e":[1,2]}', function (key, value) { return key === "d" ? Object.keys(this).join() : key === "1" ? this[0] + 10 : value; }));
function sorted(this: any, key: string, value: any): any {
    if (key !== "" && Array.isArray(this)) return `${key} of ${this.length}`;
    return key === "" ? [Object.keys(this).length, this[""] === value, value.list] : value;
}
console.log(JSON.stringify({ list: [5, 6] }, sorted));
console.log(JSON.stringify({ u: new Uint8Array(2) }, function (key, value) { return key === "1" ? this.length : value; }));
console.log(JSON.stringify({ x: 1, y: { x: 2 } }, (key, value) => (typeof value === "number" ? value + key : value)));
// A replacer may leave out the value itself.
console.log(JSON.stringify(1, () => undefined));
const left: string | undefined = JSON.stringify({ a: 1 }, (key, value) => (key === "" ? undefined : value));
console.log(left, JSON.stringify({ a: 1 }, (key, value) => (key === "a" ? undefined : value)));
