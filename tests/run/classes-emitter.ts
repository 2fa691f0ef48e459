// An emitter whose events are told by a type parameter that is bound by what is made of itself.
type Listener<A extends unknown[]> = (...args: A) => void;

class Emitter<T extends { [K in keyof T]: unknown[] }> {
    private listeners: { [K in keyof T]?: Listener<T[K]>[] } = {};

    on<K extends keyof T>(name: K, listener: Listener<T[K]>): this {
        (this.listeners[name] ??= []).push(listener);
        return this;
    }

    emit<K extends keyof T>(name: K, ...args: T[K]): number {
        const all = this.listeners[name] ?? [];
        for (const listener of all) listener(...args);
        return all.length;
    }
}

const emitter = new Emitter<{ key: [code: number]; move: [x: number, y: number, label: string]; end: [] }>();
emitter.on("key", (code) => console.log("key", code + 1)).on("move", (x, y, label) => console.log(label, x + y));
emitter.on("key", (code) => console.log("again", code));
console.log(emitter.emit("key", 65), emitter.emit("move", 1, 2, "at"), emitter.emit("end"));
