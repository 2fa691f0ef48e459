// `super` in the methods of object literals: what every object has, of the object at hand, and nothing else.
const point = {
    x: 1,
    toString() {
        return "point " + super.toString();
    },
    hasOwnProperty(key: string): boolean {
        console.log("asked for " + key);
        return super.hasOwnProperty(key);
    },
    local() {
        return super.toLocaleString();
    },
    itself() {
        return super.valueOf() === this;
    },
    listed(key: string) {
        return super.propertyIsEnumerable(key);
    },
    before(other: object) {
        return super.isPrototypeOf(other);
    },
    get text() {
        return super.toString();
    },
    later() {
        return [1, 2].map((n) => super.hasOwnProperty("x") ? n : 0);
    },
    own() {
        return super.x;
    },
    nothing() {
        return [super.nothing, super.x?.y, super.none?.(1)];
    },
    fails() {
        return super.other(1, 2);
    },
    key(key: unknown, extra: number) {
        return super.hasOwnProperty(key, console.log("second"), extra);
    },
    async wait() {
        return super.toString() + (await super.valueOf().x);
    },
};
console.log(String(point), point.hasOwnProperty("x"), point.hasOwnProperty("y"), point.local(), point.itself());
console.log(point.listed("x"), point.listed("none"), point.before({}), point.before(point), point.text, point.later());
console.log(point.own(), point.nothing(), point.key("x", 1), point.key("z", 1));
point.wait().then((text) => console.log(text));
try {
    point.fails();
} catch (e) {
    console.log(e instanceof TypeError);
}
class Base {
    name() {
        return "base";
    }
}
class Sub extends Base {
    name() {
        return "sub";
    }
    object() {
        return {
            outer: () => super.name(),
            name() {
                return super.toString();
            },
        };
    }
}
const made = new Sub().object();
console.log(made.outer(), made.name());
const n: number = { k: 3, read() { return super.valueOf().k; } }.read();
console.log(n);
const table: Record<string, () => string> = {
    a() {
        return "a";
    },
};
console.log(table.a());
class Plain {
    x = 1;
}
class Text extends Plain {
    y = 2;
    toString() {
        return "Text " + super.toString();
    }
    has(key: string) {
        return super.hasOwnProperty(key) && super.propertyIsEnumerable(key);
    }
    itself() {
        return super.valueOf() === this;
    }
    get local() {
        return (() => super.toLocaleString())();
    }
}
const text = new Text();
console.log(`${text}`, text.has("x"), text.has("toString"), text.itself(), text.local);
