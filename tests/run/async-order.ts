// Node's order of messages between synchronous code, microtasks and timers.
const wait = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
async function task(name: string, ms: number): Promise<string> {
    console.log(name, "start");
    await wait(ms);
    console.log(name, "after", ms);
    return name + " done";
}
async function micro(name: string): Promise<number> {
    console.log(name, 1);
    await null;
    console.log(name, 2);
    await undefined;
    console.log(name, 3);
    return 42;
}
async function fails(): Promise<void> { await wait(5); throw new Error("late"); }
async function main(): Promise<void> {
    console.log("main start");
    const slow = task("slow", 300);
    const fast = task("fast", 150);
    console.log(await fast);
    console.log(await slow);
    try { await fails(); } catch (e) { console.log("caught", (e as Error).message); } finally { console.log("finally"); }
    let total = 0;
    for (let i = 0; i < 3; i++) { await wait(1); total += i; }
    console.log("total", total);
}
setTimeout(() => console.log("timer 0"), 0);
const interval = setInterval(() => { ticks++; console.log("tick", ticks); if (ticks === 3) clearInterval(interval); }, 20);
let ticks = 0;
const cancelled = setTimeout(() => console.log("never"), 1);
clearTimeout(cancelled);
micro("A");
micro("B").then((v) => { console.log("then", v); });
main().then(() => { console.log("end of main"); });
Promise.resolve(7).then((v) => { console.log("resolved", v); return v + 1; }).then((v) => { console.log("chained", v); });
console.log("sync end");
