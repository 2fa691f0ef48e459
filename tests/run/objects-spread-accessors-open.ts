// The same of objects of which only a type parameter is known, with closures
function make<T extends object>(base: T, label: string) {
    let n = 0;
    return { ...base, label2: 1, get label() { return label + n; }, set label(v: string) { n = v.length; } };
}
const m = make({ a: 1 }, "L");
m.label = "xyz";
console.log(m.label, m, m.a);
function mixin<T extends { id: number }>(base: T) {
    return { ...base, get tag(): string { return "#" + base.id; } };
}
console.log(mixin({ id: 4, q: true }).tag, mixin({ id: 5 }), mixin({ id: 6, q: false }).q);
