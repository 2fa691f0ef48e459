// Classes keep their static members where functions are given some.
class C { static s = 1; static t = "x"; }
function f() { return 1; }
f.count = 3;
function show(x: any) { console.log(x, Object.keys(x), "s" in x, "count" in x); for (const k in x) console.log(k, x[k]); }
show(C); show(f);
