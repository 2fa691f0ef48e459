// Tagged templates: what the tag gets, one array of strings for each place, raw text, generic tags, methods and values as tags

function show(strings: TemplateStringsArray, ...values: unknown[]): string {
    return `${strings.length}|${strings.join("_")}|${strings.raw.join("_")}|${values.join(",")}`;
}

console.log(show`plain`);
console.log(show`a${1}b${"two"}c`);
console.log(show`${1}${2}`);
console.log(show`line\nbreak \t ${true} \u0041 \\ \``);
console.log(show``);

// The same array each time the place is reached, another for another place.
const seen: TemplateStringsArray[] = [];
function keep(strings: TemplateStringsArray): TemplateStringsArray {
    seen.push(strings);
    return strings;
}
for (let i = 0; i < 3; i++) keep`same`;
keep`same`;
console.log(seen[0] === seen[1], seen[1] === seen[2], seen[2] === seen[3], seen.length);
console.log(seen[0].raw === seen[1].raw, seen[0].raw === seen[3].raw);

// An escape that means nothing leaves nothing cooked.
function cooked(strings: TemplateStringsArray): void {
    console.log(strings[0] === undefined, strings.raw[0]);
}
cooked`\unicode and \xerxes`;
cooked`\u0042`;

// Generic tags.
function collect<T>(strings: TemplateStringsArray, ...values: T[]): T[] {
    return values;
}
const numbers: number[] = collect`a${1}b${2}`;
console.log(numbers, collect`x${"y"}z`, collect<boolean>`${true}`);

// Methods, their `this`, static methods, arrows and members as tags.
class Html {
    constructor(private open: string, private close: string) {}
    escape(strings: TemplateStringsArray, ...values: (string | number)[]): string {
        let text = "";
        strings.forEach((string, i) => {
            text += string;
            if (i < values.length) text += this.open + values[i] + this.close;
        });
        return text;
    }
    static upper(strings: TemplateStringsArray, ...values: string[]): string {
        return strings.map((s, i) => s.toUpperCase() + (values[i] ?? "")).join("");
    }
}
const html = new Html("<", ">");
console.log(html.escape`one ${1} two ${"2"} three`);
console.log(Html.upper`shout ${"quiet"} shout`);
const tag = (strings: TemplateStringsArray, a: number, b: number): number => strings[0].length + a * b;
console.log(tag`abc${6}${7}`);
const tags = { sum: (s: TemplateStringsArray, ...n: number[]) => n.reduce((a, b) => a + b, 0), twice: { tag: show } };
console.log(tags.sum`${1}${2}${3}`, tags.twice.tag`deep${0}`);

// A tag that gives a tag.
const prefix = (word: string) => (strings: TemplateStringsArray) => word + strings[0];
console.log(prefix("pre-")`fixed`);
console.log(((s: TemplateStringsArray) => s.raw[0])`in\nplace`);

// Values are evaluated in order, after the tag.
const order: string[] = [];
function note<T>(value: T): T {
    order.push(`${value}`);
    return value;
}
function tagOf(name: string): (s: TemplateStringsArray, ...v: number[]) => number {
    note(name);
    return (s, ...v) => v[0] - v[1];
}
console.log(tagOf("tag")`${note(9)}-${note(4)}`, order);

// String.raw, called and handed on.
const raw = (strings: TemplateStringsArray, ...values: unknown[]): string => String.raw(strings, ...values);
console.log(raw`C:\new\${1 + 1}${2}`, String.raw({ raw: ["a", "b", "c"] }, 1, 2, 3), String.raw`x\y${3}`);

// The strings as an array: gone over, spread, taken apart, shown.
function spread(strings: TemplateStringsArray): void {
    const [first, ...rest] = strings;
    for (const string of strings) console.log(string);
    console.log([...strings], first, rest, strings.indexOf("b"), Array.isArray(strings));
    console.log(strings);
}
spread`alone`;
