// allSettled, any and their order beside other promises.
const later = (ms: number, value: string): Promise<string> => new Promise((resolve) => setTimeout(() => resolve(value), ms));
const fails = (ms: number, text: string): Promise<string> => new Promise((_, reject) => setTimeout(() => reject(new Error(text)), ms));
async function main(): Promise<void> {
    const settled = await Promise.allSettled([later(2, "a"), fails(1, "b"), later(0, "c")]);
    for (const one of settled) {
        if (one.status === "fulfilled") console.log("value", one.value);
        else console.log("reason", one.reason instanceof Error ? one.reason.message : "");
    }
    console.log(await Promise.any([fails(1, "x"), later(3, "first"), later(5, "second")]));
    try {
        await Promise.any([fails(1, "x"), fails(2, "y")]);
    } catch (error) {
        if (error instanceof AggregateError) {
            console.log(error.name, error.message, error.errors.length);
            for (const one of error.errors) if (one instanceof Error) console.log(one.message);
        }
    }
    console.log((await Promise.allSettled([])).length);
}
main();
Promise.allSettled([Promise.resolve(1), Promise.reject<number>(2)]).then(() => console.log("settled"));
Promise.resolve(0).then(() => console.log("tick 1")).then(() => console.log("tick 2")).then(() => console.log("tick 3"));
