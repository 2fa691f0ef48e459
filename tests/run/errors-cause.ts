// `cause`: given to errors of every class, read back, printed; names and lists that console.log shows with errors.
class ConfigError extends Error {
    constructor(message: string, options?: ErrorOptions) {
        super(message, options);
    }
}
class Coded extends RangeError {
    code = 7;
    constructor(message: string, options?: ErrorOptions) { super(message, options); this.name = "Coded"; }
}
class Wrapped extends Error { list = [1, 2, 3]; }

function parse(text: string): number {
    const n = Number(text);
    if (Number.isNaN(n)) throw new TypeError("no number: " + text, { cause: text });
    return n;
}
function load(texts: string[]): number {
    let sum = 0;
    for (const text of texts) {
        try {
            sum += parse(text);
        } catch (e) {
            throw new ConfigError("cannot load", { cause: e });
        }
    }
    return sum;
}
try { load(["1", "2", "x"]); } catch (e) {
    if (e instanceof ConfigError) {
        console.log(e.message, e.cause instanceof TypeError, e instanceof Error);
        if (e.cause instanceof Error) console.log(e.cause.message, e.cause.cause);
    }
    console.log(e);
}
console.log(new Error("x", { cause: new RangeError("y") }));
console.log(new Coded("x", { cause: new RangeError("y", { cause: { a: 1 } }) }));
console.log(new Wrapped("w"), new Wrapped("w", { cause: null }));
console.log(new AggregateError([new Error("a", { cause: "text" }), 3], "all", { cause: 5 }));
console.log(new AggregateError([], "none"), new AggregateError([new Coded("c")]));
console.log([new Error("a")], { e: new Coded("k", { cause: [1, 2] }) }, new Map([["e", new Error("in a map", { cause: 1 })]]));
console.log(String(new Error("x", { cause: 1 })), new Error("m", {}), `${new ConfigError("text")}`);
console.log(new Error("line one\nline two", { cause: new Error("a\nb") }));
console.log(new Error("outer", { cause: new Error("x".repeat(70)) }));
console.log(new Error("1", { cause: new Error("2", { cause: new Error("3", { cause: new Error("4", { cause: new Error("5") }) }) }) }));
console.log([[[[new Error("deep"), new Coded("deep")]]]], [[[new Error("deep"), new Coded("deep"), new ConfigError("c", { cause: 0 })]]]);

/** From the outermost to the innermost. */
function chain(error: unknown): string {
    const names: string[] = [];
    for (let at = error; at !== undefined; at = at instanceof Error ? at.cause : undefined) names.push(at instanceof Error ? at.name : typeof at);
    return names.join(" < ");
}
console.log(chain(new Coded("a", { cause: new ConfigError("b", { cause: new SyntaxError("c", { cause: 1.5 }) }) })));

// What is given can be anything, also later and through options made elsewhere.
const options: ErrorOptions = { cause: [1, "two", null] };
const late = new EvalError("late");
console.log(late.cause);
late.cause = "now";
console.log(late.cause, new URIError("u", options).cause, new ReferenceError("r", { cause: undefined }).cause);
class Named extends Error { override name = "Named"; } class Longer extends Named {} class MyError extends Error {} class Sub extends MyError { constructor() { super("s"); this.name = "MyError"; } }
console.log(new Named("q"), new Named(), new Longer("l"), new MyError("m"), new MyError(), new Sub());
function attempt<T>(f: () => T, wrap: (cause: unknown) => Error): T | string {
    try { return f(); } catch (e) { const error = wrap(e); return error.message + ": " + (error.cause as Error).message; }
}
console.log(attempt(() => parse("7"), (cause) => new Error("never", { cause })), attempt(() => parse("seven"), (cause) => new ConfigError("wrapped", { cause })));
Promise.reject(new Error("first")).catch((cause) => { throw new Coded("second", { cause }); }).catch((e) => console.log(chain(e)));
Promise.any([Promise.reject(new Error("a")), Promise.reject(2)]).catch((e) => console.log(e));
