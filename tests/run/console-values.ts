// Functions of the console as values.
const { group, groupEnd, count } = { group: console.group, groupEnd: console.groupEnd, count: console.count };
group("first", 1);
count();
count("x");
["y", "x"].forEach((label) => count(label));
groupEnd();
const show = console.dir;
show({ a: { b: { c: { d: 1 } } } });
const table = console.table;
table([{ a: 1 }, { a: 2 }]);
const reset = console.countReset;
reset("x");
count("x");
console.group;
const log = console.log;
log("done", 1);
