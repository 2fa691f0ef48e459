// Emitters whose events are the keys of a type parameter: what a listener takes is bound by what the parameter extends.
class Emitter<M extends Record<string, any[]>> {
    private listeners: { [K in keyof M]?: ((...values: M[K]) => void)[] } = {};

    on<K extends keyof M>(event: K, listener: (...values: M[K]) => void) {
        (this.listeners[event] ??= []).push(listener);
        return () => {
            this.listeners[event] = this.listeners[event]!.filter((other) => other !== listener);
        };
    }

    emit<K extends keyof M>(event: K, ...values: M[K]) {
        for (const listener of this.listeners[event] ?? []) listener(...values);
        return values.length;
    }
}
const emitter = new Emitter<{ moved: [x: number, y: number]; named: [string, boolean?] }>();
const off = emitter.on("moved", (x, y) => console.log("moved", x + y));
emitter.on("named", (name, loud) => console.log("named", loud ? name.toUpperCase() : name));
console.log(emitter.emit("moved", 1, 2), emitter.emit("named", "a"), emitter.emit("named", "b", true));
off();
console.log(emitter.emit("moved", 3, 4));

function total<M extends Record<string, number>, K extends keyof M>(of: M, ...keys: K[]) {
    let sum = 0;
    for (const key of keys) sum += of[key];
    return sum;
}
console.log(total({ a: 1, b: 2.5, c: 4 }, "a", "c"));
