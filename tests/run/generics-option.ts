interface Option<T> { map<U>(f: (t: T) => U): Option<U>; flatMap<U>(f: (t: T) => Option<U>): Option<U>; getOrElse<U>(d: U): T | U; filter<S extends T>(p: (t: T) => t is S): Option<S>; filter(p: (t: T) => boolean): Option<T>; }
class Some<T> implements Option<T> {
    constructor(private readonly value: T) {}
    map<U>(f: (t: T) => U): Option<U> { return new Some(f(this.value)); }
    flatMap<U>(f: (t: T) => Option<U>): Option<U> { return f(this.value); }
    getOrElse<U>(_: U): T | U { return this.value; }
    filter<S extends T>(p: (t: T) => t is S): Option<S>;
    filter(p: (t: T) => boolean): Option<T>;
    filter(p: (t: T) => boolean): Option<T> { return p(this.value) ? this : none; }
}
const none: Option<never> = {
    map: () => none,
    flatMap: () => none,
    getOrElse: d => d,
    filter: () => none,
};
const some = <T>(value: T): Option<T> => new Some(value);
console.log(some(3).map(x => x * 2).filter(x => x > 5).getOrElse("none"), some("a").filter(s => s === "b").getOrElse(0));
const isString = (x: string | number): x is string => typeof x === "string";
console.log(some<string | number>("q").filter(isString).map(s => s.toUpperCase()).getOrElse("no"));
