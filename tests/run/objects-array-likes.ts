// What has a length and elements at numbers: arrays, strings, typed arrays, objects.

interface List<T> {
    readonly length: number;
    readonly [index: number]: T;
}
function sum(list: List<number>): number {
    let total = 0;
    for (let i = 0; i < list.length; i++) total += list[i];
    return total;
}
console.log(sum([1, 2]), sum(new Uint8Array([3, 4])), sum({ length: 2, 0: 5, 1: 6 }), sum([]));

function letters(list: ArrayLike<string>): string {
    let all = "";
    for (let i = 0; i < list.length; i++) all = list[i] + all;
    return all;
}
console.log(letters("abc"), letters(["x", "yz"]), letters({ length: 1, 0: "o" }));

function at(list: ArrayLike<unknown>, index: number): unknown {
    return list[index];
}
console.log(at([1], 1), at("a", 2), at(new Float64Array([0.5]), 0), at(new Float64Array(1), 1), at({ length: 0 }, 0));
