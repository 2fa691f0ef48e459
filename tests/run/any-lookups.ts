// Elements that are missing, and what JSON has no text for, where anything is admitted: arguments, variables, results and members that are
// declared `any` or `unknown` hold undefined.
const list = [1, 2, 3];
const past: number = list.length + 5;
const counts: { [key: string]: number } = { a: 1 };
const arrow = (x: any) => console.log("arrow", x);
function named(x: unknown, y: any = "default") {
    console.log("function", x, y);
}
const rest = (...all: any[]) => console.log("rest", ...all);
class Taker {
    held: any = 0;
    take(x: any) {
        console.log("method", x);
    }
}
interface Takes {
    take(x: unknown): void;
}
arrow(list[past]);
named(list[past], list[past]);
named(counts["b"]);
rest(list[0], list[past], counts.zz);
const taker = new Taker();
taker.take(list[past]);
(taker as Takes).take(list[past]);
taker.held = list[past];
const held: any = list[past];
let later: unknown;
later = counts["none"];
const many: any[] = [];
many[0] = list[past];
const result = (): any => list[past];
console.log(taker.held, held, later, many, result());
const sparse = [1];
sparse[3] = 4;
rest(sparse.length, sparse[1], sparse[3]);

console.log(JSON.stringify(undefined), JSON.stringify(() => 1));
rest(JSON.stringify(undefined), JSON.stringify({ f: undefined, g: () => 1 }));
const text: string | undefined = JSON.stringify(undefined as unknown);
console.log(text === undefined, JSON.stringify(undefined) ?? "nothing");
