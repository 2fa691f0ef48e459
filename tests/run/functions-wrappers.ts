// Wrappers of functions as people write them: debounce, memo, typed emitters.
function call<F extends (...a: any[]) => any>(f: F, ...args: Parameters<F>): ReturnType<F> { return f(...args); }
console.log(call((a: number, b: string) => a + b.length, 1, "xx"));
function debounce<F extends (...args: any[]) => void>(f: F, ms: number): (...args: Parameters<F>) => void {
  let timer: number | undefined;
  return (...args: Parameters<F>) => { if (timer !== undefined) clearTimeout(timer); timer = setTimeout(() => f(...args), ms) as unknown as number; };
}
const d = debounce((x: number) => console.log("deb", x), 10);
d(1); d(2);
function memo<T extends (...args: any[]) => any>(fn: T): T {
  const cache = new Map<string, ReturnType<T>>();
  return ((...args: Parameters<T>): ReturnType<T> => {
    const key = JSON.stringify(args);
    if (cache.has(key)) return cache.get(key)!;
    const r = fn(...args); cache.set(key, r); return r;
  }) as T;
}
const sq = memo((n: number) => { console.log("work"); return n * n; });
console.log(sq(4), sq(4));
function partial<H extends unknown[], T extends unknown[], R>(f: (...args: [...H, ...T]) => R, ...head: H): (...tail: T) => R {
    return (...tail: T) => f(...head, ...tail);
}
console.log(partial((a: number, b: number, c: number) => a * 100 + b * 10 + c, 1, 2)(3));
