// Classes within functions: each evaluation has static fields of its own, and of those that writes through subclasses make.
class Outer {
    static count = 1;
    static label = "outer";
}
function counters(start: number, names: string[]) {
    class Base {
        static count = start;
        static names = names;
        static add(): number {
            return ++this.count;
        }
    }
    class Sub extends Base {}
    class Leaf extends Sub {
        static get twice(): number {
            return this.count * 2;
        }
    }
    return {
        add(which: "base" | "sub" | "leaf"): number {
            return which === "base" ? Base.add() : which === "sub" ? Sub.add() : Leaf.add();
        },
        set(count: number): void {
            Sub.count = count;
        },
        show(): void {
            console.log(Base.count, Sub.count, Leaf.count, Leaf.twice, Sub.names === Base.names, Leaf.names.length);
        },
    };
}
const one = counters(0, ["a"]);
const two = counters(100, ["b", "c"]);
for (const counter of [one, two]) counter.show();
one.add("sub");
one.show();
two.set(7);
two.show();
one.set(50);
one.add("base");
two.add("leaf");
two.add("sub");
for (const counter of [one, two]) counter.show();

// The base is one, the subclasses are many.
function special(label: string) {
    class Special extends Outer {}
    const before = Special.label;
    Special.label = label;
    Special.count += 10;
    return () => `${before} ${Special.label} ${++Special.count} ${Outer.label} ${Outer.count}`;
}
const [first, second] = [special("first"), special("second")];
console.log(first(), "|", first(), "|", second());
Outer.count = 500;
console.log(first(), "|", second(), "|", special("third")());

// Nothing is written through the subclass.
function plain(level: number): number[] {
    class Settings {
        static level = level;
    }
    class Loud extends Settings {
        static own = Loud.level + 1;
    }
    Settings.level += 5;
    const seen = [Loud.level, Loud.own, Settings.level];
    const later = (): number => Loud.level;
    Settings.level = 1;
    return [...seen, later()];
}
console.log(plain(10), plain(20));

// A class that is used while its static fields are initialised.
function early(deep: boolean): void {
    const attempt = (label: string, what: () => unknown): string => {
        try {
            return `${label} ${what()}`;
        } catch (e) {
            return `${label} ${(e as Error).name}: ${(e as Error).message}`;
        }
    };
    console.log(attempt("above", () => Late.second));
    class Late {
        static first = attempt("field", peek);
        static second = 2;
        static third = attempt("inside", () => Late.second);
        static {
            console.log(attempt("block", peek), attempt("new", () => make().n));
            if (deep) console.log(attempt("own", () => new Late().n));
        }
        n = 3;
    }
    function peek(): number {
        return Late.second;
    }
    function make(): Late {
        return new Late();
    }
    console.log(Late.first, Late.third, attempt("below", peek), attempt("new", () => make().n), attempt("value", () => make() instanceof Late));
}
early(false);
early(true);
