// Subclasses whose methods, statics and constructors ask for more than those of the base class.
// differs: What a subclass's method, static or constructor is given through the base class is checked: a TypeError, where JavaScript reads what is not there.
class Base {
    same(other: Base): number {
        return other === this ? 1 : 0;
    }
    static make(other: Base): number {
        return 2;
    }
    constructor(like?: Base) {}
}
class Sub extends Base {
    size = 1;
    override same(other: Sub): number {
        return other.size;
    }
    static override make(other: Sub): number {
        return other.size;
    }
    constructor(like?: Sub) {
        super(like);
        if (like) this.size = like.size + 1;
    }
}
function attempt(action: () => unknown): void {
    try {
        console.log("value", String(action()));
    } catch (error) {
        console.log(error instanceof TypeError ? "TypeError" : "other");
    }
}
const base: Base = new Sub();
const of: typeof Base = Sub;
attempt(() => base.same(new Sub()));
attempt(() => base.same(new Base()));
attempt(() => of.make(new Sub()));
attempt(() => of.make(new Base()));
attempt(() => (new of(new Sub()) as Sub).size);
attempt(() => (new of(new Base()) as Sub).size);
attempt(() => (new of() as Sub).size);
