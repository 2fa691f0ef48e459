// `...` in arrays, calls and object literals.
const a = [1, 2];
const b = [0, ...a, 3, ...a];
console.log(b, Math.max(...b), [..."héy"], Math.min(...a, -1));
const o = { x: 1, y: 2 };
const p = { ...o, y: 3, z: 4 };
console.log(p, { ...p, ...o }, { w: 0, ...o, x: "s" });

function sum(...numbers: number[]): number {
    return numbers.reduce((total, n) => total + n, 0);
}
console.log(sum(), sum(1), sum(...a, 4), sum(...b));

interface Both {
    x: number;
    y: number;
}
interface Some {
    x?: number;
    y?: number;
}
function changed(both: Both, some: Some): Both {
    return { ...both, ...some };
}
console.log(changed({ x: 1, y: 2 }, { y: 9 }), changed({ x: 1, y: 2 }, {}));

class More {
    y = 2;
    z = [3];
    constructor(public x: number) {}
    method(): void {}
}
// What is spread has the members that it has, not only those of its type.
function tagged(both: Both): Both {
    return { ...both, y: 8 };
}
console.log(tagged(new More(1)), tagged({ x: 5, y: 6 }), { ...new More(2) });

const many = a.length > 5;
console.log({ k: 1, ...(many && { z: 2 }), ...(many ? {} : { w: 1 }), ...(null as { q: number } | null) });
const { x, ...others } = p;
console.log(x, others);
const pair: [number, string] = [7, "q"];
function join(n: number, s: string): string {
    return s + n;
}
console.log(join(...pair), ...a, "x", String.fromCharCode(...[72, 105]));
const list: number[] = [];
console.log(list.push(...a, ...b), list);

// The copy is made before what stands behind it runs.
const counter = { n: 1 };
console.log({ ...counter, m: (counter.n = 5) }, counter);
