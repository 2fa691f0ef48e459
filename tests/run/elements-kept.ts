// Elements past the end and entries that are missing, kept in variables, fields and results that the program looks at
const t = <T>(n: number, f: () => T) => { try { console.log(n, f()); } catch (e) { console.log(n, (e as Error).name + ": " + (e as Error).message); } };
const grid = [[1, 2], [3, 4]];
const names: Record<string, { deep: { v: string } }> = { a: { deep: { v: "x" } } };
t(1, () => grid[3]?.[0] === undefined);
t(2, () => grid[3]?.[0] ? 1 : 2);
t(3, () => grid[3]?.[0] ?? 7);
t(4, () => { const c = grid[3]?.[0]; return c ? 1 : 2; });
t(5, () => { const c = names["q"]?.deep.v; return c === undefined; });
t(6, () => { let n = 0; for (const [dx, dy] of [[-1, 0], [1, 0], [0, 1], [0, -1]]) { const cell = grid[1 + dy]?.[1 + dx]; if (cell) n += cell; } return n; });
t(7, () => { let n = 0; for (const [dx, dy] of [[-1, 0], [1, 0], [0, 1], [0, -1]]) { n += grid[1 + dy]?.[1 + dx] ?? 0; } return n; });
t(8, () => { const f = (i: number) => grid[i]; return f(9) ? 1 : 2; });
function cell(y: number, x: number) { return grid[y]?.[x]; }
t(9, () => cell(5, 5) ?? "none");
t(10, () => { const r = cell(5, 5); return r === undefined ? "none" : r; });
class P { pos = 0; cur = ""; constructor(readonly src: string) { this.cur = src[0]; } peek() { return this.src[this.pos]; } next() { return this.src[this.pos++]; }
  word() { let s = ""; while (this.peek() !== " " && this.peek() !== undefined) s += this.next(); return s; }
  adv() { this.pos++; this.cur = this.src[this.pos]; } all() { let n = 0; while (this.cur !== undefined) { n++; this.adv(); } return n; } }
t(11, () => new P("hello").word()); t(12, () => new P("hello").all());
t(13, () => { const [a, b = "d", ...r] = "x".split(","); return [a, b, r]; });
t(14, () => { const m: { [k: string]: number } = { a: 1 }; const v = m["b"]; if (v == null) return "no"; return v; });
t(15, () => { const q = [1, 2, 3]; let x; let s = 0; while ((x = q.shift()) !== undefined) s += x; return s; });
t(16, () => { const q = ["a", "b"]; let i = 0; let tok = q[i]; let s = ""; while (tok) { s += tok; tok = q[++i]; } return s; });
t(17, () => { const { a, b } = { a: grid[9], b: 1 }; return a === undefined ? b : 0; });
t(18, () => { const prev = grid[-1]; return !prev ? "first" : "later"; });
t(19, () => { const best = [3, 1, 2].sort()[5]; return typeof best; });
t(20, () => { const last = [1, 2, 3][3]; switch (last) { case 1: return "one"; default: return "other"; } });
t(21, () => { const parts = "k".split("="); const [k, v] = parts; return v ? k + v : k; });
t(23, () => { const memo: number[] = []; const fib = (n: number): number => { const k = memo[n]; if (k !== undefined) return k; return (memo[n] = n < 2 ? n : fib(n - 1) + fib(n - 2)); }; return fib(40); });
t(24, () => { const memo: Record<number, number> = {}; const fib = (n: number): number => n in memo ? memo[n] : (memo[n] = n < 2 ? n : fib(n - 1) + fib(n - 2)); return fib(40); });
t(25, () => { const seen: { [k: string]: boolean } = {}; let d = 0; for (const x of ["a", "b", "a"]) { const s = seen[x]; if (s) d++; seen[x] = true; } return d; });
t(26, () => { const xs = [5, 6]; const get = (i: number): number | undefined => { const v = xs[i]; return v; }; return get(4); });
t(27, () => { const xs = [5, 6]; function at(i: number) { return xs[i]; } const r = at(7); return r || -1; });
t(30, () => { const a = ["q"]; const x = a[3]; return x === undefined || x.length; });
t(40, () => { const m: Record<string, number[]> = {}; const l = m["z"]; if (!l) return "none"; return l.length; });
t(41, () => { const f = (i: number): number => grid[0][i]; return f(9) ?? "none"; });
t(42, () => [1, 5].filter((i) => grid[i]).length);
const row = (i: number) => grid[i];
t(43, () => [1, 5].filter(row).length + [0, 5].findIndex((i) => !row(i)));
class Lexer {
    private at = 0;
    private current: string;
    constructor(private readonly text: string) {
        this.current = text[0];
    }
    private advance() {
        this.current = this.text[++this.at];
    }
    numbers(): string[] {
        const found: string[] = [];
        while (this.current !== undefined) {
            let digits = "";
            while (this.current >= "0" && this.current <= "9") {
                digits += this.current;
                this.advance();
                if (!this.current) break;
            }
            if (digits) found.push(digits);
            else this.advance();
        }
        return found;
    }
}
t(44, () => new Lexer("12+345*6").numbers());
class Grid {
    private value(board: string[], at: number[]): string {
        return board[at[0]] && board[at[0]].split("")[at[1]];
    }
    is(board: string[], at: number[], letter: string): boolean {
        return this.value(board, at) === letter;
    }
}
t(45, () => [[0, 1], [3, 1], [0, 7]].map((at) => new Grid().is(["ab"], at, "b")));
class Kept {
    current?: string;
}
class Taker extends Kept {
    take(list: string[]): this {
        const found = list[3];
        this.current = found;
        return this;
    }
}
t(46, () => [new Taker().take(["a"]).current, new Taker().take(["a", "b", "c", "d"]).current]);
