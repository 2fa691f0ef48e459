const sleep = (ms: number) => new Promise<void>(r => setTimeout(r, ms));
class Queue<T> { #items: T[] = []; #waiting: ((t: T) => void)[] = []; push(t: T) { const w = this.#waiting.shift(); w ? w(t) : this.#items.push(t); } async pull(): Promise<T> { return this.#items.length ? this.#items.shift()! : new Promise(r => this.#waiting.push(r)); } async *[Symbol.asyncIterator]() { while (true) yield await this.pull(); } }
async function pool<T, R>(items: Iterable<T>, n: number, work: (t: T) => Promise<R>): Promise<R[]> { const out: R[] = []; const it = items[Symbol.iterator](); let i = 0; const run = async () => { for (let s = it.next(); !s.done; s = it.next()) { const at = i++; out[at] = await work(s.value); } }; await Promise.all(Array.from({ length: n }, run)); return out; }
async function retry<T>(f: () => Promise<T>, times: number): Promise<T> { try { return await f(); } catch (e) { if (times <= 1) throw new Error("gave up", { cause: e }); return retry(f, times - 1); } }
(async () => {
  const q = new Queue<number>(); q.push(1); setTimeout(() => q.push(2), 100); setTimeout(() => q.push(3), 200);
  let sum = 0; for await (const x of q) { sum += x; if (x === 3) break; } console.log("sum", sum);
  console.log(await pool([3, 1, 2], 2, async x => { await sleep(x * 100); return x * x; }));
  let n = 0; console.log(await retry(async () => { if (++n < 3) throw new Error("no " + n); return n; }, 5));
  try { await retry(() => Promise.reject(new TypeError("always")), 2); } catch (e) { if (e instanceof Error) console.log(e.message, (e.cause as Error).message); }
  const r = await Promise.allSettled([sleep(100).then(() => "a"), Promise.reject("b")]); console.log(r.map(x => x.status === "fulfilled" ? x.value : x.reason));
  console.log(await Promise.race([sleep(300).then(() => "slow"), sleep(100).then(() => "fast")]));
})();
