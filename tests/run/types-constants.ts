// `as const`: arrays and objects whose literals keep their types; type parameters that ask for it.
const pair = [1, "x", true] as const;
const one: 1 = pair[0];
const text: "x" = pair[1];
console.log(pair, one, text, pair.length);

const names = ["red", "green"] as const;
type Name = (typeof names)[number];
const red: Name = "red";
for (const name of names) console.log(name, name === red);

const settings = { kind: "a", list: [1, 2], deep: { z: 1, on: true }, f() { return this.kind; } } as const;
const kind: "a" = settings.kind;
const on: true = settings.deep.on;
console.log(kind, settings.list[1], settings.deep.z, on, settings.f(), settings.deep);

const table = [["a", 1], ["b", 2]] as const;
for (const [key, value] of table) console.log(key, value);
const more = [...names, "blue"] as const;
type More = (typeof more)[number];
const blue: More = "blue";
console.log(more, blue, { ...settings.deep, on: false });

function first<const T>(value: T): T { return value; }
const given = first(["a", { b: "c" }]);
const a: "a" = given[0];
const c: "c" = given[1].b;
console.log(a, c, first({ on: true }).on);

const Direction = { Up: 1, Down: -1 } as const;
type Direction = (typeof Direction)[keyof typeof Direction];
function turn(d: Direction): string { return d === Direction.Up ? "up" : "down"; }
console.log(turn(Direction.Down), turn(1));
