// `var`: one variable for its whole function, there from the start, shared by closures, declared as often as one likes.
var x = 1;
var x = x + 1;
console.log(x);
function sums(n: number): number {
    for (var i = 0, total = 0; i < n; i++) total += i;
    for (var i = 0; i < n; i++) total += i * 10;
    return total + i;
}
console.log(sums(4));
function shared(): number[] {
    var fs: (() => number)[] = [];
    for (var i = 0; i < 3; i++) fs.push(() => i);
    return fs.map(f => f());
}
console.log(shared());
function branches(n: number): number {
    if (n > 1) { var v = n * 2; } else { v = 5; }
    const later = () => v;
    v++;
    return later();
}
console.log(branches(1), branches(3));
function early(): number {
    count();
    count();
    var c: number | undefined = 10;
    function count() { c = (c ?? 0) + 1; }
    count();
    return c;
}
console.log(early());
function before(): number {
    w = 3;
    var w: number;
    return w;
}
console.log(before());
function parameter(p: number): number {
    var p = p + 1;
    var p: number;
    return p;
}
console.log(parameter(4));
var q = 0;
for (var q of [1, 2]) console.log(q);
console.log(q);
var fs: (() => number)[] = [];
for (var q of new Set([7, 8])) fs.push(() => q);
console.log(fs.map(f => f()));
function keys(): string {
    var all = "";
    for (var key in { a: 1, b: 2 }) all += key;
    for (var key in { c: 3 }) all += key;
    const last = () => key;
    return all + last();
}
console.log(keys());
