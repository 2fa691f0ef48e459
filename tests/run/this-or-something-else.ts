class Chain { private n = 0; add(k: number): this | null { if (k < 0) return null; this.n += k; return this; } both(): [this, number] { return [this, this.n]; } maybe(f: boolean): this | Promise<this> { return f ? this : Promise.resolve(this); } opt(x?: this): this | undefined { return x; } list(): (this | string)[] { return [this, "a"]; } rec(): { me: this | null } { return { me: this }; } }
class Sub extends Chain { add(k: number): this { super.add(k); return this; } opt(x?: this): this { return x ?? this; } list(): this[] { return [this]; } rec(): { me: this } { return { me: this }; } both(): [this, number] { return super.both(); } }
const s = new Sub();
console.log(s.add(1).add(2).both()[1], s.opt() === s, s.list().length, s.rec().me === s);
