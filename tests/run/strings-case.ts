// Capitals and small letters of every alphabet: sums over all letters, then the words that need more than a table.
function sum(text: string): number {
    let sum = 0;
    for (let i = 0; i < text.length; i++) sum = (sum * 31 + text.charCodeAt(i)) | 0;
    return sum;
}

function sumOfBlock(from: number, to: number): string {
    let [up, low, changed] = [0, 0, 0];
    for (let code = from; code < to; code++) {
        const letter = code < 0x10000 ? String.fromCharCode(code) : String.fromCharCode(0xd7c0 + (code >> 10), 0xdc00 + (code & 1023));
        const [upper, lower] = [letter.toUpperCase(), letter.toLowerCase()];
        up = (up * 33 + sum(upper)) | 0;
        low = (low * 33 + sum(lower)) | 0;
        if (upper !== letter || lower !== letter) changed++;
    }
    return `${from.toString(16)} ${changed} ${up} ${low}`;
}

// Where letters with case are, their neighbours, and a block without.
for (let block = 0; block < 0x600; block += 0x100) console.log(sumOfBlock(block, block + 0x100));
for (const block of [0x10a0, 0x13a0, 0x1c80, 0x1d70, 0x1e00, 0x1f00, 0x2100, 0x2480, 0x2c00, 0x2d00, 0x4e00, 0xa640, 0xa700, 0xab50, 0xd7f0, 0xfb00, 0xff20]) {
    console.log(sumOfBlock(block, block + 0x100));
}
for (const block of [0x10400, 0x10480, 0x10570, 0x10c80, 0x118a0, 0x16e40, 0x1e900, 0x1f600]) console.log(sumOfBlock(block, block + 0x60));

// Sigma at the end of a word.
const words = ["ΑΣ", "Σ", "ΑΣΑ", "ΑΣ.", "Α.Σ", "ΑΣ\u0301", "ΑΣ Α", "ΑΣʰ", "aΣ", "1Σ", "ΑΣ’ς", "ΑΣ-Α", "ΟΔΥΣΣΕΥΣ", "\u{10400}Σ", "Σ\u{10400}", "Α\u{10400}Σ", "ªΣ", "ΑΣ:Α", "ßΣ", "\u{1f600}Σ", "Σ\ud801"];
for (const word of words) console.log(word.toLowerCase());
console.log("Straße ﬁne ŉ ΰ ΐ İ ᾳ ᾼ".toUpperCase(), "İSTANBUL Kelvin K Å".toLowerCase(), "ǅ".toUpperCase(), "ǅ".toLowerCase());
const same = "ALREADY ÄÖÜ";
console.log(same.toUpperCase() === same, "ÿ".toUpperCase().length, "µ".toUpperCase().charCodeAt(0));
