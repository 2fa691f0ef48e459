// 0 and -0 are equal however they are held, also where a word is compared with a word.
const mixed: (number | string)[] = [-0, 0, "0", 5];
console.log(mixed[0] === mixed[1], mixed[1] === mixed[0], mixed[0] !== mixed[1], mixed[0] === mixed[2]);
console.log(mixed[0] === 0, 0 === mixed[0], mixed[1] === -0, mixed[3] === 5, mixed[0] == mixed[1]);
for (const m of mixed) console.log(m, m ? "T" : "F", m === 0, m !== 0);
function half(n: number): number { return n === 0 ? -0 : n > 3 ? 2 ** 40 : n; }
let x: number | null = null;
for (let i = 0; i < 6; i++) {
    x = half(i);
    console.log(x === 0, x === i, x, i === x);
}
console.log(mixed.indexOf(0), mixed.indexOf(-0), [0, -0, 1].indexOf(-0));
switch (mixed[0]) {
    case "": console.log("text"); break;
    case 0: console.log("zero"); break;
    default: console.log("other");
}
