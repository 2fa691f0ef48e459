// differs: A method of a class that is taken through an interface or `any` and uses `this` works on instances of its class alone: called without its object, or with another one, it throws a TypeError at once, where JavaScript's method begins and throws when it reads a member of undefined, if it does. A class inside a function that captures its variables needs the object for these too, and its static methods keep the class, as another function each time. A static method whose `this` can only be its own class works without it.
interface Answer { answer(): string }
class Guarded implements Answer {
    known = "known";
    answer(): string { return this ? this.known : "nothing"; }
}
function attempt(action: () => unknown): void {
    try {
        console.log(action());
    } catch (error) {
        console.log(error instanceof TypeError ? error.message : "other");
    }
}
const guarded: Answer = new Guarded();
const answer = guarded.answer;
attempt(() => answer());
attempt(() => answer.call({ known: "else" }));
attempt(() => answer.call(guarded));
function make(text: string): Answer {
    class Capturing implements Answer { answer(): string { return text; } }
    return new Capturing();
}
const captured = make("captured").answer;
attempt(() => captured());
function shape(kind: string) {
    return class { static kind = kind; static named(): string { return this.kind; } };
}
const Round = shape("round");
const named = Round.named;
attempt(() => named());
console.log(named === Round.named);
class Only {
    static count = 4;
    static counted(): number { return this.count; }
}
const counted = Only.counted;
attempt(() => counted());
