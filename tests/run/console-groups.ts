// console: groups, counters, tables, dir and trace, as node prints them

console.group("first %s", "group");
console.log("inside", { a: 1 });
console.info("lines\nof text");
console.group();
console.debug([1, 2, 3], "deeper");
console.log({ long: "a text that is long enough to break the line", another: "a second text of that sort", third: 3 });
console.groupEnd();
console.log("back");
console.groupEnd();
console.groupEnd();
console.groupCollapsed("collapsed", 1);
console.log("in it");
console.groupEnd();
console.log("out");

console.count();
console.count("x");
console.count();
console.count("x");
console.countReset("x");
console.count("x");

console.dir({ a: { b: { c: { d: 1 } } } });
console.dir({ a: { b: { c: { d: { e: 1 } } } } }, { depth: null });
console.dir({ a: { b: 1 } }, { depth: 0 });
console.dir("text");

console.table([
    { name: "Ada", age: 36 },
    { name: "Alan", age: 41, extra: [1, 2, 3, 4, 5] },
]);
console.table([1, "two", { z: 3 }, null]);
console.table([[1, 2], [3]]);
console.table({ row: { a: 1.5, b: true }, other: 7 });
console.table(new Map([["key", { inner: 1 }], ["k", { inner: 2 }]]));
console.table(new Set([1, "b"]));
console.table([{ a: 1, b: 2 }, { a: 3, b: 4 }], ["b"]);
console.table([{ o: { x: 1 }, p: { x: 1, y: 2, z: 3 } }]);
console.table(5);
console.table([]);
