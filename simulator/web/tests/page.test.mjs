// The page in a browser, on images of this compiler's and of others: what a person sees, hears and does.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { browser as launch, build, buildC, buildText, drop, edges, open, pixels, playground, temporary, THIMBLE } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
let served;

before(async () => {
    [browser, served] = await Promise.all([launch(), playground()]);
});

after(async () => {
    await browser?.close();
    await served?.stop();
});

/** Runs a test on a fresh page, which must leave nothing in the developer's console and ask no other host. */
function onPage(name, hash, act, options) {
    test(name, { timeout: 60_000 }, async () => {
        const session = await open(browser, served.address, hash, options);
        try {
            await act(session);
            assert.deepEqual(session.problems, []);
            assert.deepEqual(session.elsewhere, []);
        } finally {
            await session.close();
        }
    });
}

onPage("blink.uf2, dropped: the LED toggles every 500 ms", "#example=hello", async ({ page, until, text }) => {
    await drop(page, build("examples/blink.ts", "pico", "uf2"));
    await until("program", "blink.uf2");
    await page.selectOption("#speed", "Infinity");
    await until("status", "Ended");
    const toggles = (await edges(page, "LED")).slice(1);
    assert.deepEqual(toggles.map(({ change }) => change), ["high", "low", "high", "low", "high", "low", "high", "low", "high", "low"]);
    for (const [i, { ms }] of toggles.entries()) assert.ok(Math.abs(ms - toggles[0].ms - 500 * i) < 0.5, `edge ${i} at ${ms} ms`);
    assert.equal(await text("problem"), "");
});

onPage("hello says what it says", "#board=pico&example=hello", async ({ page, until, text }) => {
    await until("status", "Ended");
    assert.equal(await text("console"), "Hello, world!\n0.1 + 0.2 is 0.30000000000000004\n");
    assert.equal(await page.locator("#console").getAttribute("role"), "log");
});

onPage("the same image as a HEX file finds the board it is for", "#board=pico&example=hello", async ({ page, until, text }) => {
    await drop(page, build("examples/hello.ts", "microbit", "hex"));
    await until("program", "hello.hex");
    await until("status", "Ended");
    assert.match(await text("console"), /^Hello, world!\n/);
    assert.match(await page.locator("#board-view svg").getAttribute("aria-label"), /micro:bit/);
    assert.match(await page.locator("#board option:checked").textContent(), /micro:bit/);
});

onPage("an image for the other kind of micro:bit finds it", "#board=microbit&example=hello", async ({ page, until }) => {
    const board = page.locator("#board option:checked");
    await drop(page, build("examples/hello.ts", "microbit-v2", "hex"));
    await until("program", "hello.hex");
    assert.match(await board.textContent(), /micro:bit v2/);
    await until("console", "Hello, world!");
    assert.equal(await page.locator("#board-view svg").getAttribute("aria-label"), "BBC micro:bit v2");
    await drop(page, build("examples/blink.ts", "feather-stm32f405", "uf2"));
    await until("program", "blink.uf2");
    assert.match(await board.textContent(), /Feather/);
});

onPage("a universal HEX file runs on the chosen board, and on the other when that is chosen", "#board=microbit-v2&example=hello", async ({ page, until, text }) => {
    const board = page.locator("#board option:checked");
    await drop(page, build("examples/hello.ts", "microbit-universal", "hex"));
    await until("program", "hello.hex");
    assert.match(await board.textContent(), /micro:bit v2/);
    await until("status", "Ended");
    assert.match(await text("clock"), /^64 MHz/);
    await page.selectOption("#board", "microbit");
    await until("clock", "16 MHz");
    await until("console", "Hello, world!");
    assert.match(await board.textContent(), /micro:bit v1/);
    await page.selectOption("#board", "pico");
    await until("problem", "hello.hex cannot be loaded");
});

onPage("pins have the names of the chip's manual", "#board=feather-stm32f405&example=blink", async ({ page, until }) => {
    await until("status", "Running");
    const row = page.locator("#pins tbody tr", { hasText: "LED" });
    assert.equal(await row.locator("th").textContent(), "PC1");
    await page.selectOption("#board", "microbit-v2");
    await until("clock", "64 MHz");
    assert.equal(await page.locator("#pins tbody tr", { hasText: "buttonA" }).locator("th").textContent(), "P0.14");
});

onPage("buttons by mouse and by keyboard", "#board=microbit&example=buttons", async ({ page, until, text }) => {
    await until("status", "Running");
    const button = page.getByRole("button", { name: "buttonA" });
    await button.hover();
    await page.mouse.down();
    await until("console", "pressed 1");
    assert.equal(await button.getAttribute("aria-pressed"), "true");
    await page.mouse.up();
    assert.equal(await button.getAttribute("aria-pressed"), "false");
    await page.waitForTimeout(60);
    await button.focus();
    await page.keyboard.down(" ");
    await until("console", "pressed 2");
    await page.keyboard.up(" ");
    await page.waitForTimeout(60);
    await page.locator("body").press("a", { delay: 60 });
    await until("console", "pressed 3");
    await page.locator("#keys-on").uncheck();
    await page.locator("body").press("b", { delay: 60 });
    await page.locator("#keys-on").check();
    await page.locator("#line").press("b", { delay: 60 });
    assert.equal(await text("status"), "Running");
    await button.evaluate((element) => element.dispatchEvent(new MouseEvent("click")));
    await until("console", "pressed 4");
    await page.locator("#console").press("b", { delay: 60 });
    await until("status", "Ended");
    assert.equal(await text("console"), "pressed 1\npressed 2\npressed 3\npressed 4\n");
    assert.ok((await edges(page, "buttonA")).some(({ change }) => change === "low from outside"));
});

onPage(
    "buttons by touch, on a phone",
    "#board=microbit&example=buttons",
    async ({ page, until }) => {
        await until("status", "Running");
        const { x, y, width } = await page.getByRole("button", { name: "buttonA" }).boundingBox();
        assert.ok(width >= 24, "large enough for a finger (WCAG 2.5.8)");
        const client = await page.context().newCDPSession(page);
        await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: x + width / 2, y: y + 10 }] });
        await until("console", "pressed 1");
        await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
        assert.equal(await page.getByRole("button", { name: "buttonA" }).getAttribute("aria-pressed"), "false");
    },
    { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
);

const HEART = [".#.#.", "#####", "#####", ".###.", "..#.."];

onPage("the display shows the program's picture, evenly bright", "#board=microbit&example=hello", async ({ page, until, text }) => {
    const program = `import { display } from "thimble/board";
import { sleep } from "thimble/time";
const rows = ${JSON.stringify(HEART)};
for (let y = 0; y < 5; y++) for (let x = 0; x < 5; x++) display.set(x, y, rows[y].charAt(x) === "#");
for (;;) sleep(1000);
`;
    await drop(page, buildText("heart", program, "microbit", "hex"));
    await until("program", "heart.hex");
    const label = `Display: ${HEART.join(" ")}`;
    await page.getByRole("img", { name: label }).waitFor();
    await page.waitForFunction(() => parseFloat(document.getElementById("time").textContent) > 0.2);
    await page.click("#run");
    await until("status", "Paused");
    const wanted = HEART.join("");
    const seen = await pixels(page);
    for (const [i, value] of seen.entries()) {
        const duty = value ** 2.2;
        if (wanted[i] === "#") assert.ok(duty > 0.85 && duty <= 1, `pixel ${i}: duty ${duty}`);
        else assert.equal(value, 0, `pixel ${i}`);
    }
    assert.equal(await text("problem"), "");
});

onPage("an LED that is on for a quarter of the time is a quarter bright", "#board=pico&example=hello", async ({ page, until }) => {
    const program = `import { LED } from "thimble/board";
import { micros } from "thimble/time";
for (;;) {
    const start = micros();
    LED.high();
    while (micros() - start < 50) {}
    LED.low();
    while (micros() - start < 200) {}
}
`;
    await drop(page, buildText("dim", program, "pico", "uf2"));
    await until("program", "dim.uf2");
    await page.waitForFunction(() => parseFloat(document.getElementById("time").textContent) > 0.1);
    const led = page.locator("#board-view .led").first();
    const duties = [];
    for (let i = 0; i < 5; i++) {
        duties.push((await led.evaluate((led) => Number(led.style.getPropertyValue("--lit")))) ** 2.2);
        await page.waitForTimeout(40);
    }
    for (const duty of duties) assert.ok(duty > 0.15 && duty < 0.35, `duties ${duties}`);
});

onPage("a pulse of a millisecond can be seen and measured", "#board=pico&example=hello", async ({ page, until, text }) => {
    const program = `import { LED } from "thimble/board";
import { sleep } from "thimble/time";
sleep(300);
LED.high();
sleep(1);
LED.low();
sleep(600);
`;
    await drop(page, buildText("pulse", program, "pico", "uf2"));
    await until("program", "pulse.uf2");
    await until("status", "Ended");
    const full = await page.locator("#trace canvas").evaluate((canvas) => {
        const context = canvas.getContext("2d");
        const signal = getComputedStyle(canvas).getPropertyValue("--signal");
        const [r, g, b] = signal.match(/\d+/g).map(Number);
        const { data, width, height } = context.getImageData(0, 22, canvas.width, 30);
        const isSignal = (x, y) => [r, g, b].every((value, i) => Math.abs(data[(y * width + x) * 4 + i] - value) < 60) && data[(y * width + x) * 4 + 3] > 128;
        return Array.from({ length: width }, (_, x) => x).filter((x) => isSignal(x, Math.floor(height / 2))).length;
    });
    assert.ok(full >= 1, "a column of the trace is drawn from low to high");
    await page.locator("#trace").focus();
    for (let i = 0; i < 2; i++) await page.keyboard.press("ArrowLeft");
    await until("cursor", "LED: high from");
    const [, from, length] = /high from ([\d.]+) ms for ([\d.]+) ms/.exec(await text("cursor"));
    assert.ok(Math.abs(from - 300) < 10 && Math.abs(length - 1) < 0.1, await text("cursor"));
    await page.keyboard.press("+");
    await until("span", "500 ms");
});

onPage("pause, step, run on, reset", "#board=pico&example=timers", async ({ page, until, text }) => {
    await until("console", "fast 1");
    await page.getByRole("button", { name: "Pause" }).click();
    await until("status", "Paused");
    const [time, instructions] = [await text("time"), await text("instructions")];
    await page.waitForTimeout(150);
    assert.equal(await text("time"), time);
    assert.match(await text("registers"), /PC0x[0-9a-f]{8}/);
    const number = (shown) => Number(shown.replaceAll("\u202f", ""));
    await page.getByRole("button", { name: "Step", exact: true }).click();
    await page.waitForFunction((before) => document.getElementById("instructions").textContent !== before, instructions);
    assert.equal(number(await text("instructions")), number(instructions) + 1);
    await page.getByRole("button", { name: "Reset" }).click();
    await until("time", "0.000000000 s");
    assert.deepEqual([await text("console"), await text("instructions"), await text("status")], ["", "0", "Paused"]);
    await page.getByRole("button", { name: "Run" }).click();
    await until("status", "Ended");
    assert.match(await text("console"), /^fast 1\n[\s\S]*done after a second: true\n$/);
    await page.getByRole("button", { name: "Reset" }).click();
    await until("status", "Running");
});

onPage("an example's source, line by line", "#board=pico&example=blink", async ({ page, until, text }) => {
    await until("status", "Running");
    await page.getByRole("button", { name: "Pause" }).click();
    await until("status", "Paused");
    await page.getByRole("button", { name: "Reset" }).click();
    await until("time", "0.000000000 s");
    const line = page.getByRole("button", { name: "Step line" });
    const lines = [];
    for (let i = 0; i < 10; i++) {
        const before = await text("instructions");
        await line.click();
        await page.waitForFunction((before) => document.getElementById("instructions").textContent !== before && document.getElementById("status").textContent === "Paused", before);
        lines.push((await page.locator("#source [aria-current]").textContent()).trim());
    }
    const [head, toggle, sleep] = ["for (let i = 0; i < 10; i++) {", "LED.toggle();", "sleep(500);"];
    // In which order the instructions of a round stand is the optimiser's choice; each of its lines is come to, and none twice in a row.
    const round = lines.slice(lines.indexOf(sleep));
    assert.deepEqual(new Set(round), new Set([head, toggle, sleep]), lines.join(" | "));
    assert.ok(round.every((line, i) => line !== round[i - 1]), lines.join(" | "));
    assert.match(await text("source-line"), /^Next: line \d+$/);
    assert.match(await text("place"), /^Next: .* \(examples\/blink\.ts:\d+:\d+\), flags/);
});

test("the user's program: what is wrong with it, and compiled anew when the page is loaded again", { timeout: 60_000 }, async () => {
    const path = temporary("mine.ts");
    writeFileSync(path, 'const n: number = "one";\nconsole.log(n);\n');
    const own = await playground(path, "--board", "microbit");
    const { page, until, text, close } = await open(browser, own.address, "", { waitFor: "#problem:not(:empty)" });
    assert.match(await text("problem"), /mine\.ts:1:7 - error TS2322: /);
    writeFileSync(path, 'console.log("one", 1);\n');
    await page.reload();
    await until("console", "one 1\n");
    assert.deepEqual([await text("program"), await text("problem")], ["mine.ts", ""]);
    assert.match(await text("source"), /console\.log\("one", 1\);/);
    assert.match(await page.locator("#board option:checked").textContent(), /micro:bit v1/);
    writeFileSync(
        path,
        `class A { n = 1; }
function first(from: A[], i: number): number {
    return from[i]!.n;
}
console.log(first([new A()], 0));
console.log(first([new A()], 3));
`,
    );
    await page.reload();
    await until("status", "Stopped by a fault");
    const run = spawnSync(THIMBLE, ["run", path, "--board", "microbit"], { encoding: "utf8" });
    assert.match(run.stderr, /^Uncaught RangeError: index out of range\n {4}at first \(.*mine\.ts:3:/);
    assert.equal(await page.locator("#console .error").textContent(), run.stderr);
    await close();
    await own.stop();
});

onPage("speed is a share of real time", "#board=microbit&example=hello", async ({ page, until, text }) => {
    await page.selectOption("#speed", "0.1");
    await drop(page, buildText("ever", `import { sleep } from "thimble/time";\nfor (;;) sleep(1);\n`, "microbit", "hex"));
    await until("program", "ever.hex");
    await page.waitForTimeout(1200);
    const shown = parseFloat(await text("speed-now"));
    assert.ok(shown > 2 && shown <= 10.5, `${shown} %`);
});

onPage("an uncaught error's text, with the function it is in", "#board=pico&example=hello", async ({ page, until, text }) => {
    const program = `function fail(n: number): void {
    if (n > 2) throw new Error("no further than " + n);
    fail(n + 1);
}
console.log("before");
fail(0);
`;
    await drop(page, buildText("fails", program, "pico", "elf"));
    await until("status", "Stopped by a fault");
    assert.match(await page.locator("#console .error").textContent(), /Uncaught Error: no further than 3\n {4}at fail/);
    assert.match(await text("console"), /^before\n/);
    assert.equal(await page.locator("#problem").getAttribute("role"), "alert");
    assert.match(await text("problem"), /ended with status 1/);
    assert.ok(await page.locator("#run").isDisabled());
});

/** An Intel HEX file for the nRF51 with vectors, a HardFault handler that sleeps for good, and this code at 0x200. */
function hexFile(code) {
    const bytes = Buffer.alloc(0x200 + code.length * 2);
    for (let at = 4; at < 0xc0; at += 4) bytes.writeUInt32LE(0x101, at);
    bytes.writeUInt32LE(0x20000400, 0);
    bytes.writeUInt32LE(0x201, 4);
    [0xbf30, 0xe7fd].forEach((half, i) => bytes.writeUInt16LE(half, 0x100 + i * 2));
    code.forEach((half, i) => bytes.writeUInt16LE(half, 0x200 + i * 2));
    const lines = [];
    for (let at = 0; at < bytes.length; at += 16) {
        const data = bytes.subarray(at, at + 16);
        const record = [data.length, at >> 8, at & 0xff, 0, ...data];
        record.push(-record.reduce((sum, byte) => sum + byte, 0) & 0xff);
        lines.push(`:${Buffer.from(record).toString("hex").toUpperCase()}`);
    }
    return Buffer.from([...lines, ":00000001FF", ""].join("\n"));
}

onPage("a hard fault's text", "#board=microbit&example=hello", async ({ page, until, text }) => {
    await drop(page, { name: "udf.hex", bytes: hexFile([0xbf00, 0xde00]) });
    await until("status", "Stopped by a fault");
    assert.equal(await text("problem"), "Hard fault: undefined instruction (pc 0x00000202)\n    at 0x00000202");
});

onPage("an access to what is not there", "#board=microbit&example=hello", async ({ page, until, text }) => {
    // ldr r0, =0x40001000 (RADIO); ldr r0, [r0]
    await drop(page, { name: "radio.hex", bytes: hexFile([0x4800, 0x6800, 0x1000, 0x4000]) });
    await until("status", "Stopped by a fault");
    assert.match(await text("problem"), /4-byte read at 0x40001000 \(RADIO\+0x0\)/);
});

onPage("a corrupt file is refused by name, and the program before goes on", "#board=pico&example=hello", async ({ page, until, text }) => {
    await until("status", "Ended");
    const blink = build("examples/blink.ts", "pico", "uf2");
    await drop(page, { name: "broken.uf2", bytes: blink.bytes.subarray(0, 1100) });
    await until("problem", "broken.uf2 cannot be loaded: ");
    assert.equal(await page.locator("#problem").getAttribute("role"), "alert");
    assert.deepEqual([await text("program"), await text("status")], ["hello", "Ended"]);
    await drop(page, { name: "photo.uf2", bytes: Buffer.from("GIF89a") });
    await until("problem", "photo.uf2 cannot be loaded: not a UF2, Intel HEX or ELF file");
    await drop(page, { name: "empty.hex", bytes: Buffer.alloc(0) });
    await until("problem", "empty.hex cannot be loaded: the file is empty");
    await page.locator("#file").setInputFiles({ name: blink.name, mimeType: "application/octet-stream", buffer: blink.bytes });
    await until("program", "blink.uf2");
    await until("status", "Running");
    assert.equal(await text("problem"), "");
});

onPage("lines typed reach a program that is not ours", "#board=microbit&example=hello", async ({ page, until, text }) => {
    await drop(page, buildC("echo.c"));
    await until("program", "echo.elf");
    await page.getByLabel("Line to send to the program").fill("grüße 1");
    await page.keyboard.press("Enter");
    await until("console", "GRüßE 1\n");
    assert.equal(await page.locator("#line").inputValue(), "");
    await page.getByRole("button", { name: "Pause" }).click();
    await until("place", "Next: main_loop (0x");
    assert.equal(await text("problem"), "");
});

onPage("pins: mode, level, and driven from outside", "#board=microbit&example=buttons", async ({ page, until }) => {
    await until("status", "Running");
    const row = (name) => page.locator("#pins tr", { hasText: name });
    await page.waitForFunction(() => document.getElementById("pins").textContent.includes("pull-up"));
    assert.match(await row("buttonA").textContent(), /P0\.17buttonApull-uphigh/);
    await page.locator("#all-pins").check();
    const free = page.locator("#pins tbody tr").nth(0);
    await free.getByLabel("From outside").selectOption("high");
    // The next frame shows what came of it. (The row's whole text has "high" in it always: it is one of the choices.)
    await page.waitForFunction(() => {
        const [, , mode, level] = document.querySelector("#pins tbody tr").cells;
        return level.textContent === "high" && mode.textContent !== "";
    });
    await page.waitForFunction(() => document.querySelector("#pins tbody tr input[aria-label^=Trace]").checked);
    await page.locator("#trace").getByRole("img").or(page.locator("#trace canvas")).first().waitFor();
});

onPage("another board, the same example", "#board=pico&example=hello", async ({ page, until, text }) => {
    await until("status", "Ended");
    for (const board of await page.locator("#board option").evaluateAll((options) => options.map(({ value }) => value))) {
        await page.selectOption("#board", board);
        await page.waitForFunction((board) => location.hash.includes(`board=${board}`), board);
        await page.selectOption("#example", "hello");
        await page.waitForFunction(() => location.hash.includes("example=hello"));
        await until("console", "0.30000000000000004");
        assert.equal(await text("problem"), "", board);
    }
});

onPage("another board, chosen while a program is on its way", "#board=pico&example=hello", async ({ page, until, text }) => {
    await until("status", "Ended");
    // The other board's program takes its time: the answer to what was asked before comes first.
    await page.route(/microbit/, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await route.continue();
    });
    await page.evaluate(() => {
        const { postMessage } = Worker.prototype;
        Worker.prototype.postMessage = function (message, ...rest) {
            postMessage.call(this, message, ...rest);
            if (message.kind !== "load") return;
            Worker.prototype.postMessage = postMessage;
            const board = document.getElementById("board");
            board.value = "microbit";
            board.dispatchEvent(new Event("change"));
        };
    });
    await page.selectOption("#example", "timers");
    await page.waitForFunction(() => location.hash.includes("board=microbit"));
    assert.equal(await page.locator("#board").inputValue(), "microbit");
    assert.equal(await text("program"), await page.locator("#example").inputValue());
    assert.match(await page.locator("#board-view svg").getAttribute("aria-label"), /micro:bit/);
    assert.equal(await text("problem"), "");
});

onPage("everything can be reached by keyboard, in the order of the page", "#board=microbit&example=hello", async ({ page, until }) => {
    await until("status", "Ended");
    const order = [];
    for (let i = 0; i < 40; i++) {
        await page.keyboard.press("Tab");
        const name = await page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute("aria-label") || document.activeElement.textContent);
        if (order.includes(name)) break;
        order.push(name);
    }
    const expected = ["board", "example", "open", "buttonA", "buttonB", "keys-on", "reset", "speed", "console", "line", "Send", "previous"];
    assert.deepEqual(order.filter((name) => expected.includes(name)), expected);
});

for (const colorScheme of ["light", "dark"]) {
    for (const [board, example, width] of [["pico", "timers", 1280], ["microbit", "buttons", 360]]) {
        const name = `${board}, ${colorScheme}, ${width} wide: no barrier that a machine can find`;
        onPage(
            name,
            `#board=${board}&example=${example}`,
            async ({ page, until }) => {
                await until("status", "Running");
                await page.click("#run");
                await until("status", "Paused");
                await page.locator("#edges summary").click();
                await page.evaluate(axe);
                const { violations } = await page.evaluate(() => window.axe.run());
                const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("; ")}`);
                assert.deepEqual(found, []);
            },
            { colorScheme, viewport: { width, height: 800 } },
        );
    }
}

for (const width of [320, 360, 768]) {
    onPage(
        `nothing sticks out of a window ${width} wide`,
        "",
        async ({ page }) => {
            for (const board of await page.locator("#board option").evaluateAll((options) => options.map(({ value }) => value))) {
                await page.selectOption("#board", board);
                await page.waitForFunction((board) => location.hash.includes(`board=${board}`), board);
                await page.locator("#all-pins").check();
                const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
                assert.ok(content <= window, `${board}: ${content} > ${window}`);
            }
        },
        { viewport: { width, height: 700 } },
    );
}
