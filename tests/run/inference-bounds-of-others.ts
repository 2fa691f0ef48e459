// Functions that stand for type parameters, whose bounds speak of other ones: stores, computed members, handlers.

type Actions<S> = { [name: string]: (state: S, ...rest: any[]) => S };

function createStore<S extends object, A extends Actions<S>>(options: { state: S; actions: A }) {
    let state = options.state;
    const log: string[] = [];
    return {
        get state() {
            return state;
        },
        log,
        dispatch(name: keyof A & string, ...rest: unknown[]) {
            state = options.actions[name]!(state, ...rest);
            log.push(name);
        },
    };
}

const counter = createStore({
    state: { count: 0, step: 2 },
    actions: {
        increment: (s) => ({ ...s, count: s.count + s.step }),
        add: (s, by: number) => ({ ...s, count: s.count + by }),
        reset(s) {
            return { ...s, count: 0 };
        },
    },
});
counter.dispatch("increment");
counter.dispatch("add", 5);
console.log(counter.state, counter.log);
counter.dispatch("reset");
console.log(counter.state);

function computed<T extends object, M extends Record<string, (self: T) => unknown>>(target: T, members: M): { [K in keyof M]: ReturnType<M[K]> } {
    const result: Record<string, unknown> = {};
    for (const name of Object.keys(members)) result[name] = members[name]!(target);
    return result as { [K in keyof M]: ReturnType<M[K]> };
}
const box = computed({ width: 3, height: 4 }, { area: (b) => b.width * b.height, text: (b) => `${b.width}x${b.height}` });
console.log(box.area + 1, box.text.length);

function on<E extends string, H extends (event: E, times: number) => void>(event: E, handler: H): H {
    handler(event, 1);
    return handler;
}
const handler = on("click", (event, times) => console.log(event.toUpperCase(), times));
handler("click", 2);

function all<T, L extends readonly ((value: T) => unknown)[]>(value: T, ...list: L): unknown[] {
    return list.map((f) => f(value));
}
console.log(all("text", (t) => t.length, (t) => t.toUpperCase()));
