// Variables that are declared without a value, and given one by functions that could run earlier.
function told(work: () => void) {
    try {
        work();
    } catch (e) {
        console.log(e instanceof Error ? `${e.name}: ${e.message}` : e);
    }
}
told(() => assign("early"));
told(() => console.log(count));
let text: string;
let count: number, either: string | null, flag: boolean | null | undefined;
let anything: unknown;
function assign(given: string) {
    text = given;
    count = given.length;
    either = given.length > 3 ? given : null;
    flag = null;
    anything = given;
    console.log(text, count, either, flag, anything);
}
assign("abc");
assign("abcd");
console.log(flag);
function within() {
    told(() => set(1));
    let held: number;
    let all: boolean | string | null;
    function set(n: number) {
        held = n;
        all = n > 1 ? null : "one";
        console.log(held, all);
    }
    set(1);
    set(2);
}
within();
within();
for (let i = 0; i < 2; i++) {
    told(() => set("a"));
    let last: string;
    const set = (to: string) => {
        last = to;
        console.log(last, i);
    };
    set("b");
}
