// `ThisType<X>` says what `this` is in the methods of an object literal.
type Options<D, M> = { data: D; methods: M & ThisType<D & M> };
function make<D extends object, M extends object>(options: Options<D, M>): D & M {
    return Object.assign(options.data, options.methods);
}
const point = make({
    data: { x: 0, y: 0 },
    methods: {
        move(dx: number, dy: number) {
            this.x += dx;
            this.y += dy;
        },
        twice(by: number) {
            this.move(by, by);
            this.move(by, by);
        },
    },
});
point.move(1, 2);
point.twice(10);
console.log(point.x, point.y);

interface Counter {
    count: number;
}
const actions: { add(by: number): void; get(): number } & ThisType<Counter> = {
    add(by) {
        this.count += by;
    },
    get() {
        const read = () => this.count;
        return read();
    },
};
const counter = { count: 5, ...actions };
counter.add(3);
console.log(counter.get());

function of<M>(methods: M & ThisType<M & { base: number }>): M {
    return methods;
}
const methods = of({
    a() {
        return this.base;
    },
    b() {
        return this.a() * 2;
    },
});
const told = { base: 7, ...methods };
console.log(told.b());
