// Members that are written through `any`: literals that became `any` take them.
const r: any = {};
r.z = 5;
console.log(r, r.z);
const q: any = { a: 1 };
console.log(q["a"], q.a);
const k: string = "a";
console.log(q[k]);
q[k] = 3;
console.log(q);
q["b"] = 3;
console.log(q);
const counts: any = {};
for (const k of ["x", "y"]) counts[k] = 1;
console.log(counts, counts.x, counts["y"]);
counts.z = 5;
console.log(counts);
