// What the type checker learns from a class's type arguments, from the members of an object literal in their order, and from keys
// that never change.
class Emitter<Events extends Record<string, unknown>> {
    private handlers: { [K in keyof Events]?: Array<(e: Events[K]) => void> } = {};
    on<K extends keyof Events>(name: K, f: (e: Events[K]) => void): () => void {
        const list = this.handlers[name] ?? [];
        list.push(f);
        this.handlers[name] = list;
        return () => this.off(name, f);
    }
    off<K extends keyof Events>(name: K, f: (e: Events[K]) => void): void {
        this.handlers[name] = this.handlers[name]?.filter((h) => h !== f);
    }
    emit<K extends keyof Events>(name: K, e: Events[K]): void {
        this.handlers[name]?.forEach((h) => h(e));
    }
}
const emitter = new Emitter<{ tick: number; message: { text: string } }>();
const stop = emitter.on("tick", (n) => console.log("tick", n.toFixed(1)));
emitter.on("message", ({ text }) => console.log("message", text.length, text));
emitter.emit("tick", 3);
emitter.emit("message", { text: "hello" });
stop();
emitter.emit("tick", 4);

class Query<T extends object> {
    private parts: string[] = [];
    where<K extends keyof T & string>(key: K, value: T[K]): this {
        this.parts.push(`${key} = ${String(value)}`);
        return this;
    }
    build(): string {
        return this.parts.join(" and ");
    }
}
interface User {
    id: number;
    name: string;
}
console.log(new Query<User>().where("id", 3).where("name", "x").build());

function use<T>(parts: { get: () => T; use: (value: T) => string }): string {
    return parts.use(parts.get());
}
console.log(use({ get: () => 5, use: (n) => n.toFixed(2) }));
console.log(use({ get: () => ({ a: 1, b: "x" }), use: (o) => o.b + o.a }));
console.log(use({ use: (s) => s.toUpperCase(), get: () => "abc" }));
function fold<S, A>(parts: { start: S; step(state: S, action: A): S; actions: A[] }): S {
    return parts.actions.reduce((state, action) => parts.step(state, action), parts.start);
}
const folded = fold({
    start: { n: 0, log: "" },
    step(state, action) {
        return { n: state.n + action, log: state.log + action };
    },
    actions: [1, 2, 3],
});
console.log(folded.n, folded.log);

function either<T>(a: T, b: T, first: boolean): T {
    return first ? a : b;
}
const one = either({ a: 1 }, { b: "two" }, false);
console.log(one.a, one.b);

interface Counts {
    [word: string]: number | undefined;
}
function next(counts: Counts, word: string): number {
    if (counts[word] !== undefined) return counts[word] + 1;
    return 1;
}
const counts: Counts = {};
for (const word of ["a", "b", "a"]) counts[word] = next(counts, word);
console.log(counts);

const parser = (c: string) => (s: string) => s.startsWith(c) ? c : "none";
function alternatives<T extends readonly ((s: string) => string)[]>(...all: T): T[number] {
    return (s: string) => {
        for (const each of all) {
            const found = each(s);
            if (found !== "none") return found;
        }
        return "none";
    };
}
console.log(alternatives(parser("a"), parser("b"))("bc"));
