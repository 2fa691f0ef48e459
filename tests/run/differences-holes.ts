// Arrays that grow past their end.
// differs: What lies between the old end and an index that is written is undefined, not a hole: it is printed, and callbacks see it.
const a: (number | undefined)[] = [1];
a[3] = 4;
console.log(a.length, a[1], a);
let seen = 0;
a.forEach(() => seen++);
console.log(seen);
