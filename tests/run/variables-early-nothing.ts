// Variables that may hold null and undefined, used before their declaration is reached
function tell(read: () => unknown) {
    try {
        console.log(read());
    } catch (e) {
        console.log(e instanceof ReferenceError, (e as Error).message);
    }
}
tell(() => both);
tell(() => text);
tell(() => object);
let both: number | null | undefined = null;
let text: string | null | undefined;
const object: { a: number } | null | undefined = Math.random() < 2 ? undefined : { a: 1 };
tell(() => both);
tell(() => text);
tell(() => object);
function local(n: number) {
    const read = () => [inner, other];
    tell(read);
    let inner: string[] | null | undefined = n > 1 ? undefined : null;
    tell(read);
    const other: number | null | undefined = n > 1 ? null : undefined;
    tell(read);
    inner = ["x"];
    tell(read);
}
local(1);
local(2);
switch (both) {
    case null:
        tell(() => late);
    default:
        let late: Map<string, number> | null | undefined = undefined;
        tell(() => late);
}
