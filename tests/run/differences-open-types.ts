// What `&&` gives of values of open types that are false.
// differs: `v && w`, where the type of `v` is a type parameter, has the type of `w` alone, as in tsc; where another value is used, because `v` is false, that is a TypeError if its kind is another, where JavaScript goes on with `v`. A condition goes by its truth, as in JavaScript.
function attempt(run: () => unknown): void {
    try {
        console.log(run());
    } catch (error) {
        console.log(`${error}`);
    }
}
function used<T>(v: T) {
    const r = v && 1;
    return r;
}
attempt(() => used("text") + 1);
attempt(() => used("") + 1);
attempt(() => used(0) + 1);
attempt(() => used(null) + 1);
function asked<T>(v: T) {
    if (v && 1) return "yes";
    v && console.log("never");
    return !(v && 1);
}
attempt(() => asked(""));
attempt(() => asked(null));
