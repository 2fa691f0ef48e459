// Functions that are called where they stand take their parameters' types from the arguments.
console.log(((x, y) => x + y)(1, 2));
console.log(((x, y) => `${x} ${y}`)("a"));
console.log((function (a, b = 5) { return a.length + b; })("xyz"));
console.log(((...all) => all.length)(1, "b", true));
console.log((({ a, b }) => a + b)({ a: 1, b: 2.5 }));
(async (n) => console.log("later", n + 1))(4);
for (const step of (function* (n) { yield n; yield n * 2; })(21)) console.log(step);

// Positions written as texts; what a spread of a class's object gives.
const pair: [number, string] = [7, "seven"];
console.log(pair["0"] + 1, pair["1"].length);
class Point {
    x = 1;
    private hidden = 2;
    sum() {
        return this.x + this.hidden;
    }
    copy() {
        return { ...this };
    }
}
const spread = { ...new Point() };
console.log(spread.x, new Point().sum(), new Point().copy().x, Object.keys(spread).length);

// An accessor of an interface that takes more than it gives.
interface Level {
    get value(): number;
    set value(value: number | string);
}
class Dial implements Level {
    private now = 0;
    get value(): number {
        return this.now;
    }
    set value(value: number | string) {
        this.now = typeof value === "string" ? value.length : value;
    }
}
function turn(level: Level): void {
    level.value = "four";
    console.log(level.value + 1);
    level.value = 2.5;
    console.log(level.value);
}
turn(new Dial());

// Each is an argument of the one before: checking them takes no longer with each level.
console.log(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(((x) => x + 1)(0)))))))))))))))))))))))))))))));
