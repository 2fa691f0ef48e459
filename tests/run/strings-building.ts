// Strings that grow, seen from everywhere that may hold the one before.
function digits(count: number): string {
    let text = "";
    for (let i = 0; i < count; i++) text += i % 10;
    return text;
}
console.log(digits(0), digits(1), digits(25), digits(300).length);

// What was kept stays as it was.
const kept: string[] = [];
let growing = "";
for (let i = 0; i < 6; i++) {
    growing += "ab"[i % 2];
    kept.push(growing);
    growing += "-";
}
console.log(growing, kept.join(" "));

function keepsOld(): string {
    let text = "x";
    text += digits(3);
    const old = text;
    text += "y";
    const both = old + text;
    text += "z";
    return old + " " + text + " " + both;
}
console.log(keepsOld());

function branches(flag: boolean): string {
    let text = "start";
    text += digits(2);
    const before = text;
    if (flag) text += "!";
    return before + "/" + text;
}
console.log(branches(true), branches(false));

function swaps(): string {
    let a = digits(2);
    let b = digits(3);
    for (let i = 0; i < 4; i++) {
        a += "a";
        b += "b";
        const other = a;
        a = b;
        b = other;
    }
    return a + " " + b;
}
console.log(swaps());

function twice(): string {
    let text = digits(1);
    for (let i = 0; i < 5; i++) text += text;
    return text;
}
console.log(twice(), twice().length);

function lags(): string {
    let text = "";
    let last = "";
    let all = "";
    for (let i = 0; i < 5; i++) {
        last = text;
        text += i;
        all += last + "|" + text + ";";
    }
    return all;
}
console.log(lags());

function front(): string {
    let text = "";
    for (let i = 0; i < 5; i++) text = i + text + i;
    return text;
}
console.log(front());

class Writer {
    text = "";
    put(part: string): Writer {
        this.text += part;
        return this;
    }
}
const writer = new Writer();
writer.put("one").put(" ");
const early = writer.text;
writer.put("two");
console.log(early, writer.text);

let shared = "";
function emit(part: string): string {
    shared += part;
    return "<" + part + ">";
}
function order(): void {
    shared += emit("a") + emit("b");
    const saved = shared;
    emit("c");
    console.log(saved, shared);
}
order();

const closures: (() => string)[] = [];
for (let i = 0; i < 3; i++) {
    let own = "c" + i;
    closures.push(() => {
        own += "+";
        return own;
    });
}
console.log(closures[0](), closures[0](), closures[1](), closures[2](), closures[2]());

function throwing(): string {
    let text = "";
    try {
        for (let i = 0; i < 4; i++) {
            text += i;
            if (i === 2) throw new Error(text);
            text += ",";
        }
    } catch (error) {
        text += "!" + (error as Error).message;
    }
    return text;
}
console.log(throwing());

function widens(): string {
    let text = "";
    for (let i = 0; i < 6; i++) {
        text += String.fromCharCode(97 + i);
        if (i === 3) text += "€";
        if (i === 4) text += "😀"[0];
    }
    return text + text.length;
}
console.log(widens());

function characters(text: string): string {
    let result = "";
    for (let i = 0; i < text.length; i++) {
        result += text[i];
        result += text.charAt(i + 1);
        result += text.charAt(i - 1);
    }
    result += text.charAt(-1);
    return result;
}
console.log(characters("abc"), characters("é€x"), characters(""));

function parameter(text: string, count: number): string {
    for (let i = 0; i < count; i++) text += ".";
    return text;
}
const argument = digits(4);
console.log(parameter(argument, 3), argument, parameter("", 0) + parameter("", 2));

function nothing(): string {
    let text = digits(2);
    const same = text;
    text += "";
    const again = text;
    text += "x";
    return same + again + text;
}
console.log(nothing());

function chosen(flag: boolean): string {
    const first = digits(3);
    let text = flag ? first : digits(2);
    text += "?";
    return first + text;
}
console.log(chosen(true), chosen(false));

function nested(): string {
    let all = "";
    for (let i = 0; i < 3; i++) {
        let row = "";
        for (let j = 0; j < 3; j++) {
            row += i * j;
            all += row;
        }
        all += "/" + row;
    }
    return all;
}
console.log(nested());
function compared(): number {
    let text = "";
    let hits = 0;
    while (text !== "aaaa" && text.length < 10) {
        if (text < "aab") hits++;
        text += "a";
    }
    return hits * 10 + text.length;
}
console.log(compared());
