//! Literate checker tests: `tests/check/*.md`.
//!
//! A heading names a test, prose says why, each `ts` block is a program of its own. In it
//! * `// error: [TS2322]` (several in one pair of brackets): exactly these problems begin on this line;
//! * `// revealed: T`: the expression that is a statement on this line has this type, as the checker prints it;
//! * `// tsc: [TS2454]`: tsc reports these on this line beside ours, or instead (a `TH` code, a follow-on error left out);
//! * `// tsc reveals: T`: tsc prints this type differently;
//! * `// file: name.ts` on a line of its own begins the next file; the first is `main.ts`.
//!
//! Both ways: a problem or mark without its partner fails. The same blocks go through the real tsc 5.9: where it accepts, we
//! accept or refuse with a `TH` code; where it refuses, so do we, on the same line, at the same column and with the same code.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};
use thimble::program::{Program, Statement, StatementKind};
use thimble::source::{Files, ReadError, Sources};

/// One block.
struct Test {
    /// `narrowing.md: typeof of a union`.
    name: String,
    files: Vec<(String, String)>,
}

/// The marks of one line.
#[derive(Default, Debug)]
struct Marks {
    errors: BTreeSet<String>,
    tsc: BTreeSet<String>,
    revealed: Option<String>,
    tsc_revealed: Option<String>,
}

/// What a checker said of a test: codes with columns, and types, by file and line.
#[derive(Default)]
struct Answer {
    errors: BTreeMap<(String, u32), BTreeMap<String, u32>>,
    revealed: BTreeMap<(String, u32), String>,
}

impl Files for Test {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        self.files.iter().find(|(name, _)| name == path).map(|(_, text)| text.clone()).ok_or(ReadError::Missing)
    }
}

#[test]
fn literate_tests_hold_and_agree_with_tsc() {
    let tests: Vec<Test> = thimble_tests::files("tests/check", ".md").iter().flat_map(|path| read_tests(path)).collect();
    let theirs = ask_tsc(&tests);
    let mut failures = Vec::new();
    for (test, tsc) in tests.iter().zip(&theirs) {
        let ours = ask_thimble(test);
        for (file, text) in &test.files {
            compare_file(test, file, text, &ours, tsc, &mut failures);
        }
    }
    assert!(failures.is_empty(), "{} of {} tests' lines differ:\n{}", failures.len(), tests.len(), failures.join("\n"));
}

fn compare_file(test: &Test, file: &str, text: &str, ours: &Answer, tsc: &Answer, failures: &mut Vec<String>) {
    for (index, line) in text.lines().enumerate() {
        let number = index as u32 + 1;
        let key = (file.to_string(), number);
        let marks = marks(line);
        let mut fail = |what: String| failures.push(format!("{} ({file}:{number}): {what}\n    {line}", test.name));
        let empty = BTreeMap::new();
        let (mine, real) = (ours.errors.get(&key).unwrap_or(&empty), tsc.errors.get(&key).unwrap_or(&empty));
        let found: BTreeSet<String> = mine.keys().cloned().collect();
        if found != marks.errors {
            fail(format!("expected {:?}, found {found:?}", marks.errors));
        }
        let shared: BTreeSet<String> = marks.errors.iter().filter(|code| code.starts_with("TS")).cloned().collect();
        let wanted: BTreeSet<String> = if marks.tsc.is_empty() { shared } else { marks.tsc.clone() };
        let reported: BTreeSet<String> = real.keys().cloned().collect();
        if reported != wanted {
            fail(format!("tsc reports {reported:?}, not {wanted:?}"));
        }
        for (code, column) in mine {
            if let Some(theirs) = real.get(code)
                && theirs != column
            {
                fail(format!("{code} at column {column}, tsc has it at {theirs}"));
            }
        }
        if let Some(wanted) = &marks.revealed {
            let found = ours.revealed.get(&key);
            if found != Some(wanted) {
                fail(format!("revealed {}", found.map_or("nothing", |f| f)));
            }
            let theirs = tsc.revealed.get(&key);
            let wanted = marks.tsc_revealed.as_ref().unwrap_or(wanted);
            if theirs != Some(wanted) {
                fail(format!("tsc reveals {}", theirs.map_or("nothing", |f| f)));
            }
        }
    }
}

fn marks(line: &str) -> Marks {
    let mut marks = Marks::default();
    let codes = |text: &str| text.trim().trim_start_matches('[').split(']').next().unwrap_or("").split(',').map(|c| c.trim().to_string()).collect();
    for part in line.split("// ").skip(1) {
        if let Some(list) = part.strip_prefix("error: ") {
            marks.errors = codes(list);
        } else if let Some(list) = part.strip_prefix("tsc: ") {
            marks.tsc = codes(list);
        } else if let Some(ty) = part.strip_prefix("revealed: ") {
            marks.revealed = Some(ty.trim().to_string());
        } else if let Some(ty) = part.strip_prefix("tsc reveals: ") {
            marks.tsc_revealed = Some(ty.trim().to_string());
        }
    }
    if marks.tsc.remove("none") {
        marks.tsc = BTreeSet::new();
        marks.errors.iter().filter(|code| code.starts_with("TS")).for_each(|code| panic!("{code} is tsc's own: {line}"));
    }
    marks
}

fn read_tests(path: &std::path::Path) -> Vec<Test> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let page = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (mut tests, mut heading, mut block, mut count) = (Vec::new(), String::new(), None::<String>, 0);
    for line in text.lines() {
        match &mut block {
            Some(code) if line == "```" => {
                count += 1;
                tests.push(Test { name: format!("{page}: {heading} #{count}"), files: split_files(code) });
                block = None;
            }
            Some(code) => {
                code.push_str(line);
                code.push('\n');
            }
            None if line == "```ts" => block = Some(String::new()),
            None => {
                if let Some(title) = line.strip_prefix('#') {
                    (heading, count) = (title.trim_start_matches('#').trim().to_string(), 0);
                }
            }
        }
    }
    tests
}

fn split_files(code: &str) -> Vec<(String, String)> {
    let mut files = vec![("main.ts".to_string(), String::new())];
    for line in code.lines() {
        match line.strip_prefix("// file: ") {
            Some(name) => files.push((name.trim().to_string(), String::new())),
            None => {
                let text = &mut files.last_mut().expect("there is always a first file").1;
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    files
}

fn ask_thimble(test: &Test) -> Answer {
    let board = thimble_boards::find("pico").expect("the default board");
    let mut sources = Sources::default();
    let (ast, mut problems) = thimble::syntax::modules::load(&["main.ts".to_string()], board, test, &mut sources);
    let mut answer = Answer::default();
    if problems.iter().all(|p| !p.is_error()) {
        let (program, mut found) = thimble::check::check(&ast, &sources);
        problems.append(&mut found);
        reveal(&program, &sources, &mut answer);
    }
    for problem in problems {
        let place = sources.place(problem.span);
        let file = sources.get(problem.span.file).path.clone();
        answer.errors.entry((file, place.line)).or_default().entry(problem.code.to_string()).or_insert(place.column);
    }
    answer
}

/// The types of all expressions that are statements.
fn reveal(program: &Program, sources: &Sources, answer: &mut Answer) {
    let mut all = |statement: &Statement| {
        if let StatementKind::Expr(expr) = &statement.kind {
            let place = sources.place(statement.span);
            let file = sources.get(statement.span.file).path.clone();
            answer.revealed.insert((file, place.line), program.type_text(expr.ty));
        }
    };
    for function in &program.functions {
        function.body.iter().flatten().for_each(|s| walk(s, &mut all));
    }
}

fn walk(statement: &Statement, visit: &mut impl FnMut(&Statement)) {
    visit(statement);
    let mut inner = |list: &[Statement]| list.iter().for_each(|s| walk(s, visit));
    match &statement.kind {
        StatementKind::Block(body)
        | StatementKind::While { body, .. }
        | StatementKind::DoWhile { body, .. }
        | StatementKind::ForOf { body, .. }
        | StatementKind::Labelled { body, .. } => inner(body),
        StatementKind::If { then, otherwise, .. } => {
            inner(then);
            inner(otherwise);
        }
        StatementKind::For { init, body, .. } => {
            inner(init);
            inner(body);
        }
        StatementKind::Switch { cases, .. } => cases.iter().for_each(|(_, body)| inner(body)),
        StatementKind::Try { body, catch, finally } => {
            inner(body);
            catch.iter().for_each(|c| inner(&c.body));
            finally.iter().for_each(|f| inner(f));
        }
        _ => {}
    }
}

fn ask_tsc(tests: &[Test]) -> Vec<Answer> {
    let entries: Vec<String> = tests
        .iter()
        .map(|test| {
            let files: Vec<String> = test.files.iter().map(|(name, text)| format!("{}:{}", json(name), json(text))).collect();
            format!("{{\"files\":{{{}}}}}", files.join(","))
        })
        .collect();
    let script = thimble_tests::root().join("tests/check/tsc.mjs");
    let mut child = Command::new("node")
        .arg(&script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs (see tests/all.sh)");
    child.stdin.take().expect("a piped stdin").write_all(format!("[{}]", entries.join(",")).as_bytes()).expect("node reads the tests");
    let output = child.wait_with_output().expect("node ends");
    assert!(output.status.success(), "tests/check/tsc.mjs failed: is typescript installed in tests/node_modules?");
    let text = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    let answers: serde_json::Value = serde_json::from_str(&text).expect("tests/check/tsc.mjs writes JSON");
    answers.as_array().expect("a list").iter().map(tsc_answer).collect()
}

fn tsc_answer(value: &serde_json::Value) -> Answer {
    let mut answer = Answer::default();
    let key = |entry: &serde_json::Value| {
        (entry["file"].as_str().expect("a file").to_string(), entry["line"].as_u64().expect("a line") as u32)
    };
    for error in value["errors"].as_array().expect("a list") {
        let code = format!("TS{}", error["code"]);
        let column = error["column"].as_u64().expect("a column") as u32;
        answer.errors.entry(key(error)).or_default().entry(code).or_insert(column);
    }
    for shown in value["revealed"].as_array().expect("a list") {
        answer.revealed.insert(key(shown), shown["text"].as_str().expect("a type").to_string());
    }
    answer
}

fn json(text: &str) -> String {
    serde_json::to_string(text).expect("text is JSON")
}

/// Each page of `compiler/problems` for a problem of the checker: its first example raises exactly that problem, the last
/// one none.
#[test]
fn pages_of_the_checker_show_what_they_say() {
    let mut failures = Vec::new();
    for rule in thimble::problem::Rule::ALL.iter().filter(|rule| rule.code().starts_with("TH2")) {
        let page = rule.page();
        let blocks: Vec<&str> = page.split("```ts\n").skip(1).map(|rest| rest.split("```").next().unwrap_or("")).collect();
        let [first, .., last] = &blocks[..] else {
            failures.push(format!("{}: a page has a wrong and a right example", rule.code()));
            continue;
        };
        let wanted = BTreeSet::from([rule.code().to_string()]);
        for (example, wanted) in [(first, wanted), (last, BTreeSet::new())] {
            // A page may import from a file of its own.
            let files = vec![("main.ts".to_string(), example.to_string()), ("self.ts".to_string(), "export const a = 1;".to_string())];
            let found: BTreeSet<String> =
                ask_thimble(&Test { name: rule.code().to_string(), files }).errors.into_values().flat_map(|codes| codes.into_keys()).collect();
            if found != wanted {
                failures.push(format!("{}: expected {wanted:?}, found {found:?} in\n{example}", rule.code()));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
