// Undefined and null are not taken apart: the error names the first member and the value.
function tell(run: () => unknown): void {
    try {
        console.log(run());
    } catch (e) {
        console.log((e as Error).name + ": " + (e as Error).message);
    }
}
const u: any = JSON.parse("{}").x;
const n: any = null;
const o: any = { q: null, f: () => null };
const k: any = "k";
tell(() => { const { a } = u; return a; });
tell(() => { const { a } = n as any; return a; });
tell(() => { const { a: b, c } = u!; return b + c; });
tell(() => { const { a } = o.q; return a; });
tell(() => { const { a } = o.f(); return a; });
tell(() => { const { a } = o[k]; return a; });
tell(() => { const { a } = u ?? n; return a; });
tell(() => { const { length } = n; return length; });
tell(() => { const { 0: first } = n; return first; });
tell(() => { const { "a-b": ab } = u; return ab; });
tell(() => { const { a: { b } } = u; return b; });
tell(() => { const { a: { b } } = { a: u } as any; return b; });
tell(() => { const { a = 1 } = u; return a; });
tell(() => { const { [k]: v } = u; return v; });
tell(() => { const { ...rest } = u; return rest; });
tell(() => { const { } = u; return 1; });
tell(() => { let a; ({ a } = n); return a; });
tell(() => { const o: any = {}; ({ x: o.a } = u); return o; });
tell(() => { for (const { a } of [n]) return a; });
tell(() => { try { throw null; } catch ({ message }: any) { return message; } });
function take({ a }: any, { b }: any): unknown {
    return [a, b];
}
tell(() => take(u, u));
tell(() => take(n, n));
tell(() => take({}, n));
tell(() => take({ a: 1 }, { b: 2 }));
tell(() => { const { length } = "abc" as any; return length; });
tell(() => { const { a } = 5 as any; return a; });
