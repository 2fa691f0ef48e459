// Casts that say what is not so.
// differs: A cast to a class is checked, and so are what `x!` or a cast says not to be null or undefined, and each read of a member that an object turns out not to have, unless the program looks there for undefined (`=== undefined`, `??`, a condition, `typeof`): a TypeError, where JavaScript goes on with what is there or with undefined.
interface Named {
    name: string;
}
class Animal {}
class Dog extends Animal {
    bark(): string {
        return "wau";
    }
}
function attempt(action: () => unknown): void {
    try {
        console.log("value", String(action()));
    } catch (error) {
        console.log(error instanceof TypeError ? "TypeError" : "other");
    }
}
const animals: Animal[] = [new Dog(), new Animal()];
for (const animal of animals) attempt(() => (animal as Dog).bark());
attempt(() => {
    const dog = animals[1] as Dog;
    return dog === animals[1];
});
const thing: unknown = { size: 1 };
attempt(() => (thing as Named).name);
function held(list: (Animal | undefined)[]): Animal {
    return list[0]!;
}
attempt(() => held([undefined]));
attempt(() => {
    const all: Animal[] = [];
    all.push(held([undefined])!);
    return all.length;
});
