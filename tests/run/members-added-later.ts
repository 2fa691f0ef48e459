// Optional members that a literal lacks are added when they are written: keys stand in the order in which they came.
interface P { x: number; y?: string; z?: number }

const p: P = { x: 1 };
console.log(p, "y" in p, p.y);
p.y = "a";
console.log(p, "y" in p, p.y, "z" in p);
p.z = 2;
console.log(p, p.y, p.z);

const q: P = { x: 2 };
q.z = 5;
console.log(q, "y" in q, "z" in q);
q.y = "later";
console.log(q);
q.y = "again";
q.z += 1;
console.log(q, q.y.length + q.z);

// Through a parameter, and a literal whose own type lacks the member.
function mark(item: P, name: string): P {
    item.y = name;
    return item;
}
const plain = { x: 3 };
console.log(mark(plain, "plain") === plain, plain, plain.x);
const full: P = { y: "has it", x: 4 };
console.log(mark(full, "keeps its place"));

// Undefined is a value: the key is there.
const u: P = { x: 5 };
u.y = undefined;
console.log(u, "y" in u, u.y === undefined);

// ??= adds only what is missing; a spread copies what is there at the time.
const r: P = { x: 6 };
r.z ??= 10;
r.z ??= 11;
const copy: P = { ...r };
r.y = "not copied";
console.log(r, copy, { ...r, last: true });
copy.y = "copied to";
console.log(copy);

// A loop: shapes of both kinds at one place, objects that live through collections.
const all: P[] = [];
for (let i = 0; i < 40; i++) {
    const item: P = { x: i };
    if (i % 2 === 0) item.y = "even " + i;
    if (i % 3 === 0) item.z = i * 1.5;
    all.push(item);
}
let text = "";
for (const item of all) text += item.y ?? "-" + (item.z ?? "");
console.log(text, all[0], all[39]);

// A chain that grows.
interface Link { value: number; next?: Link }
const first: Link = { value: 0 };
let last = first;
for (let i = 1; i < 5; i++) {
    const link: Link = { value: i };
    last.next = link;
    last = link;
}
let sum = 0;
for (let at: Link | undefined = first; at; at = at.next) sum += at.value;
console.log(sum, last);

// Functions as members, called once they are there.
interface Handlers { name: string; onStart?: (by: string) => void }
const handlers: Handlers = { name: "door" };
handlers.onStart?.("nobody");
handlers.onStart = (by) => console.log(handlers.name, "started by", by);
handlers.onStart("you");
console.log("onStart" in handlers);
