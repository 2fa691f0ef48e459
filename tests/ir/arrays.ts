// An element that must be there, one that may be missing, one that is stored.
function first(a: number[]): number {
    const x = a[0];
    return x;
}
function orElse(a: number[], i: number): number {
    return a[i] ?? -1;
}
function put(a: number[], i: number): void {
    a[i] = i;
}
first([1]);
orElse([], 1);
put([], 0);

// ir
// function f7 "main.ts" {
// b0:
//     v0: num = number 1.0
//     v1: word = to_word v0
//     v2: ref = array_new [v1]
//     v3: num = call f13(v2)
//     v4: ref = array_new []
//     v5: num = number 1.0
//     v6: num = call f14(v4, v5)
//     v7: ref = array_new []
//     v8: num = number 0.0
//     call f15(v7, v8)
//     v9: word = undefined
//     return
// }
//
// function f13 "first" -> num {
// b0(v0: ref):
//     v1: num = number 0.0
//     v2: num = check_index v0, v1
//     v3: word = element_get v0, v2
//     v4: num = expect num v3 element
//     return v4
// }
//
// function f14 "orElse" -> num {
// b0(v0: ref, v1: num):
//     v2: bool = in_bounds v0, v1
//     branch v2, b1, b2
// b1:
//     v3: word = element_get v0, v1
//     v4: word = expect undefined|num v3 load
//     jump b3(v4)
// b2:
//     v5: word = undefined
//     jump b3(v5)
// b3(v6: word):
//     v7: bool = is undefined|null v6
//     branch v7, b4, b5
// b4:
//     v8: num = number -1.0
//     jump b6(v8)
// b5:
//     v9: num = expect num v6 narrowing
//     jump b6(v9)
// b6(v10: num):
//     return v10
// }
//
// function f15 "put" {
// b0(v0: ref, v1: num):
//     v2: word = to_word v1
//     element_put v0, v1, v2
//     return
// }
