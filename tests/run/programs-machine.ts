// A small language: tokenizer, Pratt parser, bytecode compiler and machine
enum Op { Const, Load, Store, Add, Sub, Mul, Lt, Jump, JumpIfFalse, Print, Call, Ret, Pop }
const names = Object.keys(Op).filter(k => Number.isNaN(Number(k)));
type Instr = readonly [op: Op, arg?: number];
interface Chunk { name: string; code: Instr[]; consts: (number | string)[]; locals: string[]; arity: number }
class Scanner implements IterableIterator<string> {
  private pos = 0; peeked: string | null = null;
  constructor(private readonly text: string) {}
  [Symbol.iterator]() { return this; }
  private static is = { digit: (c: string) => c >= "0" && c <= "9", alpha: (c: string) => (c >= "a" && c <= "z") || c === "_", space: (c: string) => c === " " || c === "\n" };
  next(): IteratorResult<string, undefined> {
    const { is } = Scanner; const { text } = this;
    while (this.pos < text.length && is.space(text[this.pos])) this.pos++;
    if (this.pos >= text.length) return { done: true, value: undefined };
    const start = this.pos; const c = text[this.pos++];
    const take = (p: (c: string) => boolean) => { while (this.pos < text.length && p(text[this.pos])) this.pos++; };
    if (is.digit(c)) take(is.digit); else if (is.alpha(c)) take(is.alpha); else if (c === '"') { take(ch => ch !== '"'); this.pos++; } else if (c === "=" && text[this.pos] === "=") this.pos++;
    return { done: false, value: text.slice(start, this.pos) };
  }
}
class Compiler {
  private tokens: string[]; private i = 0; readonly chunks = new Map<string, Chunk>(); private chunk!: Chunk;
  constructor(source: string) { this.tokens = [...new Scanner(source)]; }
  private get tok(): string | undefined { return this.tokens.at(this.i < this.tokens.length ? this.i : this.tokens.length); }
  private eat(t: string) { if (this.tok !== t) throw new Error(`expected ${t}, found ${this.tok ?? "end"}`); this.i++; }
  private accept(t: string) { const ok = this.tok === t; if (ok) this.i++; return ok; }
  private emit(op: Op, arg?: number) { this.chunk.code.push(arg === undefined ? [op] : [op, arg]); return this.chunk.code.length - 1; }
  private patch(at: number) { const [op] = this.chunk.code[at]; this.chunk.code[at] = [op, this.chunk.code.length]; }
  private constant(v: number | string) { const { consts } = this.chunk; let at = consts.indexOf(v); if (at < 0) at = consts.push(v) - 1; return at; }
  private local(name: string) { const { locals } = this.chunk; const at = locals.indexOf(name); return at >= 0 ? at : locals.push(name) - 1; }
  compile() { this.begin("main", []); while (this.tok !== undefined) this.statement(); return this.chunks; }
  private begin(name: string, params: string[]) { this.chunk = { name, code: [], consts: [], locals: params, arity: params.length }; this.chunks.set(name, this.chunk); }
  private statement(): void {
    if (this.accept("fn")) { const name = this.tokens[this.i++]; this.eat("("); const params: string[] = []; if (!this.accept(")")) { do params.push(this.tokens[this.i++]); while (this.accept(",")); this.eat(")"); } const outer = this.chunk; this.begin(name, params); this.block(); this.emit(Op.Const, this.constant(0)); this.emit(Op.Ret); this.chunk = outer; return; }
    if (this.accept("while")) { const top = this.chunk.code.length; this.expr(); const exit = this.emit(Op.JumpIfFalse, 0); this.block(); this.emit(Op.Jump, top); this.patch(exit); return; }
    if (this.accept("if")) { this.expr(); const skip = this.emit(Op.JumpIfFalse, 0); this.block(); if (this.accept("else")) { const end = this.emit(Op.Jump, 0); this.patch(skip); this.block(); this.patch(end); } else this.patch(skip); return; }
    if (this.accept("print")) { this.expr(); this.eat(";"); this.emit(Op.Print); return; }
    if (this.accept("return")) { this.expr(); this.eat(";"); this.emit(Op.Ret); return; }
    if (this.tokens[this.i + 1] === "=") { const name = this.tokens[this.i]; this.i += 2; this.expr(); this.eat(";"); this.emit(Op.Store, this.local(name)); return; }
    this.expr(); this.eat(";"); this.emit(Op.Pop);
  }
  private block() { this.eat("{"); while (!this.accept("}")) this.statement(); }
  private static readonly binary: ReadonlyMap<string, [power: number, op: Op]> = new Map([["<", [1, Op.Lt]], ["+", [2, Op.Add]], ["-", [2, Op.Sub]], ["*", [3, Op.Mul]]]);
  private expr(min = 0) { this.primary(); for (;;) { const b = Compiler.binary.get(this.tok ?? ""); if (!b || b[0] <= min) return; this.i++; this.expr(b[0]); this.emit(b[1]); } }
  private primary() { const t = this.tokens[this.i++]; if (t === undefined) throw new Error("unexpected end"); if (t === "(") { this.expr(); this.eat(")"); } else if (t[0] === '"') this.emit(Op.Const, this.constant(t.slice(1, -1))); else if (t >= "0" && t <= ":") this.emit(Op.Const, this.constant(Number(t))); else if (this.accept("(")) { let n = 0; if (!this.accept(")")) { do { this.expr(); n++; } while (this.accept(",")); this.eat(")"); } this.emit(Op.Const, this.constant(t)); this.emit(Op.Call, n); } else this.emit(Op.Load, this.local(t)); }
}
type Val = number | string;
class VM { output: string[] = []; steps = 0; constructor(private chunks: Map<string, Chunk>) {}
  run(name = "main", args: Val[] = []): Val { const chunk = this.chunks.get(name); if (!chunk) throw new ReferenceError(`no function ${name}`); if (chunk.arity !== args.length) throw new TypeError(`${name} takes ${chunk.arity}`); const locals: Val[] = [...args]; const stack: Val[] = []; const pop = () => { const v = stack.pop(); if (v === undefined) throw new Error("stack"); return v; };
    for (let pc = 0; pc < chunk.code.length;) { this.steps++; const [op, arg = 0] = chunk.code[pc++]; switch (op) {
      case Op.Const: stack.push(chunk.consts[arg]); break; case Op.Load: stack.push(locals[arg] ?? 0); break; case Op.Store: locals[arg] = pop(); break;
      case Op.Add: { const b = pop(), a = pop(); stack.push(typeof a === "number" && typeof b === "number" ? a + b : `${a}${b}`); break; }
      case Op.Sub: case Op.Mul: case Op.Lt: { const b = Number(pop()), a = Number(pop()); stack.push(op === Op.Sub ? a - b : op === Op.Mul ? a * b : Number(a < b)); break; }
      case Op.Jump: pc = arg; break; case Op.JumpIfFalse: if (!pop()) pc = arg; break; case Op.Print: this.output.push(String(pop())); break; case Op.Pop: pop(); break; case Op.Ret: return pop();
      case Op.Call: { const f = String(pop()); const a = stack.splice(stack.length - arg, arg); stack.push(this.run(f, a)); break; }
      default: { const _: never = op; throw new Error(`op ${_}`); } } } return 0; } }
const programs = ['i = 0; while i < 3 { print "i=" + i; i = i + 1; }', 'fn fact(n) { if n < 2 { return 1; } else { return n * fact(n - 1); } } print fact(10);', "fn fib(n) { if n < 2 { return n; } return fib(n - 1) + fib(n - 2); } print fib(12);", "print missing(1);", "fn f(a) { return a; } print f();", "print (1 + ;", "print 1 + 2 * 3 - 4;"];
for (const p of programs) { try { const vm = new VM(new Compiler(p).compile()); vm.run(); console.log(vm.output.join(" "), vm.steps); } catch (e) { console.log(e instanceof ReferenceError ? "R" : e instanceof TypeError ? "T" : "E", (e as Error).message); } }
const c = new Compiler("x = 1; print x + 2;").compile().get("main")!; console.log(c.code.map(([op, a]) => `${names[op]}${a === undefined ? "" : " " + a}`).join("; "), c);
