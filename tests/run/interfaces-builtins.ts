function tail<T extends { slice(a: number): T }>(x: T): T { return x.slice(1); }
try { console.log(tail([1, 2])); } catch (e) { console.log(`${e}`); }
function str(x: { toString(): string }) { return x.toString(); }
console.log(str(5), str("a"), str([1, 2]), str(true), str(Symbol("x")), str({ toString: () => "own" }));
function num(x: { valueOf(): unknown }) { return x.valueOf(); }
try { console.log(num(5), num("a")); } catch (e) { console.log(`${e}`); }
function fix(x: { toFixed(n: number): string }) { return x.toFixed(1); }
try { console.log(fix(5)); } catch (e) { console.log(`${e}`); }
interface Each<T> { forEach(f: (x: T) => void): void }
function all<T>(e: Each<T>) { const r: T[] = []; e.forEach((x) => r.push(x)); return r; }
try { console.log(all(new Set([1])), all(new Map([[1, 2]]))); console.log(all([1, 2])); } catch (e) { console.log(`${e}`); }
interface Seq<T> { readonly length: number; at(i: number): T | undefined; map<U>(f: (x: T) => U): Seq<U>; [i: number]: T }
function sum(s: { reduce(f: (a: number, b: number) => number, i: number): number }) { return s.reduce((a, b) => a + b, 0); } console.log(sum([1, 2]), sum(new Float32Array([1.5])), sum({ reduce: () => 7 }));
const s: Seq<number> = [1, 2, 3];
try { console.log(s.length, s[1], s.at(-1), s.map((x) => x * 2).length); } catch (e) { console.log(`${e}`); }
interface Stack1<T> { push(x: T): number; pop(): T | undefined; readonly length: number }
const st: Stack1<string> = []; 
try { st.push("a"); st.push("b"); console.log(st.pop(), st.length); } catch (e) { console.log(`${e}`); }
interface Writer { write(s: string): void } const out: string[] = []; const w: Writer = { write: (x) => { out.push(x); } }; w.write("q"); console.log(out);
interface Sized { byteLength: number } function bytes(...s: Sized[]) { return s.reduce((a, x) => a + x.byteLength, 0); }
try { console.log(bytes(new Uint8Array(3), new ArrayBuffer(4), new DataView(new ArrayBuffer(2)))); } catch (e) { console.log(`${e}`); }
// What is asked for by a number besides, and objects of one's own among the arrays.
const listed: { at(i: number): number | undefined; [i: number]: number } = [7, 8, 9];
console.log(listed.at(-1), listed[1]);
class List { #items: number[] = []; at(i: number) { return this.#items[i]; } push(...items: number[]) { return this.#items.push(...items); } }
const lists: { push(...items: number[]): number; at(i: number): number | undefined }[] = [new List(), [], { push: () => 0, at: () => 42 }];
for (const list of lists) console.log(list.push(3, 4), list.at(1));
// Through `any`.
const view: any = new Uint16Array(4).subarray(1);
console.log(view.byteLength, view.byteOffset, view.buffer.byteLength, view.BYTES_PER_ELEMENT);
const object: any = { byteLength: "own" };
console.log(object.byteLength);
