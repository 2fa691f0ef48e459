// How fast the simulator is as wasm: `npm run speed -- CHIP FILE…` prints, for each image file, million instructions in a second of
// processor time, and the simulated time in it. The module is the one that target/release/thimble carries.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SLICE_NS = 250_000;
const LIMIT_MS = 4000;
const WARMING_RUNS = 2;
const RUNS = 3;

function simulator() {
    const folder = mkdtempSync(join(tmpdir(), "thimble-speed-"));
    execFileSync(fileURLToPath(new URL("../../target/release/thimble", import.meta.url)), ["playground", "--to", folder]);
    const bytes = readFileSync(join(folder, "simulator.wasm"));
    rmSync(folder, { recursive: true });
    return bytes;
}

/** One run of an image from reset: million instructions in a second of processor time, and the simulated time in it. */
function run(door, chip, image) {
    const parts = [new TextEncoder().encode(chip), image];
    const at = door.input(parts[0].length + parts[1].length);
    new Uint8Array(door.memory.buffer).set(Buffer.concat(parts), at);
    if (!door.load(parts[0].length)) throw new Error(`no image for ${chip}`);
    const start = performance.now();
    const before = process.cpuUsage();
    let ns = 0;
    while (door.run_until((ns += SLICE_NS)) === 0 && performance.now() - start < LIMIT_MS);
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1000;
    return { mips: door.instructions() / ms / 1000, realTime: door.ns() / 1e6 / ms };
}

/** The best of several runs, after those in which the engine compiles the module: first quickly, then well, in threads that count too. */
async function best(module, chip, file) {
    const { instance } = await WebAssembly.instantiate(module, {});
    const door = instance.exports;
    door.start();
    const image = readFileSync(file);
    for (let i = 0; i < WARMING_RUNS; i++) run(door, chip, image);
    const runs = Array.from({ length: RUNS }, () => run(door, chip, image));
    return runs.reduce((a, b) => (a.mips > b.mips ? a : b));
}

const [chip, ...files] = process.argv.slice(2);
const module = simulator();
for (const file of files) {
    const { mips, realTime } = await best(module, chip, file);
    console.log(`${file}: ${mips.toFixed(1)} MIPS, ${(realTime * 100).toFixed(0)} % of real time`);
}
