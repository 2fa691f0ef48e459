// Members that have the names of iterators' methods, and are deleted: a list that is linked both ways.
interface Link { value: number; next?: Link; previous?: Link }
class List {
    private head?: Link;
    private tail?: Link;
    append(value: number): this {
        const link: Link = { value, previous: this.tail };
        if (this.tail) this.tail.next = link;
        else this.head = link;
        this.tail = link;
        return this;
    }
    removeTail(): number {
        if (!this.tail) throw new Error("empty");
        const { value, previous } = this.tail;
        this.tail = previous;
        if (previous) delete previous.next;
        else this.head = undefined;
        return value;
    }
    *[Symbol.iterator](): Generator<number> {
        for (let link = this.head; link; link = link.next) yield link.value;
    }
}
const list = new List().append(1).append(2).append(3);
console.log([...list], list.removeTail(), [...list]);
list.append(4);
for (const value of list) console.log(value);
console.log(list.removeTail(), list.removeTail(), list.removeTail(), [...list]);
try {
    list.removeTail();
} catch (e) {
    console.log((e as Error).message);
}
