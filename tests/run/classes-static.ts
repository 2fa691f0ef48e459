// Static fields, blocks, accessors and tuples.
class Table {
    static count = 0;
    static readonly squares: number[] = [];
    static {
        for (let i = 0; i < 3; i++) Table.squares.push(i * i);
    }
    static increment(): number {
        return ++Table.count;
    }
    static get sevenfold(): number {
        return Table.count * 7;
    }
    static set sevenfold(value: number) {
        Table.count = value / 7;
    }
    static {
        Table.count = 10;
    }
    static next = Table.count + 1;
}
class Derived extends Table {}
Table.increment();
Table.count += 5;
console.log(Table.count, Table.squares, Table.sevenfold, Table.next, Derived.sevenfold);
Table.sevenfold = 14;
Table.sevenfold += 7;
console.log(Table.count, Table.sevenfold);

type Optional = [number, string?];
const optional: Optional = [1];
const named: [x: number, y: number] = [1, 2];
const open: [string, ...number[]] = ["a", 1, 2, 3];
console.log(optional, named[0] + named[1], open.length, open[0], open[2], optional[1], named.map((v) => v * 2));
const fixed: readonly [number, string] = [1, "a"];
console.log(fixed[1], fixed.length);
