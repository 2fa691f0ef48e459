// A typed emitter: what `once` gives back is spoken of in the callback that it is made with.
class Emitter<E extends Record<string, unknown>> {
    private listeners: { [K in keyof E]?: Set<(payload: E[K]) => void> } = {};
    on<K extends keyof E>(event: K, listener: (payload: E[K]) => void): () => void {
        const set = (this.listeners[event] ??= new Set());
        set.add(listener);
        return () => {
            set.delete(listener);
        };
    }
    once<K extends keyof E>(event: K, listener: (payload: E[K]) => void): () => void {
        const off = this.on(event, (payload) => {
            off();
            listener(payload);
        });
        return off;
    }
    emit<K extends keyof E>(event: K, payload: E[K]): void {
        for (const listener of this.listeners[event] ?? []) listener(payload);
    }
}
const e = new Emitter<{ a: number; b: string }>();
e.once("a", (n) => console.log("once", n.toFixed(1)));
const off = e.on("b", (s) => console.log("b", s.length));
e.emit("a", 1);
e.emit("a", 2);
e.emit("b", "xyz");
off();
e.emit("b", "gone");
