// TypeErrors where JavaScript has them through any, positions of -0, radices beyond 2^32, half surrogates as node shows them.
const none: any[] = [undefined, null];
const plain: any[] = [5, "text", true];
function name(run: () => unknown): string {
    try {
        return String(run());
    } catch (e) {
        return (e as Error).name;
    }
}
for (const it of none) console.log(name(() => Object.keys(it)), name(() => Object.values(it)), name(() => delete it.member), name(() => "a" in it));
for (const it of plain) console.log(name(() => "length" in it));
console.log([1, 2].indexOf(1, -0), [1].lastIndexOf(1, -0), parseInt("12", -Infinity), parseInt("12", 4294967306), parseInt("12", Infinity), parseInt("12", -10));
console.log(["\ud800", "a\udfff", "\x1b\x7f"]);
