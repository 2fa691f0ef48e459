// A direct body, its thunk as a value, a default that is a constant, one that is not.
function add(a: number, b: number = 1): number {
    return a + b;
}
function scaled(a: number, b: number = a * 2): number {
    return a + b;
}
const f: (x: number) => number = add;
f(add(1) + scaled(2));

// ir
// function f7 "main.ts" {
// b0:
//     v0: ref = func f14
//     v1: word = to_word v0
//     static_set g0, v1
//     v2: word = static_get g0
//     v3: ref = expect function v2 load
//     v4: num = number 1.0
//     v5: num = number 1.0
//     v6: num = call f13(v4, v5)
//     v7: num = number 2.0
//     v8: word = undefined
//     v9: num = call f15(v7, v8)
//     v10: num = add v6, v9
//     v11: word = to_word v10
//     v14: word = undefined
//     v12: word = call_closure v3(v11, v14)
//     v13: num = expect num v12 argument
//     return
// }
//
// function f13 "add" -> num {
// b0(v0: num, v1: num):
//     v2: num = add v0, v1
//     return v2
// }
//
// function f14 "add$value" display "<add as a value>" dynamic -> word {
// b0(v0: ref, v1: word, v2: word):
//     v3: num = expect num v1 argument
//     v4: bool = is undefined v2
//     branch v4, b1, b2
// b1:
//     v5: num = number 1.0
//     jump b3(v5)
// b2:
//     v6: num = expect num v2 argument
//     jump b3(v6)
// b3(v7: num):
//     v8: num = call f13(v3, v7)
//     v9: word = to_word v8
//     return v9
// }
//
// function f15 "scaled" -> num {
// b0(v0: num, v1: word):
//     v2: bool = is undefined v1
//     branch v2, b1, b2
// b1:
//     v3: num = number 2.0
//     v4: num = mul v0, v3
//     jump b3(v4)
// b2:
//     v5: num = expect num v1 argument
//     jump b3(v5)
// b3(v6: num):
//     v7: num = add v0, v6
//     return v7
// }
