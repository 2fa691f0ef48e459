// Members, computed members, lookups both ways, and what numbers outside of an enum do.
let calls = 0;
function next(): number {
    calls++;
    return 10 * calls;
}

enum Color { Red, Green, Blue }
enum Flag { None, A = 1 << 0, B = 1 << 1, Both = A | B, Not = ~Both, Half = 1 / 2, Small = 1e-7 }
enum Word { A = "a", B = "b", AB = `${A}+${B}${Flag.Small}` }
enum Mixed { A = "text", B = 3, C }
enum Computed { First = next(), Second = next() + First, Third = 7 }
enum Same { A = 1, B = 1, C = 2 }
const enum Bit { Low = 1, High = Low << 7 }
enum Merged { A, B }
enum Merged { C = 5, D }

console.log(Color.Red, Color.Green, Color.Blue, Flag.Both, Flag.Not, Flag.Half, Flag.Small);
console.log(Word.A, Word.AB, Mixed.A, Mixed.B, Mixed.C, Bit.High, Merged.A, Merged.D);
console.log(Computed.First, Computed.Second, Computed.Third, calls);

// Names of values.
for (let i = 0; i < 4; i++) console.log(i, Color[i]);
console.log(Color[Color.Blue] ?? "none", Color[-1] ?? "none", Color[1.5] ?? "none", Color[7] === undefined);
console.log(Flag[-4], Flag[0.5], Flag[1e-7], Mixed[3], Mixed[4], Same[1], Same[2], Merged[5], Merged[6]);
console.log(Computed[10], Computed[30], Computed[7], Computed[8] ?? "none");
function nameOf(color: Color): string {
    return Color[color];
}
console.log(nameOf(Color.Green), nameOf(2));
try {
    console.log(nameOf(calls + 7).length);
} catch (error) {
    console.log("no name");
}

// Members of names.
const keys: (keyof typeof Color)[] = ["Blue", "Red"];
for (const key of keys) console.log(key, Color[key]);
const words: (keyof typeof Word)[] = ["A", "AB"];
for (const word of words) console.log(Word[word]);

// Switches and comparisons.
function price(color: Color): number {
    switch (color) {
        case Color.Red:
            return 1;
        case Color.Green:
            return 20;
        case Color.Blue:
            return 300;
    }
}
let sum = 0;
for (let color = Color.Red; color <= Color.Blue; color++) sum += price(color);
console.log(sum, typeof Color.Red, typeof Word.A, `${Color.Blue}${Word.B}`);

interface Circle { kind: Shape.Circle; radius: number }
interface Square { kind: Shape.Square; side: number }
enum Shape { Circle = "circle", Square = "square" }
function area(shape: Circle | Square): number {
    switch (shape.kind) {
        case Shape.Circle:
            return 3 * shape.radius * shape.radius;
        case Shape.Square:
            return shape.side * shape.side;
        default: {
            const impossible: never = shape;
            return impossible;
        }
    }
}
console.log(area({ kind: Shape.Circle, radius: 2 }), area({ kind: Shape.Square, side: 3 }));

class Light {
    color = Color.Red;
    flags: Flag = Flag.None;
    turn(): void {
        this.color = (this.color + 1) % 3;
        this.flags |= Flag.B;
    }
}
const light = new Light();
light.turn();
light.turn();
console.log(light.color, light.flags, Color[light.color]);

// Inside a function, computed anew at each call.
function local(base: number): number {
    enum Inner { A = base * 2, B = A + 1, C = 5 }
    const sum = () => Inner.A + Inner.B + Inner.C;
    return sum();
}
console.log(local(1), local(10));

const table = new Map<Color, string>([[Color.Red, "r"], [Color.Blue, "b"]]);
console.log(table.get(Color.Blue), table.get(Color.Green));
