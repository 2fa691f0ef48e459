// Functions that are the values of constants with types, and are given the members of those types by statements.
type Debounced = { (x: number): number; cancel(): void; pending: boolean };
function debounce(start: number): Debounced {
    let sum = start;
    const inner: Debounced = (x) => {
        inner.pending = true;
        sum += x;
        return sum;
    };
    inner.cancel = () => {
        inner.pending = false;
        sum = start;
    };
    inner.pending = false;
    return inner;
}
const a = debounce(1);
const b = debounce(10);
console.log(a(2), a(3), b(5), a.pending, b.pending);
a.cancel();
console.log(a(1), a.pending, b(1), b.pending);
b.cancel();
console.log(a.pending, b.pending, Object.keys(a));
type Late = { (): number; step: number };
const late: Late = () => late.step;
late.step = 2;
console.log(late());
