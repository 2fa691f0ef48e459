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

const PACKAGE: &[(&str, &str)] = &[
    ("app/node_modules/@a/lib/package.json", r#"{ "exports": { ".": { "import": "./dist/index.js", "types": "./src/index.ts" }, "./*": "./src/*.js" } }"#),
    ("app/node_modules/@a/lib/src/index.ts", "import { half } from './half.js'; export const twice = half;"),
    ("app/node_modules/@a/lib/src/half.ts", "export const half = 1;"),
    ("node_modules/own/package.json", r#"{ "thimble": "./own.ts", "main": "./own.js" }"#),
    ("node_modules/own/own.ts", "export const own = 1;"),
    ("node_modules/parts/package.json", r#"{ "main": "main.js" }"#),
    ("node_modules/parts/main.ts", ""),
    ("node_modules/parts/lib/part.ts", ""),
    ("node_modules/bare/index.ts", ""),
    ("node_modules/script/package.json", r#"{ "main": "dist/index.js", "types": "dist/index.d.ts" }"#),
    ("node_modules/script/dist/index.d.ts", "export interface T {} export declare const v: number;"),
    ("node_modules/broken/package.json", "{"),
];

fn load_with_packages(main: &'static str) -> Loaded {
    let mut files = PACKAGE.to_vec();
    files.push(("app/src/main.ts", main));
    load_all(&["app/src/main.ts"], &files)
}

#[test]
fn own_imports_are_looked_up_in_the_package_of_the_importing_file() {
    let manifest = r##"{ "imports": { "#half": { "types": "./lib/half.d.ts", "default": "./lib/half.js" }, "#parts/*": "./lib/*.ts", "#dep": "own", "#none": "./lib/none.js" } }"##;
    let mut files = PACKAGE.to_vec();
    files.extend([("app/package.json", manifest), ("app/lib/half.ts", "export const half = 1;"), ("app/lib/part.ts", "")]);
    files.push(("app/src/main.ts", "import '#half'; import '#parts/part'; import '#dep';"));
    let loaded = load_all(&["app/src/main.ts"], &files);
    assert_eq!(loaded.problems, [""; 0]);
    assert_eq!(loaded.running(), ["app/lib/half.ts", "app/lib/part.ts", "node_modules/own/own.ts", "app/src/main.ts"]);
    files.pop();
    files.push(("app/src/main.ts", "import '#none'; import '#other';"));
    let loaded = load_all(&["app/src/main.ts"], &files);
    assert_eq!(loaded.problems.len(), 2);
    assert!(loaded.problems.iter().all(|problem| problem.contains("2307")), "{:?}", loaded.problems);
}

#[test]
fn packages_are_found_from_the_inside_out_and_by_what_they_say_of_themselves() {
    let loaded = load_with_packages("import '@a/lib'; import '@a/lib/half'; import 'own'; import 'parts'; import 'parts/lib/part'; import 'bare';");
    assert_eq!(loaded.problems, [""; 0]);
    let lib = "app/node_modules/@a/lib/src";
    assert_eq!(
        loaded.running(),
        [
            &format!("{lib}/half.ts"),
            &format!("{lib}/index.ts"),
            "node_modules/own/own.ts",
            "node_modules/parts/main.ts",
            "node_modules/parts/lib/part.ts",
            "node_modules/bare/index.ts",
            "app/src/main.ts",
        ]
    );
}

#[test]
fn packages_of_javascript_lend_their_types_only() {
    assert_eq!(load_with_packages("import type { T } from 'script';").problems, [""; 0]);
    let loaded = load_with_packages("import { v } from 'script';");
    let why = "the package `script` holds JavaScript, and only the types of it in TypeScript: `node_modules/script/dist/index.d.ts`";
    assert_eq!(loaded.problems, [format!("app/src/main.ts:1:19 TH1043 {why}")]);
}

#[test]
fn what_a_package_lacks_is_reported() {
    let loaded = load_with_packages("import '@a/lib/none';\nimport 'broken';\nimport 'nowhere/part';\nimport 'node:fs';\nimport '@a';");
    let cannot = |name: &str| format!("TS2307 Cannot find module '{name}' or its corresponding type declarations.");
    assert_eq!(
        loaded.problems,
        [
            format!("app/src/main.ts:1:8 {}", cannot("@a/lib/none")),
            format!("app/src/main.ts:3:8 {}", cannot("nowhere/part")),
            format!("app/src/main.ts:4:8 {}", cannot("node:fs")),
            format!("app/src/main.ts:5:8 {}", cannot("@a")),
            "node_modules/broken/package.json:1:2 TS5014 `node_modules/broken/package.json` is no JSON: Unterminated object".to_string(),
        ]
    );
}

#[test]
fn paths_of_the_nearest_tsconfig_are_honoured() {
    let loaded = load_all(
        &["app/src/main.ts"],
        &[
            ("app/tsconfig.json", r#"{ "extends": "./base", "compilerOptions": { "paths": { "@/*": ["./none/*", "./src/*"], "@/x/*": ["./x/*",], "one": ["./src/first"] } } } // "#),
            ("app/base.json", r#"{ "compilerOptions": { "baseUrl": "lib", "allowImportingTsExtensions": true } }"#),
            ("tsconfig.json", "{"),
            ("app/src/main.ts", "import '@/a'; import '@/x/a.ts'; import 'one'; import 'deep/b'; import '@/nothing';"),
            ("app/lib/src/a.ts", ""),
            ("app/lib/x/a.ts", ""),
            ("app/lib/src/first.ts", ""),
            ("app/lib/deep/b.ts", ""),
        ],
    );
    assert_eq!(loaded.problems, ["app/src/main.ts:1:72 TS2307 Cannot find module '@/nothing' or its corresponding type declarations."]);
    assert_eq!(loaded.running(), ["app/lib/src/a.ts", "app/lib/x/a.ts", "app/lib/src/first.ts", "app/lib/deep/b.ts", "app/src/main.ts"]);
}

#[test]
fn endings_are_as_the_tsconfig_wants_them() {
    let files = |config| [("tsconfig.json", config), ("main.ts", "import './a.ts';"), ("a.ts", "")];
    let refused = "main.ts:1:8 TS5097 An import path can only end with a '.ts' extension when 'allowImportingTsExtensions' is enabled.";
    assert_eq!(load_all(&["main.ts"], &files("{}")).problems, [refused]);
    assert_eq!(load_all(&["main.ts"], &files(r#"{ "compilerOptions": { "allowImportingTsExtensions": true } }"#)).problems, [""; 0]);
    assert_eq!(load_all(&["main.ts"], &files(r#"{ "compilerOptions": { "rewriteRelativeImportExtensions": true } }"#)).problems, [""; 0]);
    assert_eq!(load_all(&["main.ts"], &files("[")).problems, ["tsconfig.json:1:2 TS5014 `tsconfig.json` is no JSON: Unterminated array", refused]);
}

#[test]
fn json_is_json() {
    let load = |text| load_all(&["main.ts"], &[("main.ts", "import data from './d.json'; import again from './d.json' with { type: 'json' }; data; again;"), ("d.json", text)]);
    assert_eq!(load(r#"{ "a": [1, -2.5e3, null, true, "\u00e9"], "b c": {} }"#).problems, [""; 0]);
    for text in ["", "{ a: 1 }", "[1,]", "[1] // end", "['a']", "1 2", "undefined", "0x10", "[1"] {
        let problems = load(text).problems;
        assert!(problems.len() == 1 && problems[0].starts_with("d.json:1:") && problems[0].contains("TS1005"), "{text}: {problems:?}");
    }
}
