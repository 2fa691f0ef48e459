// Methods that strings, arrays and buffers have, called through `any` and through object types in a program without buffers.
const text: any = JSON.parse('"abc"');
console.log(text.slice(1), text.at(-1), text.concat("d"));
const list: any = JSON.parse("[1, 2, 3]");
console.log(list.slice(1), list.at(-1), list.concat([4]));
const objects: { slice(from: number): unknown; length: number }[] = ["xyz", [7, 8, 9], { slice: (from) => `own ${from}`, length: 1 }];
for (const object of objects) console.log(object.slice(1), object.length);
