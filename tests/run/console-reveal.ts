// `%o` shows what no loop goes over; the other specifiers with what is seldom given to them.
console.log("%o", { a: 1, b: [1, 2, { c: 3 }] });
console.log("%o", [[1, [2, [3, [4, [5, [6]]]]]]]);
console.log("%o %o %o", [], "x", null);
console.log("%o", (a: number) => a);
console.log("%j %j", undefined, [undefined]);
console.log("%s %d %i %f", Symbol("q"), Symbol("q"), Symbol("q"), Symbol("q"));
console.log("%d %i %f", [5], [6.5], [7.5]);
const later: string = "%o";
console.log(later, [1]);
