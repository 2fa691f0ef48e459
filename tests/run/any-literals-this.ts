// In the functions of a literal that is any, `this` is any too.
function total(list: number[], more: number) { return list.length + more; }
const box: any = {
    size: 1,
    grow() { this.size++; return this; },
    get double() { return this.size * 2; },
    read(key: string) { return this[key]; },
};
console.log(box.grow().grow().size, box.double, box.read("size"), Object.keys(box));
const list: any = { items: [1, 2], count(more: number) { return total(this.items, more); } };
console.log(list.count(3));
const taken = list.count;
list.again = taken;
list.items.push(3);
console.log(list.again(1));
function make(): any {
    return { name: "made", hello() { return "I am " + this.name; } };
}
const made = make();
made.name = "renamed";
console.log(made.hello());
const typed = <any>{ n: 2, twice() { return this.n * 2; } };
console.log(typed.twice());
