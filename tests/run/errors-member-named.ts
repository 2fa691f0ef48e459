// Undefined and null have no members: the error says which was asked for.
const u: any = JSON.parse("{}").x;
const n: any = null;
const key: any = "k";
function tell(run: () => unknown): void {
    try {
        console.log(run());
    } catch (e) {
        console.log((e as Error).name + ": " + (e as Error).message);
    }
}
tell(() => u.foo);
tell(() => n.foo);
tell(() => u.length);
tell(() => n.name);
tell(() => u.message);
tell(() => u[0]);
tell(() => u[key]);
tell(() => u["a" + key]);
tell(() => u.a.b);
tell(() => ({ a: u } as any).a.b);
tell(() => u.foo());
tell(() => n.foo());
tell(() => u.push(1));
tell(() => u.toString());
tell(() => u[key]());
tell(() => { u.foo = 1; });
tell(() => { n.foo = 1; });
tell(() => { u.length = 1; });
tell(() => { u[0] = 1; });
tell(() => { n[key] = 1; });
tell(() => { u.foo++; });
tell(() => { u.foo += 1; });
tell(() => { u.foo ??= 1; });
