// Functions whose members are exported by a namespace, and given by assignments besides.
function both(): string { return both.exported + both.given; }
namespace both {
    export let exported = "e";
    export const fixed = [1, 2];
}
both.given = "g";
function plain(): number { return 1; }
plain.given = "p";
const value = both;
console.log(value(), value.given, value.exported, value.fixed.length);
value.given = "h";
value.exported = "f";
console.log(both(), both.given);
const all: any[] = [both, plain, () => 2];
for (const one of all) {
    console.log(one, Object.keys(one), "given" in one, "exported" in one, "none" in one);
    for (const key in one) {
        console.log(key, one[key]);
    }
}
const any: any = both;
for (const key of ["given", "exported"]) {
    any[key] = key + "!";
}
console.log(both(), any.exported, any["given"], Object.values(any), any["none"]);
