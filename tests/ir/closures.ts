// A captured variable that changes lives in a cell, one that does not is captured by value; each round has its own.
function counter(step: number): () => number {
    let count = 0;
    return () => (count += step);
}
function each(out: (() => number)[]): void {
    for (let i = 0; i < 3; i++) out.push(() => i++);
}
counter(2)();
each([]);

// ir
// function f7 "main.ts" {
// b0:
//     v0: num = number 2.0
//     v1: ref = call f13(v0)
//     v2: word = call_closure v1()
//     v3: num = expect num v2 argument
//     v4: ref = array_new []
//     call f14(v4)
//     v5: word = undefined
//     return
// }
//
// function f13 "counter" -> ref {
// b0(v0: num):
//     v1: num = number 0.0
//     v2: word = to_word v1
//     v3: ref = cell_new k0, v2
//     v4: word = to_word v0
//     v5: ref = closure_new f20 [v4, v3]
//     return v5
// }
//
// function f14 "each" {
// b0(v0: ref):
//     v1: num = number 0.0
//     v2: word = to_word v1
//     v3: ref = cell_new k1, v2
//     jump b1(v3)
// b1(v4: ref):
//     v5: word = cell_get k1, v4
//     v6: num = expect num v5 load
//     v7: num = number 3.0
//     v8: bool = lt v6, v7
//     branch v8, b2, b4
// b2:
//     v9: ref = closure_new f21 [v4]
//     v10: word = to_word v9
//     v11: num = array_push v0, v10
//     jump b3
// b3:
//     v12: word = cell_get k1, v4
//     v13: ref = cell_new k1, v12
//     v14: word = cell_get k1, v13
//     v15: num = expect num v14 load
//     v16: num = number 1.0
//     v17: num = add v15, v16
//     v18: word = to_word v17
//     cell_set k1, v13, v18
//     jump b1(v13)
// b4:
//     return
// }
//
// function f20 "<anonymous>" dynamic captures ["step": word, "count": word k0] -> word {
// b0(v0: ref):
//     v1: word = capture_get 0 v0
//     v2: num = expect num v1 load
//     v3: ref = capture_get 1 v0
//     v4: word = cell_get k0, v3
//     v5: num = expect num v4 load
//     v6: num = add v5, v2
//     v7: word = to_word v6
//     cell_set k0, v3, v7
//     v8: word = to_word v6
//     return v8
// }
//
// function f21 "<anonymous>$2" display "<anonymous>" dynamic captures ["i": word k1] -> word {
// b0(v0: ref):
//     v1: ref = capture_get 0 v0
//     v2: word = cell_get k1, v1
//     v3: num = expect num v2 load
//     v4: num = number 1.0
//     v5: num = add v3, v4
//     v6: word = to_word v5
//     cell_set k1, v1, v6
//     v7: word = to_word v3
//     return v7
// }
