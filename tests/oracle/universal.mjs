// A universal hex file as the micro:bit's own library reads it: one section for each board, each the same data as the board's plain file.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isUniversalHex, separateUniversalHex } from "@microbit/microbit-universal-hex";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const thimble = join(root, "target/release/thimble");
const folder = mkdtempSync(join(tmpdir(), "thimble-universal-"));

function build(board) {
    const path = join(folder, `${board}.hex`);
    execFileSync(thimble, ["build", join(root, "examples/hello.ts"), "--board", board, "-o", path]);
    return readFileSync(path, "utf8");
}

// The data of a hex file by address.
function bytes(text) {
    const found = new Map();
    let base = 0;
    for (const line of text.split("\n").filter((line) => line.startsWith(":"))) {
        const data = Buffer.from(line.trim().slice(1), "hex");
        const [count, high, low, kind] = data;
        if (kind === 4) base = data.readUInt16BE(4) * 65536;
        if (kind === 0 || kind === 13) for (let i = 0; i < count; i++) found.set(base + high * 256 + low + i, data[4 + i]);
    }
    return JSON.stringify([...found].sort((a, b) => a[0] - b[0]));
}

const universal = build("microbit-universal");
if (!isUniversalHex(universal)) throw new Error("the library does not know it as a universal hex file");
const sections = separateUniversalHex(universal);
const expected = [[0x9900, build("microbit")], [0x9903, build("microbit-v2")]];
if (sections.length !== expected.length) throw new Error(`${sections.length} sections`);
for (const [id, plain] of expected) {
    const section = sections.find((section) => section.boardId === id);
    if (section === undefined || bytes(section.hex) !== bytes(plain)) throw new Error(`section ${id.toString(16)} is not the board's own file`);
}
rmSync(folder, { recursive: true });
console.log(`${expected.length} passed, 0 failed`);
