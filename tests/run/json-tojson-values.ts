// A member `toJSON` that is no function is a member like any other.
console.log(JSON.stringify({ toJSON: 5, a: 1 }), JSON.stringify({ toJSON: null, a: 1 }), JSON.stringify({ toJSON: undefined, a: 1 }));
console.log(JSON.stringify({ toJSON: () => 3, a: 1 }));
class Field {
    toJSON = "x";
    b = 2;
}
class Getter {
    z = 1;
    get toJSON() {
        return 7;
    }
}
class Method {
    toJSON() {
        return "r";
    }
}
const anything: any = { toJSON: {}, q: 1 };
console.log(JSON.stringify([new Field(), new Getter(), new Method(), anything]));
