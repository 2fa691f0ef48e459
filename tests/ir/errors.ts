// What a try assigns and code outside reads lives in a slot; a finally is written once for each way out.
function guarded(n: number): string {
    let text = "";
    try {
        text += "try";
        if (n > 1) return text;
    } catch (e) {
        text += "catch";
    } finally {
        text += "finally";
    }
    return text;
}
guarded(1);

// ir
// function f7 "main.ts" {
// b0:
//     v0: num = number 1.0
//     v1: ref = call f13(v0)
//     return
// }
//
// function f13 "guarded" slots [ref] -> ref {
// b0(v0: num):
//     v1: ref = str s0
//     slot_set t0, v1
//     jump b1
// b1 handler b11:
//     jump b2
// b2 handler b7:
//     v2: ref = slot_get t0
//     v3: ref = str s20
//     v4: ref = concat v2, v3
//     slot_set t0, v4
//     v5: num = number 1.0
//     v6: bool = gt v0, v5
//     branch v6, b3, b5
// b3 handler b7:
//     v7: ref = slot_get t0
//     jump b4
// b4:
//     v8: ref = slot_get t0
//     v9: ref = str s21
//     v10: ref = concat v8, v9
//     slot_set t0, v10
//     return v7
// b5 handler b7:
//     jump b6
// b6 handler b11:
//     jump b8
// b7(v11: word) handler b11:
//     v12: ref = slot_get t0
//     v13: ref = str s22
//     v14: ref = concat v12, v13
//     slot_set t0, v14
//     jump b8
// b8 handler b11:
//     jump b9
// b9:
//     v15: ref = slot_get t0
//     v16: ref = str s21
//     v17: ref = concat v15, v16
//     slot_set t0, v17
//     jump b10
// b10:
//     v18: ref = slot_get t0
//     return v18
// b11(v19: word):
//     v20: ref = slot_get t0
//     v21: ref = str s21
//     v22: ref = concat v20, v21
//     slot_set t0, v22
//     throw v19
// }
