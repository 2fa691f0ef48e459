// What `op=` makes of a place that holds something else before: numbers become texts, texts numbers.
class Holder {
    value: string | number = 1;
    static shared: number | string = 2;
    #hidden: string | number = 5;
    get seen(): string | number { return this.#hidden; }
    set seen(to: string | number) { this.#hidden = to; }
}
const holder = new Holder();
holder.value += "z";
holder.seen += "y";
Holder.shared += "q";
console.log(holder.value, holder.seen, Holder.shared);
const list: (number | string)[] = [1, 2];
list[0] += "w";
console.log(list, (list[1] += "v"));
const table: Record<string, number | string> = { k: 1 };
table["k"] += "y";
table.k += "x";
console.log(table);
const object: { part: number | string } = { part: 3 };
object.part += "t";
console.log(object);
const loose: any = { n: 1, t: "4", u: undefined, b: true };
loose.n += "z";
loose.t -= 1;
loose.u += 1;
loose.b += 1;
console.log(loose, (loose["n"] += 2));
let variable: string | number = 1 as string | number;
variable += "z";
console.log(variable);
const texts: any[] = ["6", 7];
texts[0] *= 2;
texts[1] += [8];
console.log(texts);
