// Classes that use variables around them, with generators, async functions, exceptions, generics, hoisting, spread and closures.
function* classesOf(names: string[]) {
    for (const name of names) {
        yield class Named {
            describe(): string {
                return `${name} of ${names.length}`;
            }
        };
    }
}
for (const C of classesOf(["p", "q"])) console.log(new C().describe(), C.name);

async function later(delay: number) {
    const start = delay * 2;
    class Task {
        async run(): Promise<number> {
            await null;
            return start + delay;
        }
        *steps(): Generator<number> {
            for (let i = 0; i < delay; i++) yield i * start;
        }
    }
    await null;
    const task = new Task();
    return [await task.run(), ...task.steps()];
}
later(2).then((all) => console.log(all));

// Errors of one's own, thrown out of the function and told apart.
function failing(code: number) {
    class Failure extends Error {
        code = code;
        constructor(message: string) {
            super(`${message} (${code})`);
            this.name = `Failure${code}`;
        }
    }
    return {
        fail(): never {
            throw new Failure("no");
        },
        mine: (e: unknown): boolean => e instanceof Failure,
    };
}
const f1 = failing(1);
const f2 = failing(2);
try {
    f1.fail();
} catch (e) {
    console.log(e instanceof Error && e.message, e instanceof Error && e.name, f1.mine(e), f2.mine(e));
}

// Hoisted functions use the class before and after its declaration is reached.
function hoisted(flag: boolean) {
    let seen = "";
    const step = flag ? 3 : 4;
    if (flag) {
        try {
            make();
        } catch (e) {
            seen = e instanceof ReferenceError ? "early" : "other";
        }
    }
    function make() {
        return new Late();
    }
    class Late {
        size = step;
        next() {
            return make().size + this.size;
        }
    }
    return `${seen} ${make().next()}`;
}
console.log(hoisted(true), hoisted(false));

// Methods nested in methods, private members, accessors, static blocks, a class that makes another.
function deep(n: number) {
    class Outer {
        static #count = 0;
        static order: string[] = [];
        static {
            this.order.push(`block ${n}`);
            Outer.#count += n;
        }
        #secret = n * 3;
        get secret(): number {
            return this.#secret + n;
        }
        set secret(v: number) {
            this.#secret = v * n;
        }
        static count(): number {
            return Outer.#count++;
        }
        inner(m: number) {
            const outer = this;
            return new (class {
                sum(): number {
                    return n + m + outer.secret + [1, 2].map((x) => x * n + m).reduce((a, b) => a + b, 0);
                }
            })();
        }
    }
    return Outer;
}
const D3 = deep(3);
const D5 = deep(5);
const d = new D3();
console.log(d.secret, d.inner(1).sum(), D3.count(), D3.count(), D5.count(), D3.order, D5.order);
d.secret = 4;
console.log(d.secret, new D5().inner(2).sum());
const count = D5.count;
console.log(count(), D5.count(), D3.name, typeof D3);

// An interface implemented by classes of several evaluations; objects spread; defaults that use the variables.
interface Greeter {
    greet(who?: string): string;
}
const greeter = (word: string, ...more: string[]): Greeter => {
    class Local implements Greeter {
        greet(who = more[0] ?? word): string {
            return [word, ...more, who].join(" ");
        }
    }
    return new Local();
};
const greeters: Greeter[] = [greeter("hi"), greeter("hey", "you"), { greet: () => "plain" }];
console.log(greeters.map((g) => g.greet()).join("; "), greeters[0].greet("all"));
function point(unit: string) {
    class Point {
        unit = unit;
        constructor(
            public x: number,
            public y: number,
        ) {}
    }
    return new Point(1, 2);
}
console.log({ ...point("mm"), z: 3 }, JSON.stringify(point("cm")), Object.keys(point("m")));
