// What the types in types.txt speak of.
enum E { A, B }
enum S { A = "a", B = "b" }
class C { x = 1; m() { return 1; } private p = 1; static s = 1; }
class D extends C { y = "a"; }
class G<T> { v!: T; set(t: T) {} }
interface I { x: number; }
interface J { x?: number; y: string; }
interface Call { (a: number): string; }
interface New { new (a: number): C; }
interface Idx { [k: string]: number; }
interface NIdx { [k: number]: string; }
type U1 = { k: "a"; a: number } | { k: "b"; b: string };
declare const sym: unique symbol;
