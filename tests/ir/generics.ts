// One instance for each way of holding the type argument; a generic class is one class.
class Box<T> {
    constructor(public value: T) {}
    get(): T {
        return this.value;
    }
}
function same<T>(x: T): T {
    return x;
}
same(1);
same("a");
same<number | string>(2);
new Box(3).get() + 1;

// ir
// function f7 "main.ts" {
// b0:
//     v0: num = number 1.0
//     v1: num = call f13(v0)
//     v2: ref = str s14
//     v3: ref = call f14(v2)
//     v4: word = to_word v3
//     v5: ref = expect string v4 argument
//     v6: num = number 2.0
//     v7: word = to_word v6
//     v8: word = call f15(v7)
//     v9: word = expect num|string v8 argument
//     v10: num = number 3.0
//     v11: ref = new c3
//     call f16(v11, v10)
//     v12: word = undefined
//     v13: num = call f17(v11)
//     v14: num = number 1.0
//     v15: num = add v13, v14
//     return
// }
//
// function f13 "same<num>" display "same" -> num {
// b0(v0: num):
//     return v0
// }
//
// function f14 "same<ref>" display "same" -> ref {
// b0(v0: ref):
//     return v0
// }
//
// function f15 "same<word>" display "same" -> word {
// b0(v0: word):
//     return v0
// }
//
// function f16 "Box.constructor" {
// b0(v0: ref, v1: num):
//     v2: word = to_word v1
//     field_set c3.0 v0, v2
//     return
// }
//
// function f17 "Box.get" -> num {
// b0(v0: ref):
//     v1: word = field_get c3.0 v0
//     v2: num = expect num v1 load
//     return v2
// }
