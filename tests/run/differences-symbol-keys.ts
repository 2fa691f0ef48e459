// differs: A symbol is a key where the program says which symbol it is; one that comes as a key made at run time is a TypeError, where JavaScript adds the entry.
function put(target: Record<PropertyKey, number>, key: PropertyKey): string {
    try {
        target[key] = 1;
        return "added";
    } catch (error) {
        return error instanceof TypeError ? error.message : "another error";
    }
}
const target: Record<PropertyKey, number> = {};
console.log(put(target, "a"), put(target, 1), put(target, Symbol("s")), Object.keys(target).length);
