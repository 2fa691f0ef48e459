// Fields that hold nothing yet: read by a method that the base class's constructor or an initialiser calls
class Base {
    constructor() { this.init(); }
    init() {}
}
class Sub extends Base {
    list: number[] = [1, 2];
    name: string = "sub";
    n: number = 5;
    flag: boolean = true;
    child: Sub | null = null;
    obj: { a: number } = { a: 1 };
    fn: () => number = () => 3;
    override init() {
        console.log(this.list?.length, this.name?.length, this.obj?.a);
        console.log(this.list && 1, this.list || "none", this.obj ?? "nothing", this.n ?? -1, this.name ?? "?", this.flag ?? "unset");
        console.log(this.list === undefined, this.list == null, this.obj !== undefined, this.n === undefined, this.n == null, this.flag === undefined);
        console.log(this.list ? "yes" : "no", !this.obj, !!this.name, this.n ? 1 : 2, !this.flag);
        if (this.list) console.log("list"); else console.log("no list");
        const l = this.list;
        console.log(l === undefined, l ? 1 : 0, l ?? "later");
        const { obj, n } = this;
        console.log(obj === undefined, n === undefined, n);
        console.log(typeof this.list, typeof this.n, typeof this.fn, this.fn?.());
        console.log(this.child === null, this.child === undefined, this.child);
        console.log(`${this.name}`, this.name + "!");
        if (!this.list) this.list = [9];
        console.log(this.list);
        let m = this.obj;
        if (m == null) m = { a: 7 };
        console.log(m.a);
        try { console.log(this.obj.a); } catch (e) { console.log(e instanceof TypeError); }
        try { console.log(this.fn()); } catch (e) { console.log(e instanceof TypeError); }
        console.log(this.get());
        console.log(this.name === "sub", this.flag === true, this.flag == false);
        switch (this.n) { case 5: console.log("five"); break; default: console.log("other"); }
        take(this.obj);
    }
    get() { return this.obj; }
}
function take(o: { a: number } | undefined) { console.log(o === undefined, o?.a); }
class Early {
    a = this.make();
    b: string = "b";
    c: Map<string, number> = new Map();
    d: number[] = [];
    e: Date2 = new Date2();
    make() {
        const kept = this.b;
        let size = this.c ? this.c.size : -1;
        size = this.c?.size ?? size - 1;
        const first = this.d && this.d[0];
        const either = this.b || this.d;
        const picked = this.e !== undefined ? this.e : null;
        while (this.d) { size = 100; break; }
        for (; this.b; ) { size = 200; break; }
        const later = () => `${kept} ${first} ${either} ${picked}`;
        if (!(this.b && this.c)) size--;
        const both = this.b === this.c as unknown;
        console.log(later(), size, both, kept === undefined || kept.length);
        const t = kept ?? "default";
        return t + (this.e?.when() ?? "never");
    }
}
class Date2 { when() { return "now"; } }
console.log(new Early());
const s = new Sub();
console.log(s);
