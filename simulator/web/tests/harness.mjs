// What the page's tests share: a browser, a playground that serves the page, and image files to drop on it.
//
// The compiler under test is target/release/thimble, or what THIMBLE names; the browser is Debian's Chromium, or what CHROMIUM names.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
export const THIMBLE = process.env.THIMBLE ?? join(ROOT, "target/release/thimble");

const folder = mkdtempSync(join(tmpdir(), "thimble-page-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

export const temporary = (name) => join(folder, name);

/** The image file of a program, by its path from the repository's root. */
export function build(source, board, ending) {
    const output = temporary(`${source.split("/").at(-1).replace(/\.\w+$/, "")}.${ending}`);
    execFileSync(THIMBLE, ["build", join(ROOT, source), "--board", board, "-o", output]);
    return { name: output.split("/").at(-1), bytes: readFileSync(output) };
}

/** The image file of a program given as text. */
export function buildText(name, text, board, ending) {
    const source = temporary(`${name}.ts`);
    writeFileSync(source, text);
    execFileSync(THIMBLE, ["build", source, "--board", board, "-o", temporary(`${name}.${ending}`)]);
    return { name: `${name}.${ending}`, bytes: readFileSync(temporary(`${name}.${ending}`)) };
}

/** A C program of one file for the micro:bit, whose vector table it brings itself. */
export function buildC(source) {
    const output = temporary("c.elf");
    const options = ["-mcpu=cortex-m0", "-mthumb", "-Os", "-ffreestanding", "-nostdlib", "-Wl,--section-start=.vectors=0", "-Wl,-Ttext=0x100,-emain_loop"];
    execFileSync("arm-none-eabi-gcc", [...options, join(ROOT, "simulator/web/tests/programs", source), "-o", output]);
    return { name: source.replace(".c", ".elf"), bytes: readFileSync(output) };
}

/** Starts `thimble playground`; resolves when it has printed its first line. */
export async function playground(...options) {
    const child = spawn(THIMBLE, ["playground", ...options], { stdio: ["ignore", "pipe", "inherit"] });
    const exit = new Promise((resolve) => child.on("exit", (code, signal) => resolve({ code, signal })));
    const lines = createInterface({ input: child.stdout });
    const line = await new Promise((resolve, reject) => {
        lines.once("line", resolve);
        lines.once("close", () => reject(new Error("the playground ended without a line")));
    });
    const stop = async (signal = "SIGINT") => {
        child.kill(signal);
        return exit;
    };
    return { line, address: /http:\/\/[^\s"]+/.exec(line)?.[0], stop };
}

export async function browser() {
    const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
    const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];
    return chromium.launch({ executablePath, args });
}

/** The page in a window of its own, ready (the element `waitFor` is there); `problems` collects what a developer's console would show. */
export async function open(browser, address, hash = "", { waitFor = "#board-view svg", ...options } = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const problems = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    const elsewhere = [];
    page.on("request", (request) => request.url().startsWith(address) || request.url().startsWith("data:") || elsewhere.push(request.url()));
    await page.goto(address + hash);
    await page.locator(waitFor).waitFor();
    const text = (id) => page.locator(`#${id}`).textContent();
    const until = (id, wanted) => page.waitForFunction(([id, wanted]) => document.getElementById(id).textContent.includes(wanted), [id, wanted]);
    return { page, problems, elsewhere, text, until, close: () => context.close() };
}

/** Drops a file on the page, as a file manager does. */
export async function drop(page, { name, bytes }) {
    await page.evaluate(
        ([name, base64]) => {
            const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([bytes], name));
            for (const kind of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
        },
        [name, Buffer.from(bytes).toString("base64")],
    );
}

/** The edges that the page lists, of one pin: time in milliseconds and what changed. */
export async function edges(page, pin) {
    await page.locator("#edges").evaluate((details) => (details.open = true));
    await page.locator("#edges tbody tr").first().waitFor();
    const rows = await page.locator("#edges tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
    return rows.filter(([, at]) => at === pin).map(([ms, , change]) => ({ ms: Number(ms), change }));
}

/** Brightness of each LED of the display as the page shows it, row by row: the sRGB value of the duty. */
export async function pixels(page) {
    return page.locator("#board-view [aria-label^=Display] .led").evaluateAll((leds) => leds.map((led) => Number(led.style.getPropertyValue("--lit"))));
}
