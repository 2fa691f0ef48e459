// Objects without members that are of a mapped type over a type parameter take members by its keys, whatever the parameter extends.
type Listener<T> = (payload: T) => void;
interface Events {
  connect: { id: number };
  message: string;
  error: Error;
}
class Emitter<E extends object> {
  #listeners: { [K in keyof E]?: Set<Listener<E[K]>> } = {};
  on<K extends keyof E>(event: K, listener: Listener<E[K]>): () => void {
    const set = (this.#listeners[event] ??= new Set());
    set.add(listener);
    return () => { set.delete(listener); };
  }
  emit<K extends keyof E>(event: K, payload: E[K]): boolean {
    const set = this.#listeners[event];
    if (!set?.size) return false;
    for (const listener of [...set]) listener(payload);
    return true;
  }
  names() {
    return Object.keys(this.#listeners);
  }
}
const emitter = new Emitter<Events>();
const log: string[] = [];
const off = emitter.on("message", text => log.push(text));
emitter.on("connect", ({ id }) => log.push(`#${id}`));
console.log(emitter.emit("message", "hi"), emitter.emit("connect", { id: 7 }), emitter.emit("error", new Error("e")), emitter.names());
off();
console.log(emitter.emit("message", "again"), log);
