// How the page is built: `npm run build` writes dist/, which is committed and embedded in the command line (page.rs).
//
// Names without hashes and text as it is written, so that a change of the page is a readable change of dist/. All addresses are
// relative: the folder works wherever it lies. `npm run dev` takes the data (boards, examples, simulator) from a
// `thimble playground --port 7001` beside it.
import { defineConfig } from "vite";

const output = { entryFileNames: "[name].js", chunkFileNames: "[name].js", assetFileNames: "[name][extname]" };
const data = ["/simulator.wasm", "/boards.json", "/examples"];

export default defineConfig({
    base: "./",
    build: { outDir: "dist", assetsDir: "", minify: false, modulePreload: false, target: "es2022", rolldownOptions: { output } },
    worker: { format: "es", rolldownOptions: { output } },
    server: { host: "127.0.0.1", proxy: Object.fromEntries(data.map((path) => [path, "http://127.0.0.1:7001"])) },
});
