// Messages with specifiers that run time makes: in variables, through functions that pass on what they are given, and console.log as a value.
const log = console.log;
const format = "%s=%d;";
console.log(format, "a", 1.5, "rest", [1]);
log("%s %%", "x");
const print = (...values: any[]) => console.log(...values);
print("%i|%f|%j|%O", 3.9, "2.5", { a: [1] }, { b: 1 });
print("plain", 1);
print("%s");
print(1, "%s");
print("100%", 5);
print("%d %s", 1);
print("%c styled", "color: red");
print("%x %s", 1, 2);
print("%s %s %s %s", null, undefined, -0, [1, { a: 1 }]);
print();
const message: string | number = format.length > 3 ? "%d%%" : 1;
console.log(message, 50);

// A pattern that takes nothing still ends what it went over.
function* values() {
    try {
        yield 1;
    } finally {
        print("never: it has not begun");
    }
}
const told: Iterable<number> = {
    [Symbol.iterator]: () => ({
        next: () => ({ value: 1, done: false }),
        return: () => {
            print("ended");
            return { value: 0, done: true };
        },
    }),
};
const [] = values();
const [] = told;
const [one] = told;
print(one);
