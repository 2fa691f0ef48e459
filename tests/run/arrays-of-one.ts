const n: any = 3;
const a: any = new Array(n);
console.log(a.length);
const s: any = "x";
console.log(new Array(s));
try { new Array(-1 as any); } catch (e) { console.log(String(e)); }
try { new Array(1.5 as any); } catch (e) { console.log(String(e)); }
console.log(new Array<number>(2 as any).fill(7));
const u: number | string = Math.random() < 2 ? 2 : "q";
console.log(new Array(u as number | string).length);
