// differs: Through `any`, an object without a prototype answers for `toString`, `constructor` and the like as others do; a class with `[Symbol.toPrimitive]` and no `toString` tells its text by that; functions that are async or generators are functions to `constructor` and `Object.prototype.toString`, and no function lists `prototype` among its own names; `in` finds nothing in a symbol, where JavaScript throws; what an entry `then`, `toString` or `valueOf` of a dictionary holds its key finds and its name does not.
const bare: any = Object.create(null);
console.log(typeof bare.toString, bare.constructor?.name, "toString" in bare);
class Primitive {
    [Symbol.toPrimitive](hint: string): string {
        return hint;
    }
}
console.log((new Primitive() as any).toString());
const later: any = async () => 1;
const steps: any = function* () {};
console.log(later.constructor.name, Object.prototype.toString.call(steps), Object.getOwnPropertyNames(steps));
console.log("a" in (Symbol("s") as any));
const entries: any = { then: 1 };
const key: string = "then";
entries["more"] = 2;
console.log(entries.then, entries[key], Object.keys(entries));
