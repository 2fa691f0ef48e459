// `thimble playground`: what it serves and to whom, how it ends; and the page in a plain folder.

import assert from "node:assert/strict";
import { createServer, get } from "node:http";
import { readFileSync, readdirSync } from "node:fs";
import { join, normalize } from "node:path";
import { test } from "node:test";
import { execFileSync, spawnSync } from "node:child_process";
import { browser as launch, open, playground, temporary, THIMBLE } from "./harness.mjs";

test("serves the page to this computer, and ends when interrupted", { timeout: 60_000 }, async () => {
    const { line, address, stop } = await playground();
    assert.match(line, /^The playground is at http:\/\/127\.0\.0\.1:\d+\/$/);
    const index = await fetch(address);
    assert.equal(index.headers.get("content-type"), "text/html; charset=utf-8");
    assert.match(await index.text(), /<title>Thimble playground<\/title>/);
    const wasm = await fetch(`${address}simulator.wasm?x`);
    assert.equal(wasm.headers.get("content-type"), "application/wasm");
    assert.ok(WebAssembly.validate(await wasm.arrayBuffer()));
    for (const missing of ["nothing", "../Cargo.toml", "%2e%2e/Cargo.toml", "examples/", "examples/pico/none.elf"]) {
        assert.equal((await fetch(address + missing)).status, 404, missing);
    }
    assert.equal((await fetch(address, { method: "POST", body: "x" })).status, 405);
    assert.equal((await fetch(address, { method: "HEAD" })).status, 200);
    const statusFor = (host) => new Promise((resolve) => get(address, { headers: { Host: host } }, (response) => resolve(response.resume().statusCode)));
    assert.deepEqual(await Promise.all(["localhost:1", "127.0.0.1", "elsewhere.example"].map(statusFor)), [200, 200, 403]);
    assert.deepEqual(await stop("SIGINT"), { code: 0, signal: null });
});

test("with --json the address is an object; a port can be chosen, and one in use is refused", { timeout: 60_000 }, async () => {
    const first = await playground("--json");
    assert.deepEqual(JSON.parse(first.line), { kind: "playground", address: first.address });
    const port = new URL(first.address).port;
    const second = spawnSync(THIMBLE, ["playground", "--port", port], { encoding: "utf8", timeout: 10_000 });
    assert.equal(second.status, 2);
    assert.match(second.stderr, /cannot be served: .*without --port a free port is taken/);
    assert.deepEqual(await first.stop("SIGTERM"), { code: 0, signal: null });
    const third = await playground("--port", port);
    assert.equal(third.address, first.address);
    await third.stop();
});

test("the page works from a folder below any file server", { timeout: 60_000 }, async () => {
    const folder = temporary("site");
    execFileSync(THIMBLE, ["playground", "--to", join(folder, "deep/down")]);
    assert.ok(readdirSync(join(folder, "deep/down/examples")).length >= 2);
    const types = { html: "text/html", js: "text/javascript", css: "text/css" };
    const server = createServer((request, response) => {
        try {
            const path = normalize(new URL(request.url, "http://x").pathname);
            const bytes = readFileSync(join(folder, path.endsWith("/") ? `${path}index.html` : path));
            response.setHeader("Content-Type", types[path.split(".").at(-1)] ?? (path.endsWith("/") ? "text/html" : "application/octet-stream"));
            response.end(bytes);
        } catch {
            response.statusCode = 404;
            response.end();
        }
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const browser = await launch();
    try {
        const address = `http://127.0.0.1:${server.address().port}/deep/down/`;
        const { until, problems, elsewhere } = await open(browser, address, "#board=pico&example=hello");
        await until("console", "Hello, world!");
        assert.deepEqual([problems, elsewhere], [[], []]);
    } finally {
        await browser.close();
        server.close();
    }
});
