// A default of a parameter may speak of what an earlier parameter's pattern takes apart.
const t = (f: () => unknown): void => console.log(f());
function after({ a }: { a: number }, b = a + 1): string {
    return [a, b].join();
}
t(() => after({ a: 1 }));
t(() => after({ a: 1 }, 5));
t(() => after({ a: 1 }, undefined));
function lists({ a }: { a: number }, [x, [y = x] = [a]]: [number, number[]?] = [a], ...[z = y, ...more]: number[]): string {
    return [a, x, y, z, more.length].join();
}
t(() => lists({ a: 17 }));
t(() => lists({ a: 1 }, [4, [5]], 6, 7));
t(() => lists({ a: 1 }, [4, []]));
const arrow = ([x, y = x]: number[], text = `${x}-${y}`, { length } = text): string => text + length;
t(() => arrow([1]));
t(() => arrow([1, 2], "é"));
class Held {
    text: string;
    constructor({ name }: { name: string }, readonly size = 3, text = name.repeat(size)) {
        this.text = text;
    }
    grow([by]: [number] = [2], to = () => by * this.size): number {
        return to();
    }
}
t(() => new Held({ name: "ab" }).text + new Held({ name: "x" }, 1).grow() + new Held({ name: "x" }, 2, "y").grow([5]));
function* each({ from }: { from: number }, to = from + 2): Generator<number> {
    for (; from < to; from++) yield from;
}
t(() => [...each({ from: 3 })].join());
async function later({ a }: { a: number }, b = a * 2, c?: number): Promise<void> {
    await null;
    console.log("later", a, b, c ?? "none");
}
void later({ a: 4 });
function untyped({ a = 1 } = {}, b = [a]): number[] {
    b.push(a);
    return b;
}
t(() => untyped());
t(() => untyped({ a: 2 }, [9]));
