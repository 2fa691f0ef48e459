// Arguments of built-in methods that only `any` lets through: left out, undefined, of another kind.
const list: any = [1, 2, 3];
console.log(list.splice(), list, list.toSpliced(), list.splice(1), list);
const text: any = "a1b";
console.log(text.split(undefined), text.split(), text.split(undefined, 0), text.split(null), text.split(1), "x,y".split(undefined as any));
console.log(text.replace(1, "x"), text.replace("a", 5), text.replace("a", undefined), text.replace("b", () => 7), text.replaceAll("1", null));
const bytes: any = new Uint8Array([1, 2, 1]);
console.log(bytes.indexOf(), bytes.includes(), bytes.lastIndexOf(), bytes.indexOf("1"), bytes.indexOf(1), bytes.lastIndexOf(1), bytes.includes(2));
console.log([1].concat([[7]] as any), list.concat([[7]], 5, [6]));
