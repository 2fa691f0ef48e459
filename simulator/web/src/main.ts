// The page: loads boards, examples and the simulator, and ties what people do to the worker and its frames to the views.

import "./style.css";
import { candidates, pressedLevel, releasedLevel, type Board, type Device, type Example } from "./boards.ts";
import { BoardView } from "./board-view.ts";
import { ConsoleView } from "./console-view.ts";
import { ASLEEP, ENDED, FAILED, type State } from "./door.ts";
import { count, percent } from "./format.ts";
import type { Debug } from "./lines.ts";
import { PinsView } from "./pins-view.ts";
import type { Frame, Reply, Request } from "./protocol.ts";
import { RegistersView } from "./registers-view.ts";
import { SourceView } from "./source-view.ts";
import { byId, html, setText } from "./svg.ts";
import { Trace } from "./trace.ts";
import { TraceView } from "./trace-view.ts";

const boardSelect = byId<HTMLSelectElement>("board");
const exampleSelect = byId<HTMLSelectElement>("example");
const fileInput = byId<HTMLInputElement>("file");
const runButton = byId<HTMLButtonElement>("run");

/** A file to run, and what is known of its source. */
interface Program {
    name: string;
    bytes: Uint8Array;
    debug: Debug | null;
}

/** What the worker has been asked to load. */
interface Load {
    program: Program;
    /** The example's name, "" for a file of the user's. */
    example: string;
}

class Playground {
    readonly #boards: Board[];
    readonly #examples: Example[];
    readonly #worker: Worker;
    readonly #console = new ConsoleView(byId("console"));
    readonly #trace = new Trace();
    readonly #pins = new PinsView((pin, level) => this.#send({ kind: "pin", pin, level }));
    readonly #traceView = new TraceView(this.#trace, (pin) => this.#pins.label(pin));
    readonly #registers = new RegistersView();
    readonly #source = new SourceView();
    /** The board that is chosen; the program that runs may still be the one before, on another. */
    #chosen: Board;
    /** The board of the program that runs. */
    #board: Board;
    #view: BoardView | null = null;
    #running = false;
    #over = false;
    /** The file being loaded, or loaded last. */
    #file: Program | null = null;
    /** How many programs have been chosen: what is fetched or loaded for a choice before the last one changes no choice. */
    #choices = 0;
    /** What the worker has not answered yet, by the choice it serves. */
    readonly #loads = new Map<number, Load>();

    constructor(boards: Board[], examples: Example[], wasm: ArrayBuffer) {
        this.#boards = boards;
        this.#examples = examples;
        this.#chosen = this.#board = boards[0]!;
        this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "simulator" });
        this.#worker.onmessage = ({ data }: MessageEvent<Reply>) => this.#receive(data);
        this.#worker.onerror = (event) => this.#complain(`The simulator could not be started: ${event.message}`);
        this.#send({ kind: "start", wasm });
        this.#listen();
    }

    #send(request: Request): void {
        this.#worker.postMessage(request);
    }

    #listen(): void {
        boardSelect.append(...this.#boards.map(({ id, name }) => html("option", { value: id }, name)));
        boardSelect.onchange = () => this.#chooseBoard(boardSelect.value);
        exampleSelect.onchange = () => this.#openExample(exampleSelect.value);
        byId("open").onclick = () => fileInput.click();
        fileInput.onchange = () => {
            const file = fileInput.files?.[0];
            fileInput.value = "";
            if (file) this.#openFile(file);
        };
        runButton.onclick = () => this.#send({ kind: this.#running ? "pause" : "run" });
        byId("step").onclick = () => this.#send({ kind: "step" });
        byId("line-step").onclick = () => this.#send({ kind: "line" });
        byId("reset").onclick = () => this.#reset();
        const speed = byId<HTMLSelectElement>("speed");
        speed.onchange = () => this.#send({ kind: "speed", factor: Number(speed.value) });
        byId<HTMLFormElement>("type").onsubmit = (event) => {
            event.preventDefault();
            const line = byId<HTMLInputElement>("line");
            this.#send({ kind: "type", text: `${line.value}\n` });
            line.value = "";
        };
        this.#listenForFiles();
        this.#listenForKeys();
    }

    #listenForFiles(): void {
        const drop = byId("drop");
        const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
        addEventListener("dragover", (event) => {
            if (!hasFile(event)) return;
            event.preventDefault();
            drop.classList.add("shown");
        });
        addEventListener("dragleave", (event) => {
            if (event.relatedTarget === null) drop.classList.remove("shown");
        });
        addEventListener("drop", (event) => {
            drop.classList.remove("shown");
            if (!hasFile(event)) return;
            event.preventDefault();
            const file = event.dataTransfer?.files[0];
            if (file) this.#openFile(file);
        });
    }

    /** Buttons answer to the last letter of their names, except while text is typed. */
    #listenForKeys(): void {
        const buttonOf = (event: KeyboardEvent): Device | undefined => {
            const typing = event.target instanceof HTMLElement && event.target.matches("input:not([type=checkbox]), select, textarea");
            if (typing || event.ctrlKey || event.metaKey || event.altKey || !byId<HTMLInputElement>("keys-on").checked) return undefined;
            return this.#board.buttons.find((button) => keyOf(button) === event.key.toLowerCase());
        };
        addEventListener("keydown", (event) => {
            const button = buttonOf(event);
            if (button && !event.repeat) this.#view?.hold(button, `key ${keyOf(button)}`);
        });
        addEventListener("keyup", (event) => {
            for (const button of this.#board.buttons) {
                if (keyOf(button) === event.key.toLowerCase()) this.#view?.letGo(button, `key ${keyOf(button)}`);
            }
        });
        addEventListener("blur", () => this.#view?.releaseAll());
    }

    /** What the address asks for (`#example=blink&board=pico`), or the first example. */
    openFirst(): void {
        const wish = new URLSearchParams(location.hash.slice(1));
        const fits = (example: Example) =>
            (!wish.has("board") || example.board === wish.get("board")) && (!wish.has("example") || example.name === wish.get("example"));
        const example = this.#examples.find(fits) ?? this.#examples[0];
        this.#chooseBoard(example?.board ?? this.#board.id, example?.name);
    }

    /** Another board: the loaded file on it if it is the user's and fits, else the board's example. */
    #chooseBoard(id: string, example?: string): void {
        this.#chosen = this.#boards.find((board) => board.id === id) ?? this.#chosen;
        const own = exampleSelect.value === "" && this.#file;
        this.#listExamples();
        if (own && example === undefined) {
            this.#load(++this.#choices, { program: own, example: "" }, [this.#chosen]);
            return;
        }
        const names = this.#examples.filter(({ board }) => board === this.#chosen.id).map(({ name }) => name);
        const name = example ?? names[0];
        if (name !== undefined) this.#openExample(name);
    }

    #listExamples(): void {
        boardSelect.value = this.#chosen.id;
        const here = this.#examples.filter(({ board }) => board === this.#chosen.id);
        const options = here.map(({ name, about }) => html("option", { value: name, title: about }, name));
        exampleSelect.replaceChildren(html("option", { value: "" }, "–"), ...options);
    }

    #openExample(name: string): void {
        const board = this.#chosen;
        const example = this.#examples.find((example) => example.name === name && example.board === board.id);
        if (!example) return;
        exampleSelect.value = name;
        const choice = ++this.#choices;
        fetchProgram(example)
            .then((program) => {
                if (choice === this.#choices) this.#load(choice, { program, example: name }, [board]);
            })
            .catch((error: unknown) => {
                if (choice !== this.#choices) return;
                setText(byId("program"), name);
                this.#complain(error instanceof Error ? error.message : String(error));
            });
    }

    #openFile(file: File): void {
        const choice = ++this.#choices;
        file.arrayBuffer()
            .then((buffer) => {
                if (choice !== this.#choices) return;
                const bytes = new Uint8Array(buffer);
                exampleSelect.value = "";
                const program = { name: file.name, bytes, debug: null };
                this.#load(choice, { program, example: "" }, candidates(this.#boards, this.#chosen, bytes));
            })
            .catch((error: unknown) => this.#complain(`${file.name} cannot be read: ${String(error)}`));
    }

    #load(choice: number, load: Load, boards: Board[]): void {
        const { program } = load;
        this.#file = program;
        this.#loads.set(choice, load);
        this.#send({ kind: "load", choice, file: program.bytes, boards, debug: program.debug });
    }

    /** From the beginning; a program that was paused stays so, one that has ended runs. */
    #reset(): void {
        this.#pins.release();
        this.#send({ kind: "reset" });
        if (this.#over) this.#send({ kind: "run" });
    }

    #receive(message: Reply): void {
        switch (message.kind) {
            case "loaded":
                return this.#loaded(message.board, message.choice);
            case "refused":
                return this.#complain(`${this.#answered(message.choice).program.name} cannot be loaded: ${message.why}`);
            case "broken":
                return this.#complain(`The simulator itself failed. Please report it with the program: ${message.why}`);
            case "frame":
                this.#send({ kind: "shown" });
                return this.#show(message);
        }
    }

    #answered(choice: number): Load {
        const load = this.#loads.get(choice)!;
        this.#loads.delete(choice);
        return load;
    }

    #loaded(board: Board, choice: number): void {
        const { program, example } = this.#answered(choice);
        this.#board = board;
        this.#view = null;
        if (choice === this.#choices) this.#settle(example);
        setText(byId("program"), program.name);
        document.title = `${program.name} – Thimble playground`;
        this.#source.open(program.debug);
        byId("line-step").hidden = !program.debug;
        const keyed = board.buttons.filter((button) => keyOf(button));
        byId("keys").hidden = keyed.length === 0;
        setText(byId("keys-text"), keyed.map((button) => `${keyOf(button).toUpperCase()} presses ${button.name}`).join(", "));
        this.#complain("");
        this.#send({ kind: "run" });
    }

    /** The last choice is what runs: the board's list and the address say so. */
    #settle(example: string): void {
        this.#chosen = this.#board;
        this.#listExamples();
        exampleSelect.value = example;
        const hash = example ? `#${new URLSearchParams({ board: this.#board.id, example })}` : `#board=${this.#board.id}`;
        history.replaceState(null, "", hash);
    }

    #press(button: Device, pressed: boolean): void {
        this.#send({ kind: "pin", pin: button.pin, level: pressed ? pressedLevel(button) : releasedLevel(button) });
    }

    #show(frame: Frame): void {
        if (frame.fresh) this.#begin();
        this.#running = frame.running;
        setText(runButton, frame.running ? "Pause" : "Run");
        this.#over = frame.state === ENDED || frame.state === FAILED;
        runButton.disabled = this.#over;
        byId<HTMLButtonElement>("step").disabled = this.#over;
        byId<HTMLButtonElement>("line-step").disabled = this.#over;
        setText(byId("status"), statusOf(frame.running, frame.state));
        if (frame.state === FAILED) this.#complain(sentence(frame.why));
        setText(byId("time"), `${(frame.ns / 1e9).toFixed(frame.running ? 3 : 9)} s`);
        setText(byId("speed-now"), frame.running && frame.speed > 0 ? percent(frame.speed) : "–");
        setText(byId("instructions"), count(frame.instructions));
        setText(byId("clock"), `${frame.clockHz / 1e6} MHz`);
        this.#console.add(frame.console);
        this.#trace.add(frame.changes);
        this.#view?.update(frame.lamps, frame.pins);
        this.#pins.update(frame.pins, this.#trace.pins());
        this.#traceView.update(this.#pins.traced(), frame.ns);
        this.#source.update(frame);
        this.#registers.update(frame.registers, frame.place, frame.running);
    }

    /** A program begins: empties everything that showed the one before. */
    #begin(): void {
        this.#console.clear();
        this.#trace.clear();
        this.#traceView.clear();
        this.#complain("");
        if (this.#view) return;
        this.#view = new BoardView(this.#board, (button, pressed) => this.#press(button, pressed));
        byId("board-view").replaceChildren(this.#view.element);
        this.#pins.show(this.#board);
    }

    #complain(text: string): void {
        setText(byId("problem"), text);
    }
}

/** The key that presses a button: the last letter of its name. */
function keyOf(button: Device): string {
    const last = button.name.at(-1)?.toLowerCase() ?? "";
    return /[a-z]/.test(last) ? last : "";
}

function statusOf(running: boolean, state: State): string {
    if (state === ENDED) return "Ended";
    if (state === FAILED) return "Stopped by a fault";
    if (!running) return "Paused";
    return state === ASLEEP ? "Asleep until an input comes" : "Running";
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

async function fetchBytes(address: string): Promise<ArrayBuffer> {
    const response = await fetch(address);
    if (response.ok) return response.arrayBuffer();
    // The playground says in plain text what is wrong with the user's program; other servers send pages of their own.
    const isText = response.headers.get("Content-Type")?.startsWith("text/plain");
    throw new Error(isText ? await response.text() : `${address}: ${response.status} ${response.statusText}`);
}

/** The image first: the user's program is compiled when it is asked for. */
async function fetchProgram({ name, file, debug }: Example): Promise<Program> {
    const bytes = new Uint8Array(await fetchBytes(file));
    return { name, bytes, debug: await fetchJson<Debug>(debug) };
}

async function fetchJson<T>(address: string): Promise<T> {
    return JSON.parse(new TextDecoder().decode(await fetchBytes(address))) as T;
}

async function main(): Promise<void> {
    const [boards, examples, wasm] = await Promise.all([
        fetchJson<Board[]>("boards.json"),
        fetchJson<Example[]>("examples.json"),
        fetchBytes("simulator.wasm"),
    ]);
    new Playground(boards, examples, wasm).openFirst();
}

main().catch((error: unknown) => setText(byId("problem"), `The page could not be started: ${String(error)}`));
