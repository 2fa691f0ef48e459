// The console: what the program printed, and lines to type for it.

import type { ConsolePart } from "./protocol.ts";
import { html } from "./svg.ts";

/** Characters kept; what is older goes. */
const KEPT = 200_000;

export class ConsoleView {
    readonly #log: HTMLElement;
    #length = 0;

    constructor(log: HTMLElement) {
        this.#log = log;
    }

    clear(): void {
        this.#log.replaceChildren();
        this.#length = 0;
    }

    add(parts: ConsolePart[]): void {
        if (parts.length === 0) return;
        const { scrollTop, scrollHeight, clientHeight } = this.#log;
        const atEnd = scrollTop + clientHeight > scrollHeight - 8;
        for (const part of parts) this.#append(part);
        while (this.#length > KEPT && this.#log.childNodes.length > 1) {
            const first = this.#log.firstChild!;
            this.#length -= first.textContent?.length ?? 0;
            first.remove();
        }
        if (atEnd) this.#log.scrollTop = this.#log.scrollHeight;
    }

    #append({ text, error }: ConsolePart): void {
        this.#log.append(html("span", error ? { class: "error" } : {}, text));
        this.#length += text.length;
    }
}
