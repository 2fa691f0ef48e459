// Methods of a promise of one of two types.
function pick(text: boolean): Promise<number> | Promise<string> {
    return text ? Promise.resolve("word") : Promise.resolve(7);
}

async function main(): Promise<void> {
    console.log(await pick(true).then((value) => value));
    console.log(await pick(false).then((value) => (typeof value === "number" ? value + 1 : value.length)));
    const failing: Promise<number> | Promise<string> = Promise.reject(new Error("no")) as Promise<number>;
    console.log(await failing.catch((error) => error.message));
    console.log(await failing.then((value) => value, () => "refused"));
    await pick(true).finally(() => console.log("finally"));
}
void main();
