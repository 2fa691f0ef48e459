// Members that assignments give to functions, which are other functions each time their declaration is reached.
function outer() {
  function inner(x: number): number { return x + inner.count++; }
  inner.count = 1;
  inner.label = "in";
  return inner;
}
const i1 = outer(), i2 = outer();
console.log(i1(1), i1(1), i2(1), i1.count, i2.count, i1.label);
function memo(): (n: number) => number {
  const fib = (n: number): number => { const known = fib.cache.get(n); if (known !== undefined) return known; const r: number = n < 2 ? n : fib(n - 1) + fib(n - 2); fib.cache.set(n, r); return r; };
  fib.cache = new Map<number, number>();
  return fib;
}
console.log(memo()(30));
console.log(i1, i2);
function top(a: string) { return a + top.suffix; }
top.suffix = "!";
const asObj: { (a: string): string; suffix: string } = top;
console.log(asObj("x"), asObj.suffix, top);
