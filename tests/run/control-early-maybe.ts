// Variables that may well hold undefined, used before their declaration is reached.
const show = (f: () => unknown) => { try { console.log(f()); } catch (e) { console.log(String(e)); } };
function cases(n: number) {
  switch (n) {
    case 1: let x: number | undefined; show(() => x); x = 4; console.log(x); break;
    case 2: show(() => x); show(() => (x = 3)); break;
    case 3: let s: string | undefined = "s"; console.log(s); break;
    case 4: try { console.log(s); } catch (e) { console.log(String(e)); } try { s = "t"; } catch (e) { console.log(String(e)); } break;
    case 5: try { let y: string | undefined; console.log(y); } finally { console.log("end"); } break;
  }
}
for (const n of [1, 2, 3, 4, 1, 5]) cases(n);
function* steps(n: number): Generator<string | undefined> {
  switch (n) { case 1: let z: string | undefined = "z"; yield z; break; case 2: try { yield z; } catch (e) { yield String(e); } }
}
console.log([...steps(1)], [...steps(2)]);
const early = () => later, write = () => { later = 2; };
show(early); show(write);
let later: number | undefined;
show(early); show(write); show(early);
function inner() { const get = () => v; show(get); let v: string | undefined; show(get); v = "v"; show(get); let w: string | null = null; const gw = () => w; show(gw); }
inner();
