// What is called and is no function is named by the error.
function tell(run: () => unknown): void {
    try {
        console.log(run());
    } catch (e) {
        console.log((e as Error).name + ": " + (e as Error).message);
    }
}
class Counter {
    value = 1;
    count(): unknown {
        return (this as any).value();
    }
}
const u: any = JSON.parse("{}").x;
const o: any = { h: 1, f: null, g: { a: 2 }, make: () => ({ deep: 1 }), list: [1] };
const k: any = "h";
const counter: any = new Counter();
const list: any = [1, 2];
const text: any = "abc";
const number: any = 5;
tell(() => o.h());
tell(() => o.g());
tell(() => o.f());
tell(() => o.missing());
tell(() => o.missing(1, "two"));
tell(() => o["h"]());
tell(() => o[k]());
tell(() => o[k + "x"]());
tell(() => o.g.a());
tell(() => o.make().deep());
tell(() => o.make()());
tell(() => o.list[0]());
tell(() => o!.h());
tell(() => (o as any).h());
tell(() => (u ?? o).h());
tell(() => counter.value());
tell(() => counter.none());
tell(() => counter.count());
tell(() => list.none());
tell(() => text.none());
tell(() => number.none());
tell(() => u());
tell(() => o());
tell(() => number());
tell(() => o.make(o.h()));
// What is passed is evaluated before.
tell(() => o.missing(console.log("first")));
tell(() => number(console.log("first")));
const makers: any = { Maker: class {} };
tell(() => new makers.Maker().none());
