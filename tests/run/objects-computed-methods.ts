enum Op { Push, Add, Print }
namespace Op { export const names = ["push", "add", "print"]; }
class Machine {
    readonly stack: number[] = [];
    readonly printed: string[] = [];
    private readonly table: { [K in Op]?: (this: Machine, argument: number) => void } = {
        [Op.Push](argument) { this.stack.push(argument); },
        [Op.Add]() { this.stack.push(this.stack.pop()! + this.stack.pop()!); },
        [Op.Print]() { this.printed.push(`${this.stack.pop()}`); },
    };
    run(...code: [Op, number?][]): this {
        for (const [op, argument = 0] of code) {
            const action = this.table[op];
            if (action) action.call(this, argument);
        }
        return this;
    }
}
console.log(new Machine().run([Op.Push, 1], [Op.Push, 41], [Op.Add], [Op.Print]).printed, Op.names);
function counter(key: string) {
    const own = { n: 1, [Op.Push]() { return this.n++; }, [Op.Add](): number { return this[Op.Push]() + 10; } };
    const made = { [key](x: number) { return x * 2; }, [`${key}2`]: (x: number) => x + 1 };
    return [own[Op.Push](), own[Op.Add](), made[key](4), made[key + "2"](4)];
}
console.log(counter("twice"));
class Log {
    #entries: (readonly [string, number])[] = [];
    add(...entry: (typeof this.entries)[number]): this { this.#entries.push(entry); return this; }
    get entries() { return this.#entries.slice(); }
}
console.log(new Log().add("a", 1).add("b", 2).entries);
