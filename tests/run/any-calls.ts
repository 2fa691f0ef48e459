// Members of what may be anything: methods of arrays, strings, numbers and typed arrays, elements, lengths, and going over it.
const t = (name: string, f: () => any) => {
    try {
        console.log(name, f());
    } catch (e) {
        console.log(name, "throws", (e as Error).name);
    }
};

// Arrays.
const list: any = [3, 1, 2];
t("push", () => list.push(5, 4));
t("list", () => list);
t("length", () => [list.length, list["length"]]);
t("map", () => list.map((v: any) => v * 2));
t("filter", () => list.filter((v: any, i: any) => v > 1 && i < 4));
t("reduce", () => [list.reduce((a: any, b: any) => a + b), list.reduce((a: any, b: any) => a + b, "")]);
t("sort", () => [...list].sort());
t("sort by", () => list.slice().sort((a: any, b: any) => b - a));
t("slice", () => [list.slice(), list.slice(1), list.slice(-2, -1)]);
t("splice", () => [list.splice(1, 2, 7, 8, 9), list.splice(4), list]);
t("join", () => [list.join(), list.join("-"), list.toString()]);
t("indexOf", () => [list.indexOf(8), list.indexOf(8, 3), list.includes(9), list.at(-1)]);
t("find", () => [list.find((v: any) => v > 7), list.findIndex((v: any) => v > 7), list.findLast((v: any) => v > 100)]);
t("concat", () => list.concat(1, [2, [3]]).flat());
t("spread", () => [list.push(...[10, 11]), list]);
t("some", () => [list.some((v: any) => v === 10), list.every((v: any) => v > 0)]);
t("ends", () => [list.pop(), list.shift(), list.unshift(0), list.reverse()]);
t("fill", () => list.fill(1, 1, 2));
t("forEach", () => {
    let sum = 0;
    list.forEach((v: any) => (sum += v));
    return sum;
});
t("elements", () => {
    list[0] = "first";
    list[list.length] = "last";
    return [list[0], list["0"], list[99], list];
});
t("shorter", () => {
    list.length = 2;
    return list;
});
t("nothing", () => [list.nothing, list.x?.y]);
t("no method", () => list.nope());

// Strings, numbers, booleans.
const text: any = "Hello";
t("case", () => [text.toUpperCase(), text.toLowerCase()]);
t("text", () => [text.length, text[1], text[9], text.charAt(0), text.at(-1), text.charCodeAt(0)]);
t("parts", () => [text.slice(1), text.slice(-3, -1), text.indexOf("l"), text.includes("ell"), text.split("l"), text.replace("l", "L")]);
t("pad", () => [text.padStart(7, "*"), text.repeat(2), text.concat("!", "?"), text.startsWith("He"), text.trim()]);
const number: any = 3.14159;
t("number", () => [number.toFixed(2), number.toString(), (255 as any).toString(16), (1234.5 as any).toPrecision(2)]);
t("boolean", () => [(true as any).toString(), (null as any)?.toString()]);
t("null", () => (null as any).toString());
t("objects", () => [({} as any).toString(), (new Error("m") as any).toString(), ([1, [2]] as any).toString()]);

// Typed arrays, dictionaries, classes.
const bytes: any = new Uint8Array([1, 2, 3]);
t("bytes", () => {
    bytes[1] = 300;
    bytes[7] = 1;
    return [bytes[1], bytes[7], bytes.length, bytes.map((v: any) => v + 1), bytes.join("+")];
});
const d: any = {};
t("number keys", () => {
    d[1] = "one";
    d["k"] = 2;
    d[2] = d[1] + "+";
    return [d, d[1], d["1"], d[3]];
});
const fixed: any = { 1: "a", two: 2 };
t("fixed", () => [fixed[1], fixed[3], fixed.two]);
class Shelf {
    items: string[] = ["x"];
    at(i: number) {
        return "at " + i;
    }
    push(x: string) {
        return "own push of " + x;
    }
    get length() {
        return 42;
    }
    toString() {
        return "a shelf";
    }
}
const shelf: any = new Shelf();
t("own", () => [shelf.at(1), shelf.push("y"), shelf.length, shelf.toString(), shelf.constructor.name, shelf.hasOwnProperty("items")]);
const f: any = (a: any, b: any) => [a, b];
t("functions", () => [f(1), f.call(null, 1, 2), f.apply(null, [3, 4]), f(...[5, 6])]);
t("methods", () => {
    const o: any = { n: 1, add(by: any) { return this.n + by; }, maybe: undefined };
    return [o.add(2), o["add"](3), o.maybe?.(1), o.missing?.(1)];
});
t("caught", () => {
    try {
        (null as any).x;
    } catch (e: any) {
        return e.constructor.name;
    }
});

// Going over it.
const over = (x: any) => {
    const all: any[] = [];
    for (const v of x) all.push(v);
    return [all, [...x], [].concat(...x).length];
};
t("array", () => over([1, 2]));
t("string", () => over("12"));
t("set", () => over(new Set([1, 2])));
t("map", () => [...(new Map([["a", 1]]) as any)]);
t("typed", () => over(new Uint8Array([1, 2])));
t("number", () => over(5));
t("patterns", () => {
    const [a, b = "none"] = "x" as any;
    const [c, ...rest] = new Set([1, 2, 3]) as any;
    const { length, 0: first } = "abc" as any;
    return [a, b, c, rest, length, first];
});

// Unions of what has elements.
const first = (x: string | number[] | Uint8Array) => x[0];
t("unions", () => [first("abc"), first([7]), first(bytes)]);
const each = (x: string | string[]) => {
    let all = "";
    for (const v of x) all += v + ";";
    return all + [...x].length;
};
t("each", () => [each("ab"), each(["cd", "ef"])]);
const { 0: zero, [1]: one } = ["p", "q"];
console.log(zero, one);
