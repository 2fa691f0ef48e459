// An object with a symbol among its members beside one whose members are deleted.
const note: { name: string; text?: string } = { name: "", text: "t" };
delete note.text;
const tag = Symbol("tag");
class Held { [tag] = 5; constructor(readonly name: string, private readonly fails: boolean) {} }
const { [tag]: taken, ...rest } = { ...new Held("", false), more: 0 };
console.log(taken, rest, note);
