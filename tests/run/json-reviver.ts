// JSON.parse with a function that says what becomes of each part, the inner ones first.
const text = '{"a":1,"b":{"c":[1,2,3],"d":"x"},"e":null,"10":true}';
console.log(JSON.parse(text, (key, value) => (typeof value === "number" ? value * 2 : value)));
console.log(
    JSON.parse(text, (key, value) => {
        console.log(JSON.stringify(key), JSON.stringify(value));
        return key === "b" || key === "e" ? undefined : value;
    }),
);
interface Point {
    x: number;
    y: string;
}
const point: Point = JSON.parse('{"x":"4","y":"z"}', (key, value) => (key === "x" ? Number(value) : value));
console.log(point.x + 1, point.y, JSON.parse("5", (_, value) => [value]));
const when = JSON.parse('{"at":"Map:1,2"}', (_, value) => (typeof value === "string" && value.startsWith("Map:") ? new Map([[1, value.slice(4)]]) : value));
console.log(when.at.get(1));

// JSON.stringify with replacers.
class Money {
    constructor(private cents: number) {}
    toJSON(key: string): string {
        return `${key}:${this.cents / 100}`;
    }
}
const data = { price: new Money(250), list: [new Money(1)], hidden: 1, text: "é\u2028", nested: { price: 2, hidden: 3 } };
console.log(JSON.stringify(data, (key, value) => (key === "hidden" ? undefined : value)));
console.log(JSON.stringify(data, ["nested", "hidden"], 2));
console.log(JSON.stringify({ a: [1, undefined, () => 1, NaN, -0], f: () => 2, u: undefined, m: new Map([[1, 2]]) }, null, "--"));
