// Node's answers: compiles TypeScript files with the real tsc's emitter and runs them.
//
//   node node.mjs OUT FILE.ts [FILE.ts ...]     each program in a process of its own; stdout goes to OUT/<name>.out.
//                                               Errors have no stack, so that console.log shows what a board shows
//   node node.mjs --together OUT FILE.ts ...    many small programs without imports or timers, in one process
//
// The emitter's settings are those of the language contract: target ES2022, module ESNext, class fields with define
// semantics. Relative imports may leave the ending out, as with `moduleResolution: bundler`.
// Exit code 1 when a program could not be run at all; a program that throws keeps what it printed before.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { execFileSync } from 'node:child_process';
import { format } from 'node:util';
import vm from 'node:vm';
import ts from 'typescript';

const options = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    useDefineForClassFields: true,
    verbatimModuleSyntax: false,
};

// What ES2022 lacks of `using`, which tsc's emitter turns into calls of these. At the end of a block stands the standard's own DisposeResources, a
// step for each time it waits: tsc's helper chains promises, which takes turns of the queue that a program without it does not take.
const disposal = `Symbol.dispose ??= Symbol('Symbol.dispose'); Symbol.asyncDispose ??= Symbol('Symbol.asyncDispose');
globalThis.SuppressedError ??= class SuppressedError extends Error {
    constructor(error, suppressed, message) {
        super(message);
        Object.defineProperty(this, 'name', { value: 'SuppressedError' });
        Object.defineProperty(this, 'error', { value: error });
        Object.defineProperty(this, 'suppressed', { value: suppressed });
    }
};
globalThis.disposalStep ??= (env) => {
    const fail = (e) => {
        env.error = env.hasError ? new SuppressedError(e, env.error, 'An error was suppressed during disposal.') : e;
        env.hasError = true;
    };
    for (;;) {
        const r = env.stack.at(-1);
        if (env.owing && !env.waited && !r?.async) {
            env.owing = false;
            return { value: undefined, fail };
        }
        if (!r) break;
        env.stack.pop();
        try {
            if (!r.dispose) env.owing = true;
            else {
                const value = r.dispose.call(r.value);
                if (r.async) {
                    env.waited = true;
                    return { value, fail };
                }
            }
        } catch (e) {
            fail(e);
        }
    }
    if (env.hasError) throw env.error;
};
`;
const helped = /const (result_\d+) = __disposeResources\((env_\d+)\);\s*if \(\1\)\s*await \1;/g;
const standard = 'for (let $1; $1 = disposalStep($2);) try { await $1.value; } catch (e) { $1.fail(e); }';

function emit(path, module = options.module) {
    const text = readFileSync(path, 'utf8');
    const before = /\busing\b|[dD]ispos|Suppressed/.test(text) ? disposal : '';
    return before + ts.transpileModule(text, { compilerOptions: { ...options, module }, fileName: path }).outputText.replace(helped, standard);
}

// structuredClone for a context: what it throws is an error of the context, as it is one of the program's own where that runs alone.
const cloning = `(clone) => {
    globalThis.structuredClone = (value) => {
        try {
            return clone(value);
        } catch (error) {
            throw Object.assign(new Error(error.message), { name: error.name });
        }
    };
}`;

function together(out, files) {
    // A promise that nobody catches ends its own program only.
    process.on('unhandledRejection', () => {});
    for (const file of files) {
        let printed = '';
        const console = { log: (...values) => { printed += format(...values) + '\n'; } };
        try {
            // Each program has a queue of microtasks of its own, which is empty before the next one begins.
            const context = vm.createContext({ console }, { microtaskMode: 'afterEvaluate' });
            vm.runInContext(cloning, context)(structuredClone);
            vm.runInContext('globalThis.queueMicrotask = (run) => { Promise.resolve().then(run); };', context);
            vm.runInContext(emit(file, ts.ModuleKind.None), context, { filename: file, timeout: 20000 });
        } catch (error) {
            printed += `Uncaught ${error && error.name}\n`;
        }
        writeFileSync(join(out, basename(file, '.ts') + '.out'), printed);
    }
}

/** Writes the file and everything it imports as .mjs below `folder`; gives the entry's path. */
function emitModules(file, folder) {
    const done = new Map();
    const visit = (path) => {
        if (done.has(path)) return done.get(path);
        const target = join(folder, `m${done.size}.mjs`);
        done.set(path, target);
        const text = path.endsWith('.json') ? `export default ${readFileSync(path, 'utf8')}` : emit(path).replace(/(from\s+|import\s+)(["'])(\.[^"']*)\2/g, (_, head, quote, name) => {
            const stem = resolve(dirname(path), name.replace(/\.js$/, ''));
            const found = [stem, stem + '.ts', join(stem, 'index.ts')].find((p) => ts.sys.fileExists(p));
            if (!found) throw new Error(`${path}: cannot find ${name}`);
            return `${head}${quote}./${basename(visit(found))}${quote}`;
        }).replace(/with \{ type: "json" \}/g, '');
        writeFileSync(target, text);
        return target;
    };
    return visit(resolve(file));
}

function apart(out, files) {
    for (const file of files) {
        const name = basename(file, '.ts');
        const folder = join(out, name + '.modules');
        mkdirSync(folder, { recursive: true });
        const entry = emitModules(file, folder);
        let printed;
        try {
            printed = execFileSync(process.execPath, ['--stack-trace-limit=0', entry], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 60000 });
        } catch (error) {
            if (error.status === null || error.status === undefined) throw error;
            printed = error.stdout;
        }
        writeFileSync(join(out, name + '.out'), printed);
    }
}

const argv = process.argv.slice(2);
const inOneProcess = argv[0] === '--together';
if (inOneProcess) argv.shift();
const [out, ...files] = argv;
if (!out || files.length === 0) {
    console.error('usage: node node.mjs [--together] OUT FILE.ts [FILE.ts ...]');
    process.exit(2);
}
mkdirSync(out, { recursive: true });
(inOneProcess ? together : apart)(out, files);
