// A call reads the member before it evaluates the arguments: an accessor runs first, a field that the arguments replace is still the old one,
// and undefined has no members.
function arg(text: string): any {
    console.log("arg", text);
    return 1;
}
function tell(run: () => unknown): void {
    try {
        console.log(run());
    } catch (e) {
        console.log((e as Error).name + ": " + (e as Error).message);
    }
}
interface Getting {
    readonly g: (n: number) => number;
}
const literal = {
    get g() {
        console.log("getter");
        return (n: number) => n + 1;
    },
};
const seen: Getting = literal;
const anything: any = literal;
tell(() => literal.g(arg("a")));
tell(() => seen.g(arg("b")));
tell(() => anything.g(arg("c")));
tell(() => anything.g(...[arg("d")]));
class Method {
    f(n: number): string {
        return "method " + n;
    }
}
class Getter {
    n = 3;
    get f() {
        console.log("Getter.f");
        return function (this: any, n: number) {
            return "getter " + n + this?.n;
        };
    }
    static get s() {
        console.log("Getter.s");
        return (n: number) => n + 5;
    }
}
const all: { f(n: number): string }[] = [new Method(), new Getter() as any, { f: n => "field " + n }];
for (const one of all) tell(() => one.f(arg("e")));
for (const one of all as any[]) tell(() => one.f(arg("f")));
const class_: any = Getter;
tell(() => class_.s(arg("g")));

interface Field {
    f: (n: number) => string;
}
const field: Field = { f: n => "first " + n };
function replace(): number {
    field.f = n => "second " + n;
    return 1;
}
tell(() => field.f(replace()));
tell(() => field.f(2));
let count = 0;
const counting: any = {
    get next() {
        count++;
        return (n: number) => n + count;
    },
};
tell(() => counting.next(count));
tell(() => counting.next(count++));
tell(() => counting.next((count = 10)));

const missing: any = JSON.parse("{}").x;
tell(() => missing.f(arg("h")));
tell(() => missing.push(arg("i")));
tell(() => missing.call(arg("j")));
tell(() => missing.f.g(arg("k")));
tell(() => missing["m" + arg("l")](arg("m")));
tell(() => (null as any).f(arg("n")));

async function wait(): Promise<void> {
    for (const one of all) console.log(one.f(await Promise.resolve(7)));
    for (const one of all as any[]) console.log(one.f(await Promise.resolve(8)));
}
wait();
