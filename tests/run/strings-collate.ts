// localeCompare: base letters, then accents, then case; digits before letters, punctuation before digits

const words = ["banana", "Apple", "apple", "cherry", "Äpfel", "apfel", "Banana", "éclair", "eclair", "Eclair", "zebra", "Zoë", "zoe", "10", "9", "_x", "-y", "a b", "ab", "a-b", "", "straße", "strasse", "strast", "æon", "aeon", "afar", "ñu", "nu", "Nz", "œuvre", "of", "oeuvre"];
console.log(words.slice().sort((a, b) => a.localeCompare(b)).join(" | "));
console.log("a".localeCompare("b"), "b".localeCompare("a"), "a".localeCompare("a"), "a".localeCompare("A"), "A".localeCompare("a"), "A".localeCompare("b"));
console.log("résumé".localeCompare("resume"), "resume".localeCompare("Resume"), "résumé".localeCompare("Resume"), "a".localeCompare(""), "".localeCompare("a"));
const signs = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789 \t\nabcXYZ".split("");
console.log(signs.sort((a, b) => a.localeCompare(b)).join(""));
const people = [{ name: "Zoe" }, { name: "adam" }, { name: "Eve" }];
console.log(people.sort((a, b) => a.name.localeCompare(b.name)).map((p) => p.name));
let sum = 0;
for (let i = 32; i < 383; i += 4) {
    for (let k = 32; k < 383; k += 23) {
        if (i >= 127 && i < 161 || k >= 127 && k < 161 || i >= 188 && i <= 190 || k >= 188 && k <= 190) continue;
        sum = (sum * 3 + ("a" + String.fromCharCode(i) + "b").localeCompare("a" + String.fromCharCode(k) + "b") + 1) % 1000003;
    }
}
console.log(sum);
console.log("ISTANBUL".toLocaleLowerCase(), "straße".toLocaleUpperCase());
