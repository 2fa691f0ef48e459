// How many turns `await using` waits: one for each disposal, one for all that are null, none for those beside one that waits.
const log: string[] = [];
class Later {
    constructor(readonly name: string, private readonly way = 0) {}
    [Symbol.asyncDispose](): Promise<void> {
        log.push("later " + this.name);
        if (this.way === 1) throw new Error("at once " + this.name);
        return this.way === 2 ? Promise.reject(new Error("rejected " + this.name)) : Promise.resolve();
    }
}
class Now {
    constructor(readonly name: string, private readonly fails = false) {}
    [Symbol.dispose](): void {
        log.push("now " + this.name);
        if (this.fails) throw new Error("now " + this.name);
    }
}
async function noneAlone(): Promise<void> {
    await using a = null;
    await using b = undefined;
}
async function noneThenSync(): Promise<void> {
    using s = new Now("s");
    await using a = null;
    using t = new Now("t");
}
async function noneBesideLater(): Promise<void> {
    await using a = new Later("a");
    using s = new Now("s");
    await using b = null;
}
async function laterThenNone(): Promise<void> {
    await using a = null;
    using s = new Now("s");
    await using b = new Later("b");
}
async function several(): Promise<void> {
    await using a = new Later("a"), b = new Later("b"), c = null;
    {
        await using d = new Now("d");
    }
}
async function syncFails(): Promise<void> {
    await using a = new Now("a", true);
}
async function lateFails(way: number): Promise<void> {
    await using none = null;
    await using a = new Later("a", way);
}
async function bodyFails(): Promise<void> {
    await using none = null;
    throw new Error("body");
}
async function each(): Promise<void> {
    for (await using x of [null, new Later("x"), new Now("y")]) log.push("round");
}
async function early(): Promise<number> {
    for (const way of [0, 1, 2]) {
        await using none = null;
        if (way === 0) continue;
        return way;
    }
    return -1;
}
async function nothing(): Promise<void> {}

let turn = 0;
async function count(limit: number): Promise<void> {
    for (turn = 0; turn < limit; turn++) await null;
}
async function measure(name: string, run: () => Promise<unknown>): Promise<void> {
    log.length = 0;
    const counting = count(12);
    let end = "";
    await run().then(
        (value) => { end = `${value} after ${turn}`; },
        (error) => { end = `${error.message} after ${turn}`; },
    );
    await counting;
    console.log(name, end, log.join(", "));
}
async function main(): Promise<void> {
    await measure("nothing", nothing);
    await measure("none alone", noneAlone);
    await measure("none then sync", noneThenSync);
    await measure("none beside later", noneBesideLater);
    await measure("later then none", laterThenNone);
    await measure("several", several);
    await measure("sync fails", syncFails);
    for (const way of [0, 1, 2]) await measure("late " + way, () => lateFails(way));
    await measure("body fails", bodyFails);
    await measure("each", each);
    await measure("early", early);
}
void main();
