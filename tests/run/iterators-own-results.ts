export interface TextIterator extends Iterator<string>, Iterable<string> {
  next(skip?: number): this;
  value: string; done: boolean; lineBreak: boolean;
}
class It implements TextIterator { done = false; value = ""; lineBreak = false; n = 0; next(skip: number = 0): this { this.n += 1 + skip; this.done = this.n > 3; this.value = "v" + this.n; return this; } [Symbol.iterator]() { return this; } }
for (const s of new It()) console.log(s);
const pairs: [string, number][] = [["z", 0]];
console.log(pairs.concat([["a", 1]]), pairs.concat([["a", 1]], [["b", 2], ["c", 3]]).length);
