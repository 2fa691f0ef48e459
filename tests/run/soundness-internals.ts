// What the library's classes keep for themselves is out of every program's reach, whatever the program calls its own members.
class Ages extends Map<string, number> {
    table = "mine";
    cursor = 1;
}
const ages = new Ages([["z", 9]]);
console.log(ages.get("z"), ages.table, [...ages].length);
class Bag extends Set<number> {
    table = 5;
}
const bag = new Bag([1, 2]);
console.log(bag.has(2), bag.size, bag.table);
class Failure extends Error {
    state = 3;
    value = "v";
    reactions = "r";
}
console.log(new Failure("q").message, new Failure("q").state, new Failure("q").value);
class Later extends Promise<number> {
    state = 1;
}
new Later((resolve) => resolve(4)).then((x) => console.log(x));
function spoil(object: any, names: string[]) {
    for (const name of names) {
        try {
            object[name] = 5;
        } catch {}
    }
}
const map = new Map([["a", 1]]);
spoil(map, ["table", "#table", "size$"]);
console.log(map.get("a"), map.size);
const steps = new Map([[1, 2]]).entries();
spoil(steps, ["table", "cursor", "kind", "given"]);
console.log([...steps].length);
const walk = [1, 2][Symbol.iterator]();
spoil(walk, ["array", "at", "kind"]);
console.log([...walk].length);
const weak = new WeakMap<object, number>([[map, 3]]);
spoil(weak, ["table"]);
console.log(weak.get(map));
