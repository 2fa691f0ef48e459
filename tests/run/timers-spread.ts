// Values for the callback that are spread.
function later<A extends unknown[]>(f: (...args: A) => void, ...args: A) { return setTimeout(f, 100, ...args); }
later((a, b) => console.log(a, b), 1, "x");
const xs: any[] = ["p", 2];
setTimeout((...v: any[]) => console.log(v), 200, ...xs);
setTimeout((a?: number, b?: string, c?: number) => console.log(a, b, c), 300, 0, ...xs);
setTimeout((a?: number) => console.log(a), 400);
let n = 0; const t = setInterval((s: string, k: number) => { console.log(s, k); if (++n === 2) clearInterval(t); }, 500, ...(["iv", 1.5] as const));
setTimeout(() => console.log("none"), 1700, ...[]);
