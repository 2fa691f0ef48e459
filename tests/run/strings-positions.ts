// Every method that takes positions, with positions of every kind, on narrow and wide strings.
const texts = ["", "a", "hello", "héllo", "añb€c", "😀x😀", "\ud83d", "\udc00\ud83dz"];
const positions = [0, 1, 2, 4, 5, 6, -1, -2, -5, -99, 0.5, 1.9, -0.5, -1.5, -0, NaN, Infinity, -Infinity, 4294967296, 4294967297, -4294967295, 2147483647, 2147483648, -2147483648, 1e300, -1e300];

function codes(text: string | undefined): string {
    if (text === undefined) return "-";
    let result = "";
    for (let i = 0; i < text.length; i++) result += (i > 0 ? "," : "") + text.charCodeAt(i);
    return "[" + result + "]";
}

for (const text of texts) {
    console.log("text", codes(text), text.length);
    let line = "";
    for (const at of positions) line += codes(text.charAt(at));
    console.log("charAt", line);
    line = "";
    for (const at of positions) line += " " + text.charCodeAt(at);
    console.log("charCodeAt", line);
    line = "";
    for (const at of positions) line += " " + text.codePointAt(at);
    console.log("codePointAt", line);
    line = "";
    for (const at of positions) line += codes(text.at(at));
    console.log("at", line);
    line = "";
    for (const at of positions) line += text[at] === undefined ? "-" : codes(text[at]);
    console.log("[]", line);
    line = "";
    for (const at of positions) line += codes(text.slice(at)) + codes(text.slice(0, at)) + codes(text.slice(1, at));
    console.log("slice", line);
    line = "";
    for (const at of positions) line += codes(text.substring(at)) + codes(text.substring(1, at)) + codes(text.substring(at, 3));
    console.log("substring", line);
    for (const pattern of ["", "l", "x", "€", "lo", "😀", "\ude00", "hellohello"]) {
        line = "";
        for (const at of positions) line += " " + text.indexOf(pattern, at) + " " + text.lastIndexOf(pattern, at);
        console.log("indexOf", codes(pattern), line);
        line = "";
        for (const at of positions) line += (text.includes(pattern, at) ? 1 : 0) + "" + (text.startsWith(pattern, at) ? 1 : 0) + (text.endsWith(pattern, at) ? 1 : 0);
        console.log("includes", line, text.indexOf(pattern), text.lastIndexOf(pattern), text.includes(pattern), text.startsWith(pattern), text.endsWith(pattern));
    }
}
