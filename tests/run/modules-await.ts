// `await` at the top of modules: what imports a module that waits comes after it

import { first, log, values } from "./modules/waiting";
import { after } from "./modules/behind";

log("entry", first, values, after());
const delayed = (ms: number, text: string): Promise<string> => new Promise((resolve) => setTimeout(() => resolve(text), ms));
const a = await delayed(20, "a");
log(a, await delayed(5, "b"));
let sum = 0;
for (let i = 0; i < 3; i++) {
    sum += await Promise.resolve(i);
    if (i === 1) log("round", i);
}
log("sum", sum);
async function* count(): AsyncGenerator<number> {
    yield 1;
    yield 2;
}
for await (const n of count()) log("counted", n);
try {
    await Promise.reject(new Error("caught at the top"));
} catch (error) {
    log((error as Error).message);
} finally {
    log("finally");
}
const text = sum > 2 ? `${await delayed(1, "template")}!` : "none";
log(text);

// Objects with a method `then`.
class Later {
    constructor(private value: number) {}
    then(fulfilled: (value: number) => void, rejected?: (reason: unknown) => void): void {
        log("then called");
        setTimeout(() => fulfilled(this.value * 2), 1);
    }
}
log(await new Later(21));
const thenable = { then: (fulfilled: (value: string) => void) => fulfilled("at once") };
log(await thenable, await Promise.resolve(thenable));
const failing = {
    then(fulfilled: (value: string) => void, rejected: (reason: Error) => void): void {
        rejected(new Error("no"));
        fulfilled("too late");
    },
};
try {
    await failing;
} catch (error) {
    log((error as Error).message);
}
const order: string[] = [];
const race = Promise.resolve().then(() => order.push("promise 1")).then(() => order.push("promise 2")).then(() => order.push("promise 3"));
const through = (async () => {
    await thenable;
    order.push("thenable");
})();
await Promise.all([race, through]);
log(order);
