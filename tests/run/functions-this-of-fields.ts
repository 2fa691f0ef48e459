// Functions that are given to fields have the object as their `this` on which they are called.
class It { node = 1; pre: () => number; next!: () => this;
 constructor(kind: boolean) {
  if (kind) { this.pre = function () { return this.node; }; this.next = function () { this.node++; return this; }; }
  else { this.pre = function () { return -this.node; }; this.next = function () { this.node--; return this; }; }
 } }
const a = new It(true), b = new It(false);
console.log(a.pre(), a.next().pre(), b.pre(), b.next().pre());
b.pre = a.pre;
b.node = 50;
console.log(b.pre());
class Btn { label = "b"; onClick: ((n: number) => void) | null = null; 
  click(n: number) { this.onClick?.(n); } }
const btn = new Btn();
btn.onClick = function (n) { console.log(this.label, n); };
btn.click(3);
const other = new Btn(); other.label = "other"; other.onClick = btn.onClick; other.click(4);
const loose = btn.onClick!;
try { loose(1); } catch (e) { console.log((e as Error).constructor.name); }
class Sub extends Btn { label = "sub"; constructor() { super(); this.onClick = function (n) { console.log("sub", this.label, n); }; } }
new Sub().click(9);
class Gen<T> { v: T; get2: () => T; constructor(v: T) { this.v = v; this.get2 = function () { return this.v; }; } }
console.log(new Gen(5).get2(), new Gen("s").get2());
