// Typed arrays made of what is only like an array: of an object with a length, with and without a function.
const t = Uint8Array.from({ length: 4 }, (_, i) => i * 2); console.log(t);
const t2 = Uint8Array.from({ length: 2, 0: 5, 1: 6 }); console.log(t2);
const t3 = Float32Array.from([1, 2], x => x / 2); console.log(t3);
const t4 = Uint8Array.from(new Set([1, 2])); console.log(t4);
const t5 = Uint8Array.from(["1", "2"], s => Number(s)); console.log(t5);
const t6 = Int16Array.from({ length: 3 }); console.log(t6);
function like(a: ArrayLike<number>) { return Int8Array.from(a, (v, i) => v + i); }
console.log(like([1, 2]), like({ length: 1, 0: 7 }));
const t7 = Uint8Array.from("123", c => c.charCodeAt(0)); console.log(t7);
console.log(new Uint8Array({ length: 3 }));
