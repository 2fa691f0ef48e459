// The same of objects that have unlike members
const parts = [{ a: 1 }, { b: 2 }, { a: 3, b: 4 }] as { a?: number; b?: number }[];
for (const part of parts) {
    const view = { ...part, get sum(): number { return (this.a ?? 0) + (this.b ?? 0); }, ...{ c: 9 } };
    console.log(view.sum, view, Object.keys(view), JSON.stringify(view));
}
