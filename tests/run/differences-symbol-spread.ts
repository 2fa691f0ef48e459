// differs: A literal with a symbol among its keys takes no members of an object that has grown by others than its type or literal named, nor of anything where the program adds members by keys that run time makes: a TypeError, where JavaScript copies them.
const mark = Symbol("mark");
const grown: any = { a: 1 };
grown["b"] = 2;
function marked(from: any): unknown {
    try {
        return { ...from, [mark]: 3 };
    } catch (error) {
        return error instanceof TypeError ? error.message : "another error";
    }
}
console.log(marked(grown));
class Fixed {
    c = 4;
}
console.log(marked(new Fixed()));
