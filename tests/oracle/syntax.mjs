// What tsc says to programs with syntax errors: holds compiler/src/syntax/errors/table.txt to tsc's answers.
//
//   node syntax.mjs            exit code 1 and the differing cases if tsc answers otherwise than the table says
//   node syntax.mjs --bless    writes tsc's answers into the table
//
// A case is one line of TypeScript, then `  tsc  LINE:COLUMN CODE MESSAGE` (or `nothing`), tsc's first complaint, and where
// the compiler's differs on purpose or for now `  ours …`, which this script leaves alone.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const table = join(dirname(fileURLToPath(import.meta.url)), '../../compiler/src/syntax/errors/table.txt');
const options = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    noEmit: true,
    noLib: true,
    types: [],
};
// Errors of the grammar that tsc reports while it checks: those below 2000, and these.
const grammar = new Set([17012, 2357, 2364, 2391, 2392, 2410, 2452, 2680, 2703, 5076, 17006, 17019, 17020, 18010, 18016, 18037, 18041, 2404, 2414, 2427, 2431, 2457, 2368, 2462, 2777, 2779, 2487, 2780, 2781]);

function answer(code) {
    const name = 'a.ts';
    const text = code + '\n';
    const force = (file) => { file.externalModuleIndicator = true; };
    const file = ts.createSourceFile(name, text, { languageVersion: options.target, setExternalModuleIndicator: force }, true);
    const host = ts.createCompilerHost(options);
    host.getSourceFile = (path) => (path === name ? file : undefined);
    host.fileExists = (path) => path === name;
    host.readFile = () => undefined;
    const program = ts.createProgram({ rootNames: [name], options, host });
    let found = program.getSyntacticDiagnostics(file);
    if (found.length === 0) {
        found = program.getSemanticDiagnostics(file).filter((problem) => problem.code < 2000 || grammar.has(problem.code));
    }
    if (found.length === 0) return 'nothing';
    const { line, character } = ts.getLineAndCharacterOfPosition(file, found[0].start);
    return `${line + 1}:${character + 1} TS${found[0].code} ${ts.flattenDiagnosticMessageText(found[0].messageText, ' ')}`;
}

let differ = 0;
const cases = readFileSync(table, 'utf8').split('\n\n').filter((text) => text.trim() !== '').map((text) => {
    const [code, said, ...ours] = text.trimEnd().split('\n');
    const says = `  tsc  ${answer(code)}`;
    if (says !== said) {
        differ++;
        console.log(`${code}\n${said}\n${says} (now)`);
    }
    return [code, says, ...ours].join('\n');
});
if (process.argv.includes('--bless')) writeFileSync(table, cases.join('\n\n') + '\n');
else if (differ > 0) process.exit(1);
