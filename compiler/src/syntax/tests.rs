//! What is read, what is refused, what is reported, and that nothing panics.

use super::*;
use crate::ast::{self, Ast};
use crate::problem::Code;
use crate::source::Sources;

mod random;

struct Parsed {
    text: String,
    problems: Vec<Problem>,
    sources: Sources,
    module: Module,
}

fn parse_text(path: &str, text: &str) -> Parsed {
    let mut sources = Sources::default();
    let file = sources.add(path, text);
    let mut ids = NodeIds::default();
    let (module, problems) = parse(file, sources.get(file), &mut ids);
    let ast = Ast { modules: vec![module], node_count: ids.count() };
    let printed = ast::print(&ast, &sources);
    // The first line names the file.
    let text = printed.split_once('\n').map_or("", |(_, rest)| rest).lines().map(|line| line.strip_prefix("  ").unwrap_or(line)).fold(
        String::new(),
        |mut all, line| {
            all.push_str(line);
            all.push('\n');
            all
        },
    );
    let module = ast.modules.into_iter().next().expect("one module was put in");
    Parsed { text, problems, sources, module }
}

impl Parsed {
    fn reports(&self) -> Vec<String> {
        self.problems
            .iter()
            .map(|problem| {
                let place = self.sources.place(problem.span);
                format!("{}:{} {} {}", place.line, place.column, problem.code, problem.message)
            })
            .collect()
    }
}

/// Cases of `name.md`: TypeScript, then the Ast's text, each in a code block.
fn cases(page: &str) -> Vec<(String, String)> {
    let blocks: Vec<&str> = page.split("```").skip(1).step_by(2).collect();
    blocks
        .chunks(2)
        .map(|pair| {
            let [code, text] = pair else { panic!("a block of TypeScript needs its Ast") };
            (code.strip_prefix("ts\n").expect("TypeScript first").to_string(), text.strip_prefix("text\n").expect("then text").to_string())
        })
        .collect()
}

#[test]
fn the_ast_shows_what_was_written() {
    for page in [
        include_str!("tests/expressions.md"),
        include_str!("tests/statements.md"),
        include_str!("tests/declarations.md"),
        include_str!("tests/types.md"),
    ] {
        for (code, text) in cases(page) {
            let parsed = parse_text("a.ts", &code);
            assert_eq!(parsed.reports(), [""; 0], "\n{code}");
            assert_eq!(parsed.text, text, "\n{code}");
        }
    }
}

/// One program in a file of its own, beside what the pages import.
struct One<'a>(&'a str);

const BESIDE: &[(&str, &str)] = &[
    ("table.json", "[1, 2, 3]"),
    ("node_modules/a-package/package.json", r#"{ "main": "index.js", "types": "index.d.ts" }"#),
    ("node_modules/a-package/index.d.ts", "export interface Shape { side: number }\nexport declare function draw(shape: Shape): void;"),
];

impl crate::source::Files for One<'_> {
    fn read(&self, path: &str) -> Result<String, crate::source::ReadError> {
        let beside = BESIDE.iter().find(|(name, _)| *name == path).map(|(_, text)| *text);
        if path == "a.ts" { Some(self.0) } else { beside }.map(str::to_string).ok_or(crate::source::ReadError::Missing)
    }
}

/// What the whole front end says of a program.
fn check_text(text: &str) -> (Vec<Code>, String) {
    let outcome = crate::check(&["a.ts".to_string()], &One(text), thimble_boards::find("pico").expect("the board is there"));
    let reports: Vec<String> = outcome.problems.iter().map(|problem| format!("{} {}", problem.code, problem.message)).collect();
    (outcome.problems.iter().map(|problem| problem.code).collect(), reports.join("\n"))
}

/// The first example of a page raises its problem and no other, and what it says to write instead is accepted.
#[test]
fn every_page_of_a_refusal_shows_it() {
    let mut wrong = String::new();
    for rule in Rule::ALL.iter().filter(|rule| rule.code().starts_with("TH1")) {
        let path = rule.page_path();
        let blocks: Vec<&str> = rule.page().split("```").skip(1).step_by(2).map(|block| block.strip_prefix("ts\n").unwrap_or(block)).collect();
        let [first, .., instead] = &blocks[..] else { panic!("{path} needs two examples") };
        let (codes, reports) = check_text(first);
        if codes != [Code::Th(*rule)] {
            wrong.push_str(&format!("{path}, the first example:\n{reports}\n"));
        }
        let (codes, reports) = check_text(instead);
        if !codes.is_empty() {
            wrong.push_str(&format!("{path}, the last example:\n{reports}\n"));
        }
        if !(rule.page().contains("**What.**") && rule.page().contains("**Why.**") && rule.page().contains("## Instead")) {
            wrong.push_str(&format!("{path} leaves out What, Why or Instead\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// `errors/table.txt`: mistakes, tsc's first answer, and ours where it differs. `tests/oracle/syntax.mjs` asks tsc again.
#[test]
fn syntax_errors_are_the_ones_of_tsc() {
    let mut wrong = String::new();
    for case in include_str!("errors/table.txt").split("\n\n").filter(|case| !case.trim().is_empty()) {
        let lines: Vec<&str> = case.lines().collect();
        let code = lines[0];
        let tsc = lines[1].strip_prefix("  tsc  ").expect("tsc's answer stands second");
        let ours = lines.get(2).map_or(tsc, |line| line.strip_prefix("  ours ").expect("then ours"));
        let parsed = parse_text("a.ts", &format!("{code}\n"));
        let answer = parsed.reports().into_iter().next().unwrap_or("nothing".to_string());
        if answer != ours {
            wrong.push_str(&format!("{code}\n  expected {ours}\n  got      {answer}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn refusals_are_named_where_they_stand() {
    let cases: &[(&str, &[&str])] = &[
        ("let a = 1n;\nlet b = /x/g;", &["1:9 TH1006", "2:9 TH1007"]),
        ("x = Object.create(proto);\ny.__proto__ = z;\nw = { __proto__: z };", &["1:12 TH1004", "2:3 TH1004", "3:7 TH1004"]),
        ("Reflect.get(a, 'b');\nnew Proxy(a, b);\nnew Function('x');\nFunction('y');", &["1:1 TH1040", "2:5 TH1040", "3:1 TH1001", "4:1 TH1001"]),
        ("module.exports = 1;\nimport a = require('b');\nexport = c;", &["1:8 TH1032", "2:1 TH1032", "3:1 TH1032"]),
        ("x = a.arguments + b.eval;\nx = { eval: 1 };", &[]),
        ("const f = async () => { await g(); };\nclass A { b = async () => await g(); }", &[]),
        ("class A { @b c() {} }\n@d class E {}", &["1:11 TH1005", "2:1 TH1005"]),
        ("x = { [1]: 2, ['a']: 3 };\nclass A { [1] = 2; [b] = 3; }", &["2:20 TH1016"]),
    ];
    for (code, expected) in cases {
        let reports: Vec<String> = parse_text("a.ts", code).reports().iter().map(|r| r.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(&reports, expected, "\n{code}");
    }
}

/// Places as tsc counts them: what is wrong stands at `^` on the line below, counted in UTF-16 units.
#[test]
fn columns_hold_behind_wide_characters_and_line_ends() {
    let cases = [
        ("let a = '😀é', b = 1n;", "1:20"),
        ("/* é\r\n */ let a = 1n;", "2:13"),
        ("#!/usr/bin/env thimble\nlet a = 1n;", "2:9"),
        ("let a = `\r\n${1n}`;", "2:3"),
        ("\tlet a = 1n;", "1:10"),
    ];
    for (code, place) in cases {
        assert_eq!(parse_text("a.ts", code).reports(), [format!("{place} TH1006 BigInt is not part of the language")], "\n{code}");
    }
}

#[test]
fn spans_are_exactly_the_text() {
    let code = "export const name: string = (a?.b)!.c(x as T, y => y), second = 2;\nfunction f(this: A, p?: T, q = 1, ...r: U[]): void {}";
    let parsed = parse_text("a.ts", code);
    let text = |span: crate::source::Span| &code[span.start as usize..span.end as usize];
    let ast::ItemKind::Statement { statement, .. } = &parsed.module.items[0].kind else { panic!("a statement") };
    assert_eq!(text(parsed.module.items[0].span), "export const name: string = (a?.b)!.c(x as T, y => y), second = 2;");
    let ast::StatementKind::Variables(variables) = &statement.kind else { panic!("variables") };
    let first = &variables.declarations[0];
    assert_eq!(text(statement.span), "const name: string = (a?.b)!.c(x as T, y => y), second = 2;");
    assert_eq!(text(first.name.span), "name");
    assert_eq!(first.ty.as_ref().map(|ty| text(ty.span)), Some("string"));
    assert_eq!(first.value.as_ref().map(|value| text(value.span)), Some("(a?.b)!.c(x as T, y => y)"));
    assert_eq!(text(variables.declarations[1].span), "second = 2");
    let ast::ItemKind::Statement { statement, .. } = &parsed.module.items[1].kind else { panic!("a statement") };
    let ast::StatementKind::Function { function, .. } = &statement.kind else { panic!("a function") };
    let parameters: Vec<&str> = function.parameters.iter().map(|parameter| text(parameter.span)).collect();
    assert_eq!(parameters, ["p?: T", "q = 1", "...r: U[]"]);
    assert_eq!(function.parameters.iter().map(|parameter| text(parameter.name.span)).collect::<Vec<_>>(), ["p", "q", "r"]);
    assert_eq!(function.this_type.as_ref().map(|ty| text(ty.span)), Some("A"));
}

#[test]
fn strings_keep_their_units() {
    let parsed = parse_text("a.ts", "x = '\\u{1f600}\\ud800\\n\\x41';\ny = `a\r\nb\\\r\nc`;");
    assert_eq!(parsed.text, "(x = \"😀\\ud800\\nA\")\n(y = template(\"a\\nbc\"))\n");
}

#[test]
fn declaration_files_are_ambient() {
    let parsed = parse_text("thimble:a.d.ts", "declare function f(x: number): void;\ninterface A { (): void }\ndeclare const c: A;");
    assert_eq!(parsed.module.kind, ModuleKind::Globals);
    let parsed = parse_text("a.d.ts", "export declare function f(x: number): void;\nexport const c: number;");
    assert_eq!(parsed.reports(), [""; 0]);
    assert_eq!(parsed.module.kind, ModuleKind::Declarations);
    assert_eq!(parsed.text, "export declare function f(x: number): void\nexport declare const c: number\n");
}

/// The examples that people see first are accepted whole.
#[test]
fn the_examples_are_accepted() {
    struct Examples;
    impl crate::source::Files for Examples {
        fn read(&self, path: &str) -> Result<String, crate::source::ReadError> {
            let path = format!("{}/../examples/{path}", env!("CARGO_MANIFEST_DIR"));
            std::fs::read_to_string(path).map_err(|_| crate::source::ReadError::Missing)
        }
    }
    for (board, file) in [
        ("pico", "hello.ts"),
        ("pico", "blink.ts"),
        ("pico", "timers.ts"),
        ("pico", "modules.ts"),
        ("microbit", "microbit/buttons.ts"),
        ("microbit", "microbit/display.ts"),
    ] {
        let options = crate::options::Options::new(thimble_boards::find(board).expect("a board of ours").clone());
        let outcome = crate::emit(file, &Examples, &options, crate::Stage::Program);
        let reports: Vec<String> = outcome.problems.iter().map(|problem| format!("{} {}", problem.code, problem.message)).collect();
        assert_eq!(reports, [""; 0], "{file}");
    }
}
