// Elements that are missing, where the program asks: by `<` and its like, and in variables that are asked whether there is anything in them.
function digits(s: string, from: number): number {
    let at = from;
    while (s[at] >= "0" && s[at] <= "9") at++;
    return at;
}
console.log(digits("12+3", 0), digits("12+3", 3), digits("", 0), digits("7", 9));
const s = "abc";
console.log(s[3] < "z", s[3] > "", !(s[9] >= "a"), s[2] <= "c", "a" < s[7], s[0] < s[1], s[5] < s[6]);

function insertionSort(a: number[]): number[] {
    for (let i = 1; i < a.length; i++) {
        const key = a[i];
        let j = i - 1;
        while (a[j] > key && j >= 0) {
            a[j + 1] = a[j];
            j--;
        }
        a[j + 1] = key;
    }
    return a;
}
console.log(insertionSort([5, 2, 9, 1, 5.5, -3]), insertionSort([]));
const heap = [5, 8];
console.log(heap[1] < heap[0], heap[2] < heap[0], heap[0] < heap[2], heap[0.5] > 0, heap[-1] < 1, heap[NaN] >= heap[0]);
const bytes = new Uint8Array([3, 200]);
console.log(bytes[1] > 100, bytes[2] > 100, bytes[2] < 100, 5 > bytes[-1]);
const ages: Record<string, number> = { Ada: 36 };
console.log(ages["Ada"] > 30, ages["Bob"] > 30, ages["Bob"] <= 30);
let effects = 0;
const effect = () => ++effects;
console.log(heap[7] < effect(), heap[0] > effect(), effects);

// Variables that are asked.
function lastOf(list: { name: string; count: number }[], name: string): string {
    const last = list[list.length - 1];
    if (last && last.name === name) return name + last.count;
    return last ? "other" : "none";
}
console.log(lastOf([], "a"), lastOf([{ name: "a", count: 1 }], "a"), lastOf([{ name: "b", count: 1 }], "a"));
const words = ["x", "y"];
let word: string;
let n = 0;
while ((word = words[n++])) console.log(word);
const grid = ["#..", ".#."].map((r) => r.split(""));
let inside = 0, outside = 0;
for (let y = -1; y <= 2; y++) {
    for (let x = -1; x <= 3; x++) {
        const cell = grid[y]?.[x];
        if (cell === "#") inside++;
        else if (cell === undefined) outside++;
    }
}
console.log(inside, outside);
const handlers: Record<string, () => string> = { hi: () => "hello" };
for (const key of ["hi", "ho"]) {
    const handler = handlers[key];
    console.log(handler ? handler() : "no handler", typeof handler);
}
const some: number[] = [0, 7];
for (let i = 0; i < 4; i++) {
    const value = some[i];
    console.log(value ?? "missing", value === undefined, typeof value, value != null ? value + 1 : -1);
}
function pick(list: string[], at: number, spare: string[]): string {
    const chosen = at < 2 ? list[at] : spare[at];
    return chosen?.toUpperCase() ?? "none";
}
console.log(pick(["a"], 0, []), pick(["a"], 1, []), pick([], 3, []), pick([], 2, ["", "", "c"]));
const held = () => {
    const top = some[9];
    const ask = () => (top ? "there" : "not there");
    return ask() + (top === undefined);
};
console.log(held());

// What is asked, and used all the same where it is missing, is an error there.
function demand(list: string[][]): number {
    const row = list[1];
    if (row === undefined) console.log("asked");
    return row.length;
}
try {
    demand([]);
} catch (error) {
    console.log(error instanceof TypeError);
}
