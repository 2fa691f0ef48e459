// Elements by a key of which nothing is known: a number, its text, or the name of a member.
const text = "abc", list = [1, 2, 3], bytes = new Uint8Array([4, 5]);
const keys: any[] = ["1", 1, "length", "none", -1];
for (const key of keys) {
    const found: unknown = list[key];
    console.log(key, list[key], bytes[key], found, list[key] === undefined);
}
const second: any = "1", number: any = 1;
console.log(text[second], text[number]);
list[second] = 20;
list[number]! += 1;
list[second]!++;
console.log(list, list[second]! + 1);
const pairs: [string, number][] = [["p", 1], ["q", 2]];
console.log(pairs[second]![0], pairs[number]!.length);
const sum = (JSON.parse('["0","2"]') as any[]).reduce((all, key) => all + list[key]!, 0);
console.log(sum);
// Object.assign from array to array.
console.log(Object.assign([1, 2, 3], [9]), Object.assign([1, 2, 3], [9, 8], [7]));
const target = ["a", "b"];
console.log(Object.assign(target, ["c"]) === target, target);

// There is nothing to go over in null and undefined.
const nothing: any[] = [null, undefined, {}, { a: 1 }, "b", 5];
for (const value of nothing) {
    for (const key in value) console.log(value, key);
}
function keysOf<T>(value: T): string[] {
    const keys: string[] = [];
    for (const key in value) keys.push(key);
    return keys;
}
console.log(keysOf(null), keysOf(undefined), keysOf({ c: 2 }));
