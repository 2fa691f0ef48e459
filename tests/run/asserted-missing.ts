interface C { left: number; right?: C }
function most(list: C[], f: (c: C) => void): number { for (const c of list) f(c); return list.length; }
function run(list: C[]) {
    let v: C | null = null;
    let count = 0;
    while (most(list, c => { v = c; }) > 0) {
        const vc = v!;
        count += vc.left;
        list.pop();
    }
    return count;
}
console.log(run([{ left: 1 }, { left: 2 }]));
let text: string | undefined;
const set = () => { text = "set"; };
text = undefined;
set();
console.log(text!.length, text!);
class K { c: C | null = null; load() { this.c = { left: 4 }; } run() { this.c = null; this.load(); return this.c!.left; } }
console.log(new K().run());
let none: string | number | null = null;
try { console.log(none!.toString()); } catch (e) { console.log(e instanceof TypeError); }
