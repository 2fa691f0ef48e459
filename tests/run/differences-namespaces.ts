// What is read before it is there.
// differs: What a namespace exports is tested where it may be read before its declaration ran: a ReferenceError, where JavaScript has a TypeError before the first block and undefined in it; so is a member that an assignment gives a function, which in JavaScript is undefined until then. A member that only an interface declares for a class is there from the start, as undefined.
namespace Settings {
    export function early(): number {
        return Settings.level + 1;
    }
    try {
        console.log(early());
    } catch (error) {
        console.log((error as Error).name);
    }
    export const level = [4].length;
}
console.log(Settings.early());

function ranked(): number {
    return (ranked.calls += 1);
}
try {
    console.log(ranked());
} catch (error) {
    console.log((error as Error).name);
}
ranked.calls = 0;
console.log(ranked());

class Dog {
    constructor(public name: string) {}
}
interface Dog {
    age: number;
}
console.log(Object.keys(new Dog("Rex")).join());
