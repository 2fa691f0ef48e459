// What a constructor calls may call itself, or each other many times over: the compiler follows each call of a fresh object once.
class SegmentTree {
    private data: number[];
    private size: number;
    private depth = 0;
    readonly built: boolean;
    constructor(values: number[]) {
        this.size = values.length;
        this.data = new Array(values.length * 4).fill(0);
        this.build(values, 1, 0, this.size - 1);
        this.built = true;
    }
    private build(values: number[], node: number, left: number, right: number): void {
        console.log(node, this.depth++);
        if (left === right) {
            this.data[node] = values[left];
            return;
        }
        const middle = (left + right) >> 1;
        this.build(values, node * 2, left, middle);
        this.build(values, node * 2 + 1, middle + 1, right);
        this.data[node] = this.data[node * 2] + this.data[node * 2 + 1];
    }
    sum(from: number, to: number, node = 1, left = 0, right = this.size - 1): number {
        if (from > right || to < left) return 0;
        if (from <= left && right <= to) return this.data[node];
        const middle = (left + right) >> 1;
        return this.sum(from, to, node * 2, left, middle) + this.sum(from, to, node * 2 + 1, middle + 1, right);
    }
}
console.log(new SegmentTree([1, 3, 5, 7, 9, 11]).sum(1, 3));

class Parser {
    private at = 0;
    readonly value: number;
    readonly last: number;
    constructor(private readonly text: string) {
        this.value = this.sum();
        this.last = this.at;
    }
    private sum(): number {
        let value = this.product();
        while (this.eat("+") || this.eat("-")) value = this.text[this.at - 1] === "+" ? value + this.product() : value - this.product();
        return value;
    }
    private product(): number {
        let value = this.power();
        while (this.eat("*") || this.eat("/")) value = this.text[this.at - 1] === "*" ? value * this.power() : value / this.power();
        return value;
    }
    private power(): number {
        const base = this.sign();
        return this.eat("^") ? base ** this.power() : base;
    }
    private sign(): number {
        if (this.eat("-")) return -this.sign();
        if (this.eat("+")) return this.sign();
        return this.atom();
    }
    private atom(): number {
        if (this.eat("(")) {
            const value = this.sum();
            if (!this.eat(")")) throw new SyntaxError("no ) at " + this.at + " of " + this.text);
            return value;
        }
        const start = this.at;
        while ("0123456789".includes(this.text.charAt(this.at) || "end")) this.at++;
        return Number(this.text.slice(start, this.at));
    }
    private eat(word: string): boolean {
        if (this.text[this.at] !== word) return false;
        this.at++;
        return true;
    }
}
console.log(new Parser("2*(3+4)^2-10/4").value);
try {
    new Parser("(1+(2*3)");
} catch (e) {
    console.log((e as Error).message);
}

class Chain {
    n = 0;
    late: number;
    constructor() {
        this.a();
        this.late = this.n;
    }
    a() { this.b(); this.b(); }
    b() { this.c(); this.c(); }
    c() { this.d(); this.d(); }
    d() { this.e(); this.e(); }
    e() { this.f(); this.f(); }
    f() { this.g(); this.g(); }
    g() { this.h(); this.h(); }
    h() { this.i(); this.i(); }
    i() { this.j(); this.j(); }
    j() { this.n++; }
}
console.log(new Chain().late);
