// Generic functions within functions, called with numbers, strings and objects: what they capture is in one closure for all of them.
function plain(label: string, n: number, list: number[]) {
    function show<T>(value: T): T {
        console.log(label, n, list.length, value);
        return value;
    }
    const pair = <A, B>(a: A, b: B): [A, B] => {
        list.push(n);
        return [show(a), show(b)];
    };
    const f = show;
    console.log(show(1) + 1, show("x"), show({ a: n }), f(true), pair(2.5, "y"), pair([1], null));
}
plain("first", 2, []);
plain("second", 3.5, [1]);

function suspended(label: string, limit: number) {
    let count = 0;
    const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    async function retry<T>(task: (attempt: number) => T): Promise<T> {
        for (let n = 1; ; n++) {
            count++;
            try {
                return await task(n);
            } catch (e) {
                if (n >= limit) throw e;
                await wait(100);
                console.log(label, "again", n, count);
            }
        }
    }
    function* twice<T>(value: T): Generator<T> {
        yield value;
        console.log(label, limit, ++count);
        yield value;
    }
    const once = <T>(value: T) => async (): Promise<T> => {
        await null;
        return count > limit ? value : await once(value)();
    };
    const failing = <T>(value: T) => (n: number): T => {
        if (n < limit) throw new Error(`no ${n}`);
        return value;
    };
    return async () => {
        console.log(await retry(failing(5)), await retry(failing("text")), await retry(failing([count])));
        console.log([...twice(1)], [...twice("a")], [...twice({ label })]);
        console.log(await once(0.5)(), await once(label)());
    };
}
await suspended("one", 2)();
await suspended("two", 3)();

class Holder<K> {
    constructor(private readonly key: K, private readonly scale: number) {}
    make(suffix: string) {
        const { scale } = this;
        const tell = <T>(value: T) => `${this.key} ${suffix} ${scale} ${value}`;
        const many = <T>(...values: T[]) => values.map((value) => tell(value));
        return [tell(1), tell("s"), tell(this.scale), ...many(1, 2), ...many("a")];
    }
}
console.log(new Holder("k", 2).make("!"), new Holder(1, 0.5).make("?"));
export {};
