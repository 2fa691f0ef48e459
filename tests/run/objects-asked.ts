// Literals that answer the library's questions do so too where other literals grow keys.

class Steps {
    constructor(private to: number, private by: number) {}
    [Symbol.iterator](): Iterator<number> {
        let at = 0;
        return {
            next: () => (at < this.to ? { value: (at += this.by), done: false } : { value: undefined, done: true }),
            return: () => {
                console.log("left", at);
                return { value: undefined, done: true };
            },
        };
    }
}
for (const x of new Steps(9, 4)) {
    if (x > 4) break;
    console.log("step", x);
}
const table: Record<string, number> = { b: 1 };
console.log("copy", Object.assign({}, table, { b: 3 }).b);
const named = { toString: () => "named" };
console.log(`${named}`, JSON.stringify({ of: { toJSON: () => 7 } }));
const words: Record<string, unknown> = { then: "later" };
words.more = 1;
console.log(words);
