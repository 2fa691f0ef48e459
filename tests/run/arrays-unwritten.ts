// The elements of `new Array(n)` are undefined until they are written.
const few = new Array<number>(4);
few[0] = 5;
console.log(few[1] === undefined, few[0] === undefined, few.length);
const none = new Array<number>(2);
console.log(none[1] !== undefined ? "set" : "unset");
const rows = new Array(3).fill(undefined).map(() => new Array<number>(4));
function once(i: number, j: number): number {
    if (rows[i][j] !== undefined) return rows[i][j];
    rows[i][j] = i * 10 + j;
    return -1;
}
console.log(once(0, 1), once(0, 1), once(2, 3), once(0, 0), once(0, 0));
const nested: boolean[][] = [new Array<boolean>(2)];
console.log(nested[0][1] === undefined);
const doubles = new Array<number>(3);
doubles[2] = 0.5;
console.log(doubles[0] ?? "nothing", doubles[2]);
function make(n: number): string[] {
    return new Array<string>(n);
}
console.log(make(2)[1] === undefined, make(2).length);
