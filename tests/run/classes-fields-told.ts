// Fields without a type, which the constructor or a static block assigns.
class Sample {
    pin;
    label;
    scale;
    values;
    total;
    #secret;
    constructor(pin: number, label: string, scale?: number) {
        this.pin = pin;
        this.label = label;
        if (scale !== undefined) this.scale = scale;
        this.values = [];
        for (let i = 0; i < pin; i++) this.values.push(i * 1.5);
        this.total = () => this.values.reduce((sum, v) => sum + v, 0) * (this.scale ?? 1);
        this.#secret = pin > 2 ? "many" : pin;
    }
    get secret() {
        return this.#secret;
    }
}
class Named extends Sample {
    next;
    constructor(pin: number, next: Named | null) {
        super(pin, "named");
        this.next = next;
    }
    depth(): number {
        return 1 + (this.next ? this.next.depth() : 0);
    }
}
class Table {
    static names;
    static size;
    static {
        this.names = ["a", "b", "c"];
        this.size = this.names.length;
    }
}
class Early {
    x;
    constructor() {
        this.show();
        this.x = 1;
        this.show();
    }
    show() {
        try {
            console.log("x", this.x);
        } catch (e) {
            console.log(e instanceof TypeError);
        }
    }
}
class Ways {
    kind;
    left;
    constructor(n: number) {
        switch (n) {
            case 0:
                this.kind = "zero";
                break;
            case 1:
                this.kind = 1;
                break;
            default:
                this.kind = null;
        }
        if (n > 1) return;
        this.left = n === 0;
    }
}
const a = new Sample(4, "s", 2);
console.log(a, a.total(), a.secret);
console.log(new Sample(1, "t").scale, new Sample(2, "t").total(), new Sample(2, "t").secret);
const chain = new Named(1, new Named(2, null));
console.log(chain.depth(), chain.next?.pin, chain.next?.next);
console.log(Table.names[Table.size - 1], Table.size);
new Early();
console.log(new Ways(0), new Ways(1), new Ways(2));
