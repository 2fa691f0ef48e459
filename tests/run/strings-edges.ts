// Methods without positions, comparing, splitting and joining, on narrow, wide, broken and empty strings.
const texts = ["", "a", "b", "ab", "abc", "a,b,,c,", "\x00", "a\x00", "é", "éa", "ÿ", "Ā", "€", "a€", "€a", "😀", "\ud83d", "\ude00", "  x\t\n", "\u00a0\u2003y\ufeff", "straße µÿ", "ΑΩ αω ς", "ЖжЁё"];

function codes(text: string): string {
    let result = "";
    for (let i = 0; i < text.length; i++) result += (i > 0 ? "," : "") + text.charCodeAt(i);
    return "[" + result + "]";
}

for (const a of texts) {
    let line = "";
    for (const b of texts) line += (a < b ? "<" : a > b ? ">" : "=") + (a === b ? 1 : 0) + (a <= b ? 1 : 0) + (a >= b ? 1 : 0);
    console.log(codes(a), line);
    console.log(codes(a.trim()), codes(a.trimStart()), codes(a.trimEnd()), codes(a.toUpperCase()), codes(a.toLowerCase()));
    line = "";
    for (const b of texts) line += codes(a + b) + codes(a.concat(b));
    console.log(line);
    line = "";
    for (const separator of ["", ",", "a", "€", "😀", "\ude00", a]) {
        const parts = a.split(separator);
        line += " " + parts.length;
        for (const part of parts) line += codes(part);
        line += codes(parts.join("")) + codes(parts.join("€")) + codes(parts.join());
    }
    console.log(line);
    line = "";
    for (const limit of [0, 1, 2, 4294967296, -1]) line += " " + a.split(",", limit).length + " " + a.split("", limit).length;
    console.log(line);
    line = "";
    for (const count of [0, 1, 3, 2.9, -0.5, NaN]) line += codes(a.repeat(count));
    console.log(line);
    for (const length of [0, 1, 5, 6.5, -3, NaN]) {
        // A line each: on 16 kB a growing line of all of them and its copy leave no room.
        line = "";
        for (const fill of ["", "-", "xy", "€", "a€", "😀"]) line += codes(a.padStart(length, fill)) + codes(a.padEnd(length, fill));
        line += codes(a.padStart(length)) + codes(a.padEnd(length));
        console.log(line);
    }
    line = "";
    for (const c of a) line += codes(c);
    console.log(line, [a, "x", a].join(a).length, `${a}${a.length}${a}`.length);
}
for (const code of [0, 65, 127, 128, 255, 256, 8364, 65535, 65536, 65601, -1, -65471, 1.9, NaN, Infinity, -Infinity, 4294967361, 1e20]) {
    console.log(code, codes(String.fromCharCode(code)), codes("x" + String.fromCharCode(code)), codes(String.fromCharCode(code, 66, code)));
}
for (const count of [-1, -Infinity, Infinity]) {
    try {
        console.log("ab".repeat(count));
    } catch (error) {
        console.log((error as Error).name, (error as Error).message);
    }
}
// Letters of two cases: Latin up to U+017F, Greek, Cyrillic; strings-case.ts has all.
let letters = "";
for (let code = 0; code < 384; code++) letters += String.fromCharCode(code);
for (let code = 0x391; code <= 0x3ce; code++) letters += String.fromCharCode(code);
for (let code = 0x400; code <= 0x45f; code++) letters += String.fromCharCode(code);
const cases = letters.toUpperCase() + letters.toLowerCase();
let sum = 0;
for (let i = 0; i < cases.length; i++) sum = (sum * 31 + cases.charCodeAt(i)) % 65521;
console.log(letters.length, cases.length, sum);
