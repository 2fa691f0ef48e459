type Action = { type: "add"; text: string } | { type: "toggle"; id: number } | { type: "clear" };
interface Todo { readonly id: number; readonly text: string; readonly done: boolean }
type State = Readonly<{ todos: readonly Todo[]; next: number }>;
type Reducer<S, A extends { type: string }> = (state: S | undefined, action: A) => S;
const reducer: Reducer<State, Action> = (state = { todos: [], next: 1 }, action) => {
    switch (action.type) {
        case "add": return { ...state, todos: [...state.todos, { id: state.next, text: action.text, done: false }], next: state.next + 1 };
        case "toggle": return { ...state, todos: state.todos.map(t => t.id === action.id ? { ...t, done: !t.done } : t) };
        case "clear": return { ...state, todos: state.todos.filter(t => !t.done) };
        default: { const never: never = action; return never; }
    }
};
function createStore<S, A extends { type: string }>(reduce: Reducer<S, A>, initial: A) {
    let state = reduce(undefined, initial);
    const listeners = new Set<(s: S) => void>();
    return { get: () => state, dispatch(a: A) { state = reduce(state, a); listeners.forEach(l => l(state)); return a; }, subscribe(l: (s: S) => void) { listeners.add(l); return () => listeners.delete(l); } };
}
const store = createStore(reducer, { type: "clear" });
const un = store.subscribe(s => console.log(s.todos.length, s.todos.filter(t => t.done).length));
store.dispatch({ type: "add", text: "one" }); store.dispatch({ type: "add", text: "two" }); store.dispatch({ type: "toggle", id: 1 }); store.dispatch({ type: "clear" });
console.log(un(), un(), store.get());
const select = <S, R extends unknown[], O>(...args: [...{ [K in keyof R]: (s: S) => R[K] }, (...r: R) => O]) => { const f = args[args.length - 1] as (...r: R) => O; return (s: S) => f(...(args.slice(0, -1).map(g => (g as (s: S) => unknown)(s)) as R)); };
