// Methods of which only is asked whether they are there, or functions: they need not forget their object for that.
class C { n = 1; m(): number { return this.n; } static s(): number { return 1; } o?(): number; }
const c = new C();
console.log(typeof c.m, typeof C.s);
if (typeof c.m === "function") console.log(c.m());
console.log(c.m === undefined, c.o === undefined, c.m !== null);
if (c.o) console.log("o");
const o = { x: 1, f(): number { return this.x; } };
console.log(typeof o.f, o.f.name);
switch (typeof c.m) { case "function": console.log("fn"); }
console.log("m" in c, "q" in c, String(typeof c.m));
