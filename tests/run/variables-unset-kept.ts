// A variable without a first value, saved and put back by functions that may be called before it has one
type Effect = { name: string; run: () => void };
let active: Effect;
const log: string[] = [];
function track(what: string): void {
    if (active) log.push(active.name + " reads " + what);
}
function runEffect(effect: Effect): void {
    const previous = active;
    active = effect;
    effect.run();
    active = previous;
}
runEffect({ name: "outer", run: () => { track("a"); runEffect({ name: "inner", run: () => track("b") }); track("c"); } });
track("d");
console.log(log);
function make() {
    let last: number[];
    const keep = (next: number[]) => { const before = last; last = next; return before === undefined ? "none" : before.length; };
    return [keep([1, 2]), keep([3])];
}
console.log(make());
// What a callback gave a variable since the checker narrowed it.
function show(value: any): void {
    console.log(value);
}
let seen: number | undefined;
const give = (to: number): void => { seen = to; };
seen = undefined;
give(4);
show(seen);
