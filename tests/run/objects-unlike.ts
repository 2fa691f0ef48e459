// Object literals of unlike shapes in one array: each may be asked for the members of the others.
const list = [{ a: 1 }, { b: "two", c: [3] }, { a: 4, c: [5, 6] }];
for (const item of list) {
    console.log(item.a, item.b, item.c?.length, item);
}
const one = list.length > 2 ? { x: 1 } : { y: 2 };
console.log(one.x, one.y, "y" in one);
list[0].a = 10;
console.log(list[0]);
const nested = { rows: [{ k: 1 }, { l: 2 }] };
console.log(nested.rows.map(row => row.k ?? row.l));
