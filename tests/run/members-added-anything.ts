// Optional members that may hold anything are added to literals as any others are.
interface Node1 { a: number; self?: unknown; more?: any }
const one: Node1 = { a: 1 };
one.self = 5;
console.log(one, "self" in one);
const cyclic: { a: number; self?: unknown } = { a: 1 };
cyclic.self = cyclic;
console.log(cyclic);
try { JSON.stringify(cyclic); } catch (e) { console.log(e instanceof TypeError); }
function mark(node: Node1, value: any): void { node.more = value; }
const two: Node1 = { a: 2 };
mark(two, [1]);
mark(two, undefined);
console.log(two, Object.keys(two));
const cast = {} as { x: number | undefined; y: unknown };
cast.y = "y";
cast.x = undefined;
console.log(cast);
