// What classes that stand within others, or in loops and functions, give their fields and static members has the object or the class as `this`.
for (let i = 0; i < 2; i++) {
    class S {
        static base = 10 + i;
        static f = () => this.base;
        static own = (() => this === S)();
        static g() {
            return () => this.base;
        }
        static {
            const add = (n: number) => (this.base += n);
            add(5);
        }
    }
    console.log(S.f(), S.own, S.g()());
}
{
    const j = Math.abs(-1);
    class S {
        static base = 10;
        static f = () => this.base + j;
    }
    console.log(S.f());
}
class Outer {
    size = 3;
    make() {
        const outer = () => this.size;
        class Inner {
            static base = 20;
            static f = () => () => this.base;
            own = () => this.size + outer();
            size = 4;
        }
        return [Inner.f()(), new Inner().own(), outer()];
    }
}
console.log(new Outer().make());
class Around {
    size = 5;
    inner = class {
        size = 6;
        own = () => this.size;
    };
    own = () => this.size;
}
const around = new Around();
console.log(around.own(), new around.inner().own());
