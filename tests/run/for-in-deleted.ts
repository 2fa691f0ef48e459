// `for … in` does not come by a key that was deleted meanwhile, whatever the type of the object says; nor by one that is added.
const anything: any = { a: 1, b: 2, c: 3, d: 4 };
for (const key in anything) {
    console.log(key);
    if (key === "a") {
        delete anything.b;
        delete anything.c;
        anything.e = 5;
    }
}
const optional: { x?: number; y?: number; z?: number } = { x: 1, y: 2, z: 3 };
for (const key in optional) {
    console.log(key);
    delete optional.y;
}
const object: object = optional;
for (const key in object) {
    console.log(key);
    delete optional.z;
}
const list: any = [1, 2, 3];
for (const key in list) {
    console.log(key);
    list.length = 1;
}
const back: any = { a: 1, b: 2, c: 3 };
for (const key in back) {
    console.log(key);
    delete back.b;
    back.b = 1;
}
function visit<T extends object>(value: T): void {
    for (const key in value) {
        console.log(key, value[key]);
        delete (value as any).b;
    }
}
visit({ a: 1, b: 2, c: 3 } as any);
for (const key in null as any) console.log(key);
for (const key in "xyz" as any) console.log(key);
for (const key in 5 as any) console.log(key);
class Fixed {
    p = 1;
    q = 2;
}
for (const key in new Fixed() as any) console.log(key);
