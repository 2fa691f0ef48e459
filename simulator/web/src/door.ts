// The simulator's door: the other side of simulator/src/wasm.rs, which says what each function does.

/** How a run ended: `State` in wasm.rs. */
export const RUNNING = 0;
export const ASLEEP = 1;
export const ENDED = 2;
export const FAILED = 3;
export type State = typeof RUNNING | typeof ASLEEP | typeof ENDED | typeof FAILED;

interface Exports {
    memory: WebAssembly.Memory;
    start(): void;
    panic_message(): bigint;
    input(length: number): number;
    output(): number;
    output_length(): number;
    load(nameLength: number): number;
    reset(): void;
    run_until(ns: number): State;
    step(): State;
    ns(): number;
    clock_hz(): number;
    instructions(): number;
    cycles(): number;
    console(): void;
    feed(): void;
    pins(): void;
    set_pin(pin: number, level: number): void;
    edges(): void;
    registers(): void;
    pc(): number;
    place(address: number): void;
}

/** What the program does to a pin; 0 nothing, 1 drives it low, 2 drives it high. */
export type Drive = 0 | 1 | 2;

export interface Edge {
    /** Nanoseconds since reset. */
    ns: number;
    pin: number;
    to: Drive;
}

const EDGE_BYTES = 16;

export class Door {
    readonly #wasm: Exports;

    private constructor(wasm: Exports) {
        this.#wasm = wasm;
        wasm.start();
    }

    static async open(module: BufferSource): Promise<Door> {
        const { instance } = await WebAssembly.instantiate(module, {});
        return new Door(instance.exports as unknown as Exports);
    }

    /** Loads a file; why not, if it is none for this chip. */
    load(chip: string, file: Uint8Array): string | undefined {
        const name = new TextEncoder().encode(chip);
        this.#give(name, file);
        return this.#wasm.load(name.length) ? undefined : this.text();
    }

    reset(): void {
        this.#wasm.reset();
    }

    runUntil(ns: number): State {
        return this.#wasm.run_until(ns);
    }

    step(): State {
        return this.#wasm.step();
    }

    /** After a run that failed: why. */
    text(): string {
        return new TextDecoder().decode(this.#take());
    }

    ns(): number {
        return this.#wasm.ns();
    }

    clockHz(): number {
        return this.#wasm.clock_hz();
    }

    instructions(): number {
        return this.#wasm.instructions();
    }

    cycles(): number {
        return this.#wasm.cycles();
    }

    console(): Uint8Array<ArrayBuffer> {
        this.#wasm.console();
        return this.#take().slice();
    }

    feed(bytes: Uint8Array): void {
        this.#give(bytes);
        this.#wasm.feed();
    }

    /** One byte a pin: drive in bits 0 and 1, pull in bits 2 and 3, level in bit 4. */
    pins(): Uint8Array<ArrayBuffer> {
        this.#wasm.pins();
        return this.#take().slice();
    }

    setPin(pin: number, level: 0 | 1 | null): void {
        this.#wasm.set_pin(pin, level ?? 2);
    }

    edges(): Edge[] {
        this.#wasm.edges();
        const bytes = this.#take();
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        const edges: Edge[] = [];
        for (let at = 0; at < bytes.length; at += EDGE_BYTES) {
            edges.push({ ns: view.getFloat64(at, true), pin: view.getUint8(at + 8), to: view.getUint8(at + 10) as Drive });
        }
        return edges;
    }

    /** r0 to r15 and xPSR. */
    registers(): number[] {
        this.#wasm.registers();
        const bytes = this.#take();
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        return Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(i * 4, true));
    }

    /** Address of the next instruction. */
    pc(): number {
        return this.#wasm.pc() >>> 0;
    }

    /** An address with the function around it. */
    place(address: number): string {
        this.#wasm.place(address);
        return this.text();
    }

    /** The message of the panic that ended the instance, if one did. */
    panicMessage(): string {
        const packed = BigInt.asUintN(64, this.#wasm.panic_message());
        const bytes = new Uint8Array(this.#wasm.memory.buffer, Number(packed & 0xffff_ffffn), Number(packed >> 32n));
        return new TextDecoder().decode(bytes);
    }

    #give(...parts: Uint8Array[]): void {
        const length = parts.reduce((sum, part) => sum + part.length, 0);
        let at = this.#wasm.input(length) >>> 0;
        for (const part of parts) {
            new Uint8Array(this.#wasm.memory.buffer, at, part.length).set(part);
            at += part.length;
        }
    }

    #take(): Uint8Array<ArrayBuffer> {
        const at = this.#wasm.output() >>> 0;
        return new Uint8Array(this.#wasm.memory.buffer as ArrayBuffer, at, this.#wasm.output_length());
    }
}
