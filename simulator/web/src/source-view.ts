// The program's source, where it is known, with the line that is next.

import type { Debug } from "./lines.ts";
import type { Frame } from "./protocol.ts";
import { byId, html, setText } from "./svg.ts";

export class SourceView {
    readonly #section = byId("source-section");
    readonly #select = byId<HTMLSelectElement>("source-file");
    readonly #code = byId("source");
    #files: Debug["files"] = [];
    #shown = -1;
    #marked: Element | undefined;

    constructor() {
        this.#select.onchange = () => this.#show(Number(this.#select.value));
    }

    /** Another program; its own files, the one it starts with first. */
    open(debug: Debug | null): void {
        this.#files = debug?.files ?? [];
        const own = this.#files.flatMap(({ path, text }, i) => (text === null ? [] : [{ path, i }]));
        this.#select.replaceChildren(...own.map(({ path, i }) => html("option", { value: i }, path.split("/").at(-1) ?? path)));
        this.#section.hidden = own.length === 0;
        this.#select.hidden = own.length < 2;
        this.#shown = -1;
        const first = own.find(({ i }) => i === debug?.entry) ?? own[0];
        if (first) this.#show(first.i);
    }

    update({ at, running }: Frame): void {
        const line = running ? null : at;
        if (line && line.file !== this.#shown) this.#show(line.file);
        const marked = line ? this.#code.children[line.line - 1] : undefined;
        if (marked === this.#marked) return;
        this.#marked?.removeAttribute("aria-current");
        this.#marked = marked;
        marked?.setAttribute("aria-current", "step");
        // Into view within the listing, without moving the page.
        if (marked instanceof HTMLElement) this.#code.scrollTop = marked.offsetTop - this.#code.offsetTop - this.#code.clientHeight / 3;
        setText(byId("source-line"), line ? `Next: line ${line.line}` : "");
    }

    #show(file: number): void {
        this.#shown = file;
        this.#marked = undefined;
        this.#select.value = String(file);
        const lines = (this.#files[file]?.text ?? "").replace(/\n$/, "").split("\n");
        this.#code.replaceChildren(...lines.map((line) => html("li", {}, html("code", {}, line))));
        this.#code.scrollTop = 0;
    }
}
