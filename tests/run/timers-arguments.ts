// How many values a callback is given, and what a delay may be.
setTimeout(() => console.log("a"));
setTimeout((x?: number) => console.log("b", x), undefined, 5);
setTimeout((x?: number) => console.log("c", x), 100);
setTimeout((p: number, q: string, r: boolean, s: number, t: number) => console.log(p, q, r, s, t), 200, 1, "q", true, 4, 5);
const xs = [1, 2]; setTimeout((...v: number[]) => console.log(v.length), 300, ...xs, 3);
