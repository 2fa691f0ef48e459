// differs: `Object.freeze` gives the object back as it is: what may write to it is told by its type, `Readonly`, when the program is checked; a write through a cast, or through a variable whose type admits it, changes it
const point = Object.freeze({ x: 1 });
(point as { x: number }).x = 2;
console.log(point.x);
const list = Object.freeze([1, 2]);
(list as number[]).push(3);
console.log(list);
const open = { x: 1 };
Object.freeze(open);
open.x = 3;
console.log(open.x);
