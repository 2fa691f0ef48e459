// Strings: UTF-16 units, literals, joining, comparing.
const a = "hello";
const e = "";
console.log(a, a.length, e, e.length, a + " " + "world", a + 1, 1 + a, a + true, a + null, a + undefined);
console.log(a[0], a[4], a[5], a[-1], a.charAt(1), a.charAt(9), a.charCodeAt(0), a.charCodeAt(99));
console.log(a.slice(1, 3), a.slice(-3), a.slice(2), a.slice(3, 1), a.slice(-2, -1), a.slice(), a.substring(3, 1), a.substring(-5, 2), a.substring(2), a.substring(NaN, 3));
console.log(a.indexOf("l"), a.indexOf("l", 3), a.indexOf("x"), a.indexOf(""), a.indexOf("", 10), a.indexOf("lo"), a.indexOf("hello!"), a.lastIndexOf("l"));
console.log("a,b,c".split(",").length, "a,b,c".split(",").join("|"), "abc".split("").join("."), "abc".split("x").length, "".split(",").length, "".split("").length, ",a,".split(",").join("_"));
console.log("a" < "b", "a" < "B", "abc" < "abd", "abc" < "ab", "" < "a", "10" < "9", "a" <= "a", "b" > "a", "a" >= "b", "é" > "z");
console.log("a" === "a", a !== "b" + e, "ab" === "a" + "b", "x" == "x");
console.log(String.fromCharCode(72, 105), String.fromCharCode(65536 + 65), String.fromCharCode(), String.fromCharCode(233, 8364));
console.log(`t${1 + 1}u${"v"}w${true}${null}${undefined}`, `a
b`, "tab\tquote\"back\\slash", 'single\'s', "\x41\u0042\u{43}");
const u = "héllo wörld €uro Ωmega 😀";
console.log(u, u.length, u[1], u.charCodeAt(12), u.indexOf("€"), u.slice(-2), u.split(" ").length);
for (const c of "aé😀z") console.log(c, c.length);
let built = "";
for (let i = 0; i < 300; i++) built += String.fromCharCode(97 + (i % 26));
console.log(built.length, built.slice(0, 30), built[299]);
let twin = built;
built += "!";
console.log(twin.length, built.length, twin === built, built.slice(0, 300) === twin);
let mixed = "";
for (let i = 0; i < 10; i++) mixed += i % 3 === 0 ? "€" : "x";
console.log(mixed, mixed.length, mixed.indexOf("x€"));
console.log("a" + "b" === "ab" ? "same" : "differ", typeof a, typeof 1, typeof true, typeof undefined, typeof null, typeof console.log);
console.log("abc".includes("b"), "abc".startsWith("ab"), "abc".endsWith("bc"), "ab".repeat(3), "  x ".trim() + "|", "7".padStart(3, "0"), "7".padEnd(3, "-") + "|");
console.log("MiXed".toUpperCase(), "MiXed".toLowerCase());
