// What async functions find nothing of, and whoever awaits it
const db: Record<string, { name: string }> = { a: { name: "A" } };
async function load(id: string) { return db[id]; }
class Repo { private rows: number[] = [1, 2]; async row(i: number) { return this.rows[i]; } static async first(a: string[]) { return a[0]; } }
class Sub extends Repo { override async row(i: number) { const r = await super.row(i); return r; } }
async function main() { const u = await load("x"); console.log(u ? u.name : "none"); const v = await load("a"); console.log(v?.name); 
  const f = async (i: number) => [1, 2][i]; if ((await f(7)) === undefined) console.log("missing"); console.log(await f(1));
  const r = new Repo(), s: Repo = new Sub(); console.log((await r.row(9)) ?? "no row", (await s.row(8)) === undefined, await s.row(0));
  const w = await Repo.first([]); if (!w) console.log("empty"); const p = load("a"); if (p) console.log((await p).name);
  try { const n: string = (await load("q")).name; console.log(n); } catch (e) { console.log(e instanceof TypeError || e instanceof RangeError); } }
main().catch((e) => console.log("failed", e.message));
async function second() { const u = await load("x"); console.log(u ? u.name : "none"); const v = await load("a"); console.log(v?.name); 
  const f = async (i: number) => [1, 2][i]; if ((await f(7)) === undefined) console.log("missing");
  const all = await Promise.all(["a", "q"].map((k) => load(k))); console.log(all.filter(Boolean).length); }
second().catch((e) => console.log("failed", e.message));
