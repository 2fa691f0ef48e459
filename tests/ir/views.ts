// Typed arrays: an element of one sort is one instruction behind a test, of several sorts one for each; what is written past the end is not
// stored; a sort is made by the library's function of its name.
const halves = new Int16Array(4);
halves[1] = 7;
function read(values: Uint8Array | Float32Array, at: number): number {
    return values[at];
}
halves[0] = read(new Uint8Array([1, 2]), 1) + (halves[9] ?? 1) + halves.byteLength;

// ir
// function f7 "main.ts" {
// b0:
//     v0: num = number 4.0
//     v1: ref = call f13(v0)
//     v2: word = to_word v1
//     static_set g0, v2
//     v3: word = static_get g0
//     v4: ref = expect i16_array v3 load
//     v5: num = number 1.0
//     v6: num = number 7.0
//     v7: bool = view_in_bounds v4, v5
//     branch v7, b1, b2
// b1:
//     view_set.i16 v4, v5, v6
//     jump b3
// b2:
//     jump b3
// b3:
//     v8: word = static_get g0
//     v9: ref = expect i16_array v8 load
//     v10: num = number 0.0
//     v11: num = number 1.0
//     v12: word = to_word v11
//     v13: num = number 2.0
//     v14: word = to_word v13
//     v15: ref = array_new [v12, v14]
//     v16: word = to_word v15
//     v17: ref = call f15(v16)
//     v18: num = number 1.0
//     v19: num = call f14(v17, v18)
//     v20: word = static_get g0
//     v21: ref = expect i16_array v20 load
//     v22: num = number 9.0
//     v23: bool = view_in_bounds v21, v22
//     branch v23, b4, b5
// b4:
//     v24: num = view_get.i16 v21, v22
//     v25: word = to_word v24
//     jump b6(v25)
// b5:
//     v26: word = undefined
//     jump b6(v26)
// b6(v27: word):
//     v28: bool = is undefined|null v27
//     branch v28, b7, b8
// b7:
//     v29: num = number 1.0
//     jump b9(v29)
// b8:
//     v30: num = expect num v27 narrowing
//     jump b9(v30)
// b9(v31: num):
//     v32: num = add v19, v31
//     v33: word = static_get g0
//     v34: ref = expect i16_array v33 load
//     v35: num = view_length v34
//     v36: num = number 2.0
//     v37: num = mul v35, v36
//     v38: num = add v32, v37
//     v39: bool = view_in_bounds v9, v10
//     branch v39, b10, b11
// b10:
//     view_set.i16 v9, v10, v38
//     jump b12
// b11:
//     jump b12
// b12:
//     return
// }
//
// function f14 "read" -> num {
// b0(v0: ref, v1: num):
//     v2: num = view_check_index v0, v1
//     v3: word = to_word v0
//     v4: bool = is u8_array v3
//     branch v4, b1, b2
// b1:
//     v5: ref = expect u8_array v3 load
//     v6: num = view_get.u8 v5, v2
//     jump b3(v6)
// b2:
//     v7: ref = expect f32_array v3 load
//     v8: num = view_get.f32 v7, v2
//     jump b3(v8)
// b3(v9: num):
//     return v9
// }
