// Static accessors and methods of the base class by `super`: `this` in them is the class at hand.
class S {
    static n = "S";
    static get value() { return `value of ${this.n} ${this.name}`; }
    static set value(v: string) { console.log("set", this.name, v); }
    static get one() { return 1; }
    static set written(v: number) { console.log("written", this.name, v); }
    static method() { return `method of ${this.n}`; }
    get place() { return "place of " + this.constructor.name; }
    set place(v: string) { console.log("set place", v); }
}
class T extends S {
    static n = "T";
    static first = super.value;
    static second = super.method();
    static get value() { return "T:" + super.value; }
    static set value(v: string) { super.value = v + "!"; super.value += "?"; }
    static inArrow() { return [1].map(() => super.value + super.one); }
    static {
        console.log("block", super.value, super.method());
        super.written = 5;
        const later = () => { super.written = 6; };
        later();
    }
    get place() { return "T " + super.place; }
    set place(v: string) { super.place = v; const get = () => super.place; console.log(get()); }
}
class U extends T { static n = "U"; }
console.log(T.first, T.second, T.value, U.value, T.inArrow(), U.inArrow());
T.value = "a";
U.value = "b";
const chosen: typeof S = U;
console.log(chosen.value);
chosen.value = "c";
const u = new U();
console.log(u.place);
u.place = "d";
