//! The module graph on files in a table: order, cycles, what cannot be found.

use super::*;

/// Files in a table.
struct Table(Vec<(&'static str, &'static str)>);

impl Files for Table {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        let text = self.0.iter().find(|(name, _)| *name == path).map(|(_, text)| text.to_string());
        match text {
            Some(text) if text == "<binary>" => Err(ReadError::NotUtf8 { offset: 3 }),
            Some(text) => Ok(text),
            None => Err(ReadError::Missing),
        }
    }
}

struct Loaded {
    ast: Ast,
    sources: Sources,
    problems: Vec<String>,
}

fn load_all(entries: &[&str], files: &[(&'static str, &'static str)]) -> Loaded {
    let mut sources = Sources::default();
    let entries: Vec<String> = entries.iter().map(|path| path.to_string()).collect();
    let board = thimble_boards::find("microbit").expect("a board of ours");
    let (ast, problems) = load(&entries, board, &Table(files.to_vec()), &mut sources);
    let problems = problems
        .iter()
        .map(|p| {
            let place = sources.place(p.span);
            format!("{}:{}:{} {} {}", sources.get(p.span.file).path, place.line, place.column, p.code, p.message)
        })
        .collect();
    Loaded { ast, sources, problems }
}

impl Loaded {
    /// The program's modules that run, in order.
    fn running(&self) -> Vec<&str> {
        self.user().filter(|module| module.runs).map(|module| self.path(module)).collect()
    }

    fn user(&self) -> impl Iterator<Item = &Module> {
        self.ast.modules.iter().filter(|module| module.kind == ModuleKind::Program)
    }

    fn path(&self, module: &Module) -> &str {
        &self.sources.get(module.file).path
    }
}

#[test]
fn the_library_is_read_without_a_problem_and_comes_first() {
    let loaded = load_all(&["a.ts"], &[("a.ts", "")]);
    assert_eq!(loaded.problems, [""; 0]);
    assert_eq!(loaded.path(&loaded.ast.modules[0]), "thimble:lib.d.ts");
    assert_eq!(loaded.ast.modules[0].kind, ModuleKind::Globals);
    assert_eq!(loaded.ast.modules.last().map(|module| loaded.path(module)), Some("a.ts"));
    let runtime = loaded.ast.modules.iter().position(|module| loaded.path(module) == "thimble:runtime.ts");
    let events = loaded.ast.modules.iter().position(|module| loaded.path(module) == "thimble:events.ts");
    assert!(runtime < events, "what is imported is initialised first");
}

#[test]
fn modules_run_in_the_post_order_of_their_imports() {
    let loaded = load_all(
        &["main.ts"],
        &[
            ("main.ts", "import './b'; import { x } from './a'; export * from './c'; x;"),
            ("a.ts", "import './d'; export const x = 1;"),
            ("b.ts", "import './d'; import './a';"),
            ("c.ts", ""),
            ("d.ts", ""),
        ],
    );
    assert_eq!(loaded.problems, [""; 0]);
    assert_eq!(loaded.running(), ["d.ts", "a.ts", "b.ts", "c.ts", "main.ts"]);
}

#[test]
fn cycles_are_cut_where_the_walk_began() {
    let loaded = load_all(&["a.ts"], &[("a.ts", "import './b';"), ("b.ts", "import './c';"), ("c.ts", "import './a'; import './b';")]);
    assert_eq!(loaded.running(), ["c.ts", "b.ts", "a.ts"]);
}

#[test]
fn a_long_chain_of_modules_is_walked_without_recursion() {
    let files: Vec<(&'static str, &'static str)> = (0..3000)
        .map(|i| -> (&'static str, &'static str) {
            let path: &'static str = format!("m{i}.ts").leak();
            let text: &'static str = if i == 2999 { "" } else { format!("import './m{}';", i + 1).leak() };
            (path, text)
        })
        .collect();
    let loaded = load_all(&["m0.ts"], &files);
    assert_eq!(loaded.running().len(), 3000);
    assert_eq!(loaded.running()[0], "m2999.ts");
}

#[test]
fn imports_of_types_alone_do_not_run_a_module() {
    let loaded = load_all(
        &["main.ts"],
        &[
            (
                "main.ts",
                "import type { A } from './a'; import { type B } from './b'; import { C } from './c'; import { unused } from './d';
                 import { E } from './e'; import {} from './f'; export { G } from './g'; import { H } from './h'; export { H };
                 import { I } from './i'; export { I }; import './j'; let c: C; class D extends E {} ",
            ),
            ("a.ts", "export class A {}"),
            ("b.ts", "export class B {}"),
            ("c.ts", "export class C {}"),
            ("d.ts", "export const unused = 1;"),
            ("e.ts", "export class E {}"),
            ("f.ts", ""),
            ("g.ts", "interface G {} export { G };"),
            ("h.ts", "export type H = 1;"),
            ("i.ts", "export * from './i2';"),
            ("i2.ts", "export function I() {}"),
            ("j.ts", ""),
        ],
    );
    assert_eq!(loaded.problems, [""; 0]);
    assert_eq!(loaded.running(), ["e.ts", "i2.ts", "i.ts", "j.ts", "main.ts"]);
    assert_eq!(loaded.user().count(), 12);
}

#[test]
fn specifiers_resolve_as_a_bundler_resolves_them() {
    let loaded = load_all(
        &["src/main.ts"],
        &[
            ("src/main.ts", "import '../lib/x'; import './x.js'; import './dir'; import './decl'; import '.';"),
            ("lib/x.ts", ""),
            ("src/x.ts", ""),
            ("src/dir/index.ts", "import '..';"),
            ("src/decl.d.ts", "export declare const a: number;"),
            ("src/index.ts", ""),
        ],
    );
    assert_eq!(loaded.problems, [""; 0]);
    assert_eq!(loaded.running(), ["lib/x.ts", "src/x.ts", "src/index.ts", "src/dir/index.ts", "src/main.ts"]);
    let declarations = loaded.ast.modules.iter().find(|module| loaded.path(module) == "src/decl.d.ts");
    assert_eq!(declarations.map(|module| (module.kind, module.runs)), Some((ModuleKind::Declarations, false)));
}

#[test]
fn what_cannot_be_had_is_reported_where_it_is_asked_for() {
    let loaded = load_all(
        &["./main.ts", "gone.ts"],
        &[
            ("main.ts", "\u{feff}import { a } from './nowhere';\nimport fs from \"fs\"; import './y.ts';\n import './bin'; import 'thimble/runtime';"),
            ("y.ts", ""),
            ("bin.ts", "<binary>"),
        ],
    );
    assert_eq!(
        loaded.problems,
        [
            "main.ts:1:19 TS2307 Cannot find module './nowhere' or its corresponding type declarations.",
            "main.ts:2:16 TS2307 Cannot find module 'fs' or its corresponding type declarations.",
            "main.ts:2:29 TS5097 An import path can only end with a '.ts' extension when 'allowImportingTsExtensions' is enabled.",
            "main.ts:3:9 TS1490 File appears to be binary.",
            "main.ts:3:25 TS2307 Cannot find module 'thimble/runtime' or its corresponding type declarations.",
            "gone.ts:1:1 TS6053 File 'gone.ts' not found.",
        ]
    );
}

#[test]
fn the_boards_module_is_made_from_its_data() {
    let loaded = load_all(
        &["a.ts"],
        &[("a.ts", "import { buttonA, display } from 'thimble/board'; import { sleep } from 'thimble/time'; buttonA; sleep(1); display;")],
    );
    assert_eq!(loaded.problems, [""; 0]);
    let board = loaded.ast.modules.iter().find(|module| loaded.path(module) == "thimble:board.ts").expect("it was imported");
    assert!(board.runs && board.kind == ModuleKind::Library);
    assert_eq!(
        loaded.sources.get(board.file).text,
        "import { Button, DigitalOut, Display } from \"./devices\";\nexport type { Button, DigitalOut, Display };\n\
         export const buttonA = new Button(17, false);\nexport const buttonB = new Button(26, false);\nexport const display = new Display(5, 5);\n"
    );
}

#[test]
fn paths_are_joined_and_normalised() {
    assert_eq!(join("a.ts", "./b"), "b");
    assert_eq!(join("x/a.ts", "../b"), "b");
    assert_eq!(join("a.ts", "../b"), "../b");
    assert_eq!(join("../x/a.ts", "../../b"), "../../b");
    assert_eq!(join("/a.ts", "./b"), "/b");
    assert_eq!(join("/x/y/a.ts", ".././b/../c"), "/x/c");
    assert_eq!(join("thimble:a.ts", "./b"), "thimble:b");
}
