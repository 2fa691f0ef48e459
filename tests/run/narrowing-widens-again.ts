// A number that a comparison left with one value, an empty object type that counts as false.
function e(v: {}) { if (v) console.log("yes", v); else console.log("no", v); const w = v || "default"; console.log(w, !v, v && 1); return v ? 1 : 2; }
console.log(e(0), e(""), e(false), e({}), e("x"));
function f(n: number) { while (n !== 0) n--; let k = n; k++; k = 7; return k; }
console.log(f(3));
function g(s: string) { if (s === "ab") { let x = s; x += "c"; x = "other"; return x; } return s; }
console.log(g("ab"), g("x"));
type R = { data: number; error?: undefined } | { error: string };
function h(r: R) { return "error" in r && typeof r.error === "string" ? 1 : 2; }
function h3(r: R) { if (r.error !== undefined) return r.error.length; return r.data; }
console.log(h({ data: 2 }), h({ error: "abc" }), h3({ data: 4 }));
