// Variables and classes of one `case` used in another, which need not be reached through it.
function f3(k: number): void {
  switch (k) {
    case 0: let x3 = 5; console.log(x3); break;
    case 1: const g3 = () => x3; try { console.log(g3()); } catch (e) { console.log((e as Error).name, (e as Error).message); } break;
    case 2: x3 = 3; console.log(x3); break;
  }
}
f3(0); f3(1); try { f3(2); } catch (e) { console.log((e as Error).name, (e as Error).message); }
function f8(k: number): void {
  switch (k) {
    case 0: class L8 { n = 3; static s = 4; } console.log(new L8().n); break;
    case 1: try { console.log(new L8().n); } catch (e) { console.log((e as Error).name, (e as Error).message); } break;
    case 2: try { console.log(L8.s); } catch (e) { console.log((e as Error).name, (e as Error).message); } break;
    case 3: { const g8 = () => new L8().n; try { console.log(g8()); } catch (e) { console.log((e as Error).name, (e as Error).message); } } break;
  }
}
f8(0); f8(1); f8(2); f8(3);
function later28(): void {
  const t8 = () => s8;
  try { console.log(t8()); } catch (e) { console.log((e as Error).name, (e as Error).message); }
  let s8 = "x";
  console.log(t8());
}
later28();
function inSwitch(k: number): string {
  const out: string[] = [];
  switch (k) {
    case 0:
      class P { x = 1; static count = 5; me(): P { return new P(); } }
      out.push("p" + new P().x + P.count + new P().me().x);
    case 1: {
      const read = (): string => { try { return "r" + new P().x; } catch (e) { return (e as Error).message; } };
      out.push(read());
      break;
    }
    case 2: try { out.push("" + ({} instanceof P)); } catch (e) { out.push((e as Error).message); } break;
    default: try { P.count++; } catch (e) { out.push((e as Error).message); }
  }
  return out.join();
}
for (const k of [0, 1, 2, 3, 0, 2]) console.log(inSwitch(k));
function letters(k: number): string {
  switch (k) {
    case 0: { return "x"; }
    case 1: let total = 10; const add = (n: number): number => (total += n); return "" + add(5);
    case 2: total = 3; return "never";
    default: const [p, q] = [1, 2]; return "" + p + q;
  }

}
for (const k of [0, 1, 2, 3]) { try { console.log(letters(k)); } catch (e) { console.log((e as Error).name, (e as Error).message); } }
function reader(first: boolean): number {
    const read = (): number => count() + Counted.n;
    function count(): number { return Counted.n; }
    let early = 0;
    if (first) { try { early = read(); } catch (e) { console.log((e as Error).message); } }
    class Counted { static n = 4; }
    return early + read();
}
console.log(reader(true), reader(false));
