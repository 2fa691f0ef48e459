// What an object has itself: of classes their static methods too, of functions their name and length, of errors what a loop does not go over.
class C { static s = 1; static method() { return 1; } static get g() { return 2; } m() {} #x = 1; has(o: object) { return #x in o; } x() { return this.#x; } }
class D extends C { static own() {} }
console.log(Object.hasOwn(C, "method"), Object.hasOwn(C, "s"), Object.hasOwn(C, "g"), Object.hasOwn(D, "method"), Object.hasOwn(D, "own"), Object.hasOwn(D, "s"));
console.log(Object.hasOwn(C, "name"), Object.hasOwn(C, "length"), Object.hasOwn(C, "prototype"), Object.hasOwn(C, "constructor"));
function f() {}
console.log(Object.hasOwn(f, "name"), Object.hasOwn(f, "length"), Object.hasOwn(f, "call"));
console.log("method" in C, "method" in D, "name" in C);
console.log(Object.hasOwn(new C(), "m"), Object.hasOwn(new Error("x"), "message"), Object.hasOwn(new Error("x"), "name"));
console.log(Object.getOwnPropertyNames(C), Object.getOwnPropertyNames(D), Object.getOwnPropertyNames([1, 2]), Object.getOwnPropertyNames(new Error("x")));
const anyC = C as any; console.log(anyC.hasOwnProperty("method"), anyC.hasOwnProperty("nothing"), Object.hasOwn([1], "length"), Object.hasOwn(new C(), "g"));
console.log(Object.hasOwn(new Error("x", { cause: 1 }), "cause"), Object.hasOwn(new Error(), "message"), Object.hasOwn(new TypeError("y"), "stack"));
const key: string = "method"; console.log(Object.hasOwn(C, key), Object.hasOwn({ method: 1 }, key));
