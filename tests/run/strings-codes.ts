// charCodeAt where the index is known to lie within, and where it is not: cut off, negative, past the end, NaN.
function codes(s: string): string {
    let text = "";
    for (let i = 0; i < s.length; i++) text += s.charCodeAt(i) + " ";
    return text;
}
function halves(s: string): string {
    let text = "";
    for (let i = 0; i < s.length; i += 0.5) text += s.charCodeAt(i) + " ";
    return text;
}
function around(s: string): string {
    let text = "";
    for (let i = -1.5; i < s.length; i += 0.5) text += s.charCodeAt(i) + " ";
    return text;
}
function down(s: string): number {
    let sum = 0;
    for (let i = s.length - 1; i >= 0; i--) sum = (sum * 7 + s.charCodeAt(i)) % 1009;
    return sum;
}
function past(s: string): string {
    let text = "";
    for (let i = 0; i <= s.length; i++) text += s.charCodeAt(i) + " ";
    return text;
}
// Below the length once, above it later.
function moved(s: string): string {
    let text = "";
    for (let i = 0; i < s.length; i++) {
        let j = i;
        if (i === 2) j = i + s.length;
        text += s.charCodeAt(j) + " " + s.charCodeAt(j - 1) + " ";
    }
    return text;
}
for (const s of ["", "a", "häß", "日本語!", "0123456789"]) {
    console.log(codes(s), "|", halves(s), "|", around(s));
    console.log(down(s), past(s), "|", moved(s), s.charCodeAt(NaN), s.charCodeAt(-0.9));
}
