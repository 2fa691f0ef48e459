// Members taken by name from Math, console and JSON, which are nothing else at run time.
const { PI, sqrt, max: biggest, floor = (x: number) => 0 } = Math;
const { log, info } = console;
const { parse, stringify } = JSON;
console.log(PI, sqrt(16), biggest(1, 5, 3), floor(2.5), stringify({ a: [1, 2] }));
log("x", 1); info("y");
function area(r: number) { const { PI: pi } = Math; return pi * r * r; }
console.log(area(2).toFixed(3));
console.log([1, 4, 9].map(sqrt).join());
