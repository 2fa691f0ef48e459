// throw, catch, finally, through callbacks and methods.
function risky(n: number): number { if (n > 2) throw new Error("too big: " + n); return n; }
try { console.log(risky(1)); console.log(risky(3)); console.log("not reached"); } catch (e) { if (e instanceof Error) console.log("caught", e.message, e.name); }
try { [1, 2, 3, 4].forEach((x) => { console.log("visit", risky(x)); }); } catch (e) { console.log("out of forEach", (e as Error).message); } finally { console.log("finally 1"); }
class Machine {
    state = "idle";
    run(n: number): string { try { this.state = "running"; return "ran " + risky(n); } finally { this.state = "done"; } }
}
const m = new Machine();
console.log(m.run(2), m.state);
m.state = "idle";
try { m.run(9); } catch (e) { console.log((e as Error).message, m.state); }
function order(): string { let s = ""; try { s += "t"; throw "x"; } catch (e) { s += "c" + e; } finally { s += "f"; } return s; }
console.log(order());
function override(): number { try { return 1; } finally { return 2; } }
function keep(): number { let x = 1; try { return x; } finally { x = 5; } }
console.log(override(), keep());
function loop(): string { let s = ""; for (let i = 0; i < 5; i++) { try { if (i === 1) continue; if (i === 3) break; s += i; } finally { s += "f" + i; } } return s; }
console.log(loop());
function nested(): string { let s = ""; try { try { throw new Error("inner"); } finally { s += "1"; } } catch (e) { s += (e as Error).message; try { throw new Error("second"); } catch (g) { s += (g as Error).message; } } return s; }
console.log(nested());
class ParseError extends Error { constructor(message: string, readonly line: number) { super(message); this.name = "ParseError"; } }
try { throw new ParseError("bad token", 12); } catch (e) { if (e instanceof ParseError) console.log(e.name, e.message, e.line, e instanceof Error); }
for (const thrown of [1, "s", null, undefined, true]) { try { throw thrown; } catch (e) { console.log("thrown", e, e === thrown); } }
function rethrow(): void { try { risky(7); } catch (e) { throw e; } }
try { rethrow(); } catch (e) { console.log((e as Error).message); }
const list: number[] = [1, 2];
function at(i: number): number { return list[i]; }
try { console.log(new TypeError("t").name, new RangeError("r").message); } catch { console.log("never"); }
let depth = 0;
function dive(n: number): void { depth = n; if (n === 20) throw new Error("bottom"); dive(n + 1); }
try { dive(0); } catch { console.log("back from", depth); }
let counter = 0;
for (let i = 0; i < 100; i++) { try { if (i % 3 === 0) throw i; counter += 1; } catch (e) { counter += 1000; } }
console.log(counter, at(1));
try { const r = [3, 1, 2].sort((a, b) => { if (a === 2 || b === 2) throw new Error("compare"); return a - b; }); console.log(r.join()); } catch (e) { console.log((e as Error).message); }
