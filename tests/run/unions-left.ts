enum M { A, B = 5, C = "C", D = "D" }
const all: M[] = [M.A, M.B, M.C, M.D];
console.log(all.map(m => M[m]), all.map(m => `${M[m]}!`));
const none: M | undefined = Math.random() > 2 ? M.A : undefined;
console.log(none !== undefined ? M[none] : "none");
type FD = { type: "x"; o?: { a: 1 } } | { type: "y"; o?: { b: 1 } } | { type: "z" };
function read(ft: FD | FD["type"]): string {
    const fmt: FD = typeof ft === "string" ? { type: ft } : ft;
    switch (fmt.type) { case "x": return "x" + fmt.o?.a; case "y": return "y" + fmt.o?.b; case "z": return "z"; }
}
console.log(read("x"), read({ type: "y", o: { b: 1 } }), read("z"), read({ type: "z" }));
type N = { type: "a"; n: number } | { type: "b"; sub: "op"; color: string };
function color(node: N): string {
    if (node.type === "b") { if (node.sub === "op") return "op"; return node.color; }
    return String(node.n);
}
console.log(color({ type: "a", n: 1 }), color({ type: "b", sub: "op", color: "red" }));
