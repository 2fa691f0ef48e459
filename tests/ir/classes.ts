// A method with two implementations has a slot; the slot's signature is the join of theirs.
abstract class Shape {
    abstract area(): number;
    twice(): number {
        return this.area() * 2;
    }
}
class Square extends Shape {
    constructor(private side: number) {
        super();
    }
    area(): number {
        return this.side * this.side;
    }
}
class Unit extends Shape {
    area(): number {
        return 1;
    }
}
new Square(2).twice();
new Unit().twice();

// ir
// function f7 "main.ts" {
// b0:
//     v0: num = number 2.0
//     v1: ref = new c4
//     call f13(v1, v0)
//     v2: word = undefined
//     v3: num = call f14(v1)
//     v4: ref = new c5
//     v5: num = call f14(v4)
//     return
// }
//
// function f13 "Square.constructor" {
// b0(v0: ref, v1: num):
//     v2: word = undefined
//     v3: word = to_word v1
//     field_set c4.0 v0, v3
//     return
// }
//
// function f14 "Shape.twice" -> num {
// b0(v0: ref):
//     v1: num = call_virtual c3.0(v0)
//     v2: num = number 2.0
//     v3: num = mul v1, v2
//     return v3
// }
//
// function f20 "Square.area" -> num {
// b0(v0: ref):
//     v1: word = field_get c4.0 v0
//     v2: num = expect num v1 load
//     v3: word = field_get c4.0 v0
//     v4: num = expect num v3 load
//     v5: num = mul v2, v4
//     return v5
// }
//
// function f21 "Unit.area" -> num {
// b0(v0: ref):
//     v1: num = number 1.0
//     return v1
// }
