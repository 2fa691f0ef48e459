const map = { "2": "abc", "3": "def", "10": "x" };
function letters(digits: string): string[] {
    let out: string[] = [""];
    for (const d of digits) {
        const next: string[] = [];
        for (const p of out) for (const c of map[d as keyof typeof map]) next.push(p + c);
        out = next;
    }
    return out;
}
console.log(letters("23"));
const t = [1, 2] as const;
type K = keyof typeof t;
const k: K = "0";
const m: { [K in "1" | "2"]: number } = { "1": 5, 2: 6 };
console.log(m[1], m["2"], m);
const { "1": one, ...rest } = m;
console.log(one, rest, Object.keys(map));
function f<T extends object, K extends keyof T>(o: T, k: K): T[K] { return o[k]; }
console.log(f(map, "2"), f({ 1: "a" }, 1), f([7, 8], 1));
const byNum: Record<number, string> = { 1: "a", "2": "b" };
console.log(byNum[2]);
for (const key in map) console.log(key, map[key as keyof typeof map]);
const x: { "1": string } = { 1: "q" }; const y: { 1: string } = x; console.log(y["1"]);
