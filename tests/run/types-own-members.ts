// Members whose types name themselves within functions and object types.
class List { head: { next: List["head"]; value: number } | null = null; }
interface ITree { root: { left: ITree["root"]; right: ITree["root"] } | undefined }
type T = { first: { again: T["first"] } | null };
class Handlers { on: ((h: Handlers["on"]) => void) | null = null; }
const l = new List(); l.head = { next: null, value: 1 }; l.head = { next: l.head, value: 2 };
console.log(l.head.value, l.head.next?.value);
