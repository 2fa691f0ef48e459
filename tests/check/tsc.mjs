// The real tsc's opinion of many small programs at once.
//
// stdin: JSON `[{ "files": { "main.ts": "…" } }, …]`, one entry a test. stdout: JSON, one entry a test:
// `{ "errors": [{ file, line, column, code }], "revealed": [{ file, line, text }] }`, where a revealed type is that of an
// expression that is a statement of its own. All tests are files of one ts.Program, which is what makes this fast.
import { readFileSync } from 'node:fs';
import ts from 'typescript';

const options = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    useDefineForClassFields: true,
    noEmit: true,
    types: [],
};

// What the host gives beside the language: the same names as compiler/lib/lib.d.ts.
const ambient = `
interface Console { log(...data: any[]): void }
declare const console: Console;
interface SymbolConstructor { readonly dispose: unique symbol; readonly asyncDispose: unique symbol }
interface Disposable { [Symbol.dispose](): void }
interface AsyncDisposable { [Symbol.asyncDispose](): PromiseLike<void> }
interface SuppressedError extends Error { error: any; suppressed: any }
declare var SuppressedError: { new (error: any, suppressed: any, message?: string): SuppressedError };
declare function setTimeout(callback: (...values: any[]) => void, delay?: number, ...values: any[]): number;
declare function setInterval(callback: (...values: any[]) => void, delay?: number, ...values: any[]): number;
declare function clearTimeout(timer: number | undefined): void;
declare function clearInterval(timer: number | undefined): void;
declare function queueMicrotask(callback: () => void): void;
`;

const tests = JSON.parse(readFileSync(0, 'utf8'));
const texts = new Map([['/ambient.ts', ambient]]);
tests.forEach((test, index) => {
    for (const [name, text] of Object.entries(test.files)) texts.set(`/t${index}/${name}`, text);
});

const host = ts.createCompilerHost(options);
const { fileExists, readFile, getSourceFile } = host;
host.fileExists = (path) => texts.has(path) || fileExists.call(host, path);
host.readFile = (path) => texts.get(path) ?? readFile.call(host, path);
host.getSourceFile = (path, version, ...rest) =>
    texts.has(path) ? ts.createSourceFile(path, texts.get(path), version, true) : getSourceFile.call(host, path, version, ...rest);
host.directoryExists = () => true;
host.getCurrentDirectory = () => '/';
// The ambient names are global, so that file must not be taken for a module.
texts.set('/ambient.d.ts', ambient);
texts.delete('/ambient.ts');

const program = ts.createProgram([...texts.keys()], options, host);
const checker = program.getTypeChecker();

function revealed(source, name) {
    const found = [];
    const visit = (node) => {
        if (ts.isExpressionStatement(node)) {
            const type = checker.getTypeAtLocation(node.expression);
            const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
            found.push({ file: name, line, text: checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation) });
        }
        ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
}

const answers = tests.map((test, index) => {
    const errors = [], shown = [];
    for (const name of Object.keys(test.files)) {
        const source = program.getSourceFile(`/t${index}/${name}`);
        for (const d of [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]) {
            const at = source.getLineAndCharacterOfPosition(d.start ?? 0);
            errors.push({ file: name, line: at.line + 1, column: at.character + 1, code: d.code });
        }
        shown.push(...revealed(source, name));
    }
    return { errors, revealed: shown };
});
process.stdout.write(JSON.stringify(answers));
