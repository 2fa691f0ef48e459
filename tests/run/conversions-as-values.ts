interface Option { type: typeof Number | StringConstructor | BooleanConstructor; name: string }
const options: Option[] = [{ type: Number, name: "size" }, { type: String, name: "file" }, { type: Boolean, name: "quiet" }];
function read(option: Option, text: string): string {
    if (option.type === Number) return option.name + " is the number " + option.type(text);
    if (option.type === String) return `${option.name} is ${option.type(text)}`;
    return option.name + (option.type(text) ? " set" : " not set");
}
for (const option of options) console.log(read(option, "12"));
const kinds = new Map<Function | StringConstructor | NumberConstructor, string>([[String, "text"], [Number, "number"]]);
console.log(kinds.get(String), kinds.get(Number));
console.log(Number.MAX_SAFE_INTEGER, Number("4"), String(5), Number.parseInt("7a"), [1, 2].map(String));
const make: typeof Symbol = Symbol;
console.log(typeof make("x"), typeof Number);
