// Arguments that only any lets through: the library makes numbers and strings of them, as JavaScript does.
const show = (f: () => unknown): void => {
    try {
        console.log(f());
    } catch (e) {
        console.log((e as Error).name);
    }
};
const text: any = "abcabc";
const list: any = [3, 1, 2];
const bytes: any = new Uint8Array([1, 2, 255]);
const half: any = 2.5;
const odd: any[] = [undefined, null, true, "1", "x", [2], [1, 2], {}, { valueOf: () => 1 }, NaN, -1];

for (const value of odd) {
    show(() => [text.charAt(value), text.slice(value), text.substring(value, "2"), text.at(value)]);
    show(() => [text.indexOf(value), text.includes("b", value), text.startsWith("a", value), text.padEnd(8, value)]);
    show(() => text.repeat(value));
    show(() => text.concat(value, value));
    show(() => ["x", "y"].join(value));
    show(() => [list.at(value), list.slice(value), list.includes(value), list.indexOf(3, value), list.with(value, 9)]);
    show(() => [half.toFixed(value), half.toExponential(value)]);
    show(() => half.toString(value));
    show(() => [Math.abs(value), Math.max(value, 0), Math.hypot(value, 4), Math.round(value), Math.pow(2, value)]);
    show(() => [isNaN(value), isFinite(value), parseInt(value), parseFloat(value), parseInt("11", value)]);
    show(() => [bytes.at(value), bytes.slice(value), Array.from(bytes.fill(value, 1, 2)), bytes.includes(1, value)]);
    show(() => String.fromCharCode(value).charCodeAt(0));
    show(() => [1, 2, 3].splice(value, value));
    show(() => JSON.parse(value));
}

// Missing ones are undefined.
console.log(text.charAt(), text.at(), text.repeat(), text.indexOf(), text.startsWith(), list.at(), list.slice(), bytes.at(), text.concat());

// Functions of the library as values.
for (const f of [isNaN, isFinite, parseInt, parseFloat, Math.sqrt, Math.floor, Number.parseFloat] as any[]) console.log(odd.map((x) => f(x)));
const round: any = Math.round;
console.log(round(), round("2.5"), round([7.5]), ["1", "2", "3"].map(parseInt as any));

// What is an element stays as it is, and what is compared is not converted.
console.log([1, 2].indexOf("1" as any), [1, 2].includes("1" as any), list.push("4"), list, list.indexOf("4"), list.indexOf(4));

// A symbol is neither.
const symbol: any = Symbol("s");
show(() => Math.abs(symbol));
show(() => text.concat(symbol));
show(() => text.charAt(symbol));

// Each is converted once, in order.
const noisy = (name: string, value: any): any => ({ valueOf: () => (console.log(name), value), toString: () => (console.log(name + "!"), String(value)) });
console.log(text.slice(noisy("from", 1), noisy("to", 3)), text.padStart(noisy("length", 8), noisy("fill", "-")), Math.max(noisy("a", 1), noisy("b", 2)));
