// Promise.all and its like over sets, maps, generators and iterators

const later = (ms: number, text: string): Promise<string> => new Promise((resolve) => setTimeout(() => resolve(text), ms));
function* some(): Generator<Promise<string>> {
    yield later(900, "first");
    yield later(100, "second");
}
async function main(): Promise<void> {
    console.log(await Promise.all(new Set([1, 2, Promise.resolve(3)])));
    console.log(await Promise.all(some()));
    console.log(await Promise.race(some()), await Promise.any(some()));
    console.log(await Promise.allSettled(new Map([["a", later(1, "x")]]).values()));
    const empty: string[] = await Promise.all(new Set<Promise<string>>());
    console.log(empty);
}
main().then(() => console.log("done"));
