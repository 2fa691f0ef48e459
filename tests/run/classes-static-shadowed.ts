// Static fields written through a subclass: it gets one of its own, and has its base's until then.
class Base {
    static count = 0;
    static label: string | undefined = "base";
    static list: number[] = [];
    static add(): number {
        return ++this.count;
    }
    static rename(label: string | undefined): void {
        this.label = label;
    }
}
class Sub extends Base {}
class Leaf extends Sub {}
class Own extends Base {
    static count = 100;
}
const show = (): void => console.log(Base.count, Sub.count, Leaf.count, Own.count, Base.label, Sub.label, Leaf.label);
show();
Base.add();
show();
Sub.add();
show();
Base.count = 10;
show();
Leaf.count += 5;
show();
Sub.count++;
show();
Own.add();
Leaf.rename("leaf");
show();
Sub.rename(undefined);
show();
Sub.list.push(1);
console.log(Base.list, Leaf.list === Base.list);
Leaf.list = [7];
console.log(Base.list, Sub.list, Leaf.list);
const classes: (typeof Base)[] = [Base, Sub, Leaf, Own];
for (const one of classes) {
    one.count *= 2;
    console.log(one.count, one.add());
}
show();
function bump(one: typeof Base): number {
    const { count } = one;
    one.count = count + 1;
    return one.count;
}
console.log(bump(Sub), bump(Base), Sub.count, Base.count);
class Registry {
    static readonly all: string[] = [];
    static last = "";
    static register(name: string): void {
        this.all.push(name);
        this.last = name;
    }
    static {
        this.register("static");
    }
}
class Special extends Registry {
    static {
        this.register("special");
    }
}
console.log(Registry.all, Registry.last, Special.last);
// Where nothing is written through the subclass, the base's field is read.
class Settings {
    static level = 1;
}
class Loud extends Settings {}
Settings.level = 5;
console.log(Loud.level);
