// Functions that are given members in a loop, whose members speak of each other.
for (let i = 0; i < 2; i++) {
    const app = (path: string): string => {
        app.hits++;
        const run = (n: number): string => (n < app.stack.length ? app.stack[n](path, () => run(n + 1)) : "404");
        return run(0);
    };
    app.hits = i;
    app.stack = [] as ((path: string, next: () => string) => string)[];
    app.use = (...handlers: ((path: string, next: () => string) => string)[]) => app.stack.push(...handlers);
    app.size = () => app.stack.length + app.hits;
    app.use(
        (_, next) => `[${next()}]`,
        (path, next) => (path === "/" ? "home" : next()),
    );
    console.log(app("/"), app("/x"), app.hits, app.size());
}
