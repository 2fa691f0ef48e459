const r: Record<string, any> = { v: 1 };
r.f = function () { return this.v; };
const list: any = [1, 2];
list[0] = function (this: any) { return this.length; };
const names = ["f"]; 
console.log(r[names[0]](), list[0](), r.f?.(), list[0]?.());
const fs: ((this: any) => number)[] = [function () { return this.length; }];
console.log(fs[0](), fs[0]!());
for (const f of fs) try { f(); } catch { console.log("TypeError"); }
