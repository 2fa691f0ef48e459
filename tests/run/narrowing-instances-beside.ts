// What is of a class by its type is told by instanceof, not an interface beside it.
interface Payload { value: unknown; issues: string[] }
function run(slow: boolean): Payload | Promise<Payload> {
    const payload = { value: 1, issues: ["one", "two"] };
    return slow ? new Promise(resolve => setTimeout(() => resolve(payload), 100)) : payload;
}
async function count(slow: boolean) {
    let result = run(slow);
    if (result instanceof Promise) result = await result;
    return result.issues.length;
}
const first = (slow: boolean) => {
    const result = run(slow);
    return result instanceof Promise ? result.then(payload => payload.issues[0]) : result.issues[1];
};
const watch = start<number>(source => {
    source.onEnd = code => console.log("end", code, watch.name);
});
function start<T>(use: (source: { onEnd?: (code: number) => void }) => void): { name: string; value?: T } {
    const source: { onEnd?: (code: number) => void } = {};
    use(source);
    setTimeout(() => source.onEnd?.(3), 300);
    return { name: "watch" };
}
console.log(await count(false), await count(true), first(false), await first(true));
const unknown = (value: unknown) => value ?? "missing";
console.log(unknown(null), unknown(0), unknown(undefined));
