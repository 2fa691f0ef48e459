//! Literate checker tests, read and put to both checkers: ours and the real tsc.
//!
//! In: the pages `tests/check/*.md` (their form: `tests/src/mdtest.rs`). Out: what each page says, and what each checker answered.

use crate::device::in_parallel;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use thimble::program::{Program, Statement, StatementKind};
use thimble::source::{Files, ReadError, Sources};

/// One block of a page.
pub struct Case {
    /// `narrowing.md`.
    pub page: String,
    /// The page's first heading, `Narrowing`.
    pub area: String,
    /// The heading above the block, `typeof`; the area's where there is no other.
    pub heading: String,
    /// Which block below its heading, from 1 on.
    pub number: usize,
    /// Names and texts; the first is `main.ts`.
    pub files: Vec<(String, String)>,
}

impl Case {
    /// `narrowing.md: typeof #1`.
    pub fn name(&self) -> String {
        format!("{}: {} #{}", self.page, self.heading, self.number)
    }

    /// Each line with its file and its number from 1 on.
    pub fn lines(&self) -> impl Iterator<Item = (&str, u32, &str)> {
        self.files.iter().flat_map(|(file, text)| text.lines().zip(1..).map(move |(line, number)| (file.as_str(), number, line)))
    }
}

/// The marks of one line.
#[derive(Default, Debug)]
pub struct Marks {
    /// `error: […]`.
    pub errors: BTreeSet<String>,
    /// `tsc: […]`.
    pub tsc: BTreeSet<String>,
    /// `revealed: …`.
    pub revealed: Option<String>,
    /// `tsc reveals: …`.
    pub tsc_revealed: Option<String>,
}

/// What a checker said of a test: codes with columns, and types, by file and line.
#[derive(Default)]
pub struct Answer {
    /// Columns, from 1 on, by place and code.
    pub errors: BTreeMap<(String, u32), BTreeMap<String, BTreeSet<u32>>>,
    /// What the expression that is a statement of this line has as type.
    pub revealed: BTreeMap<(String, u32), String>,
}

/// All cases with our answer and tsc's, asked once.
pub fn answers() -> &'static [(Case, Answer, Answer)] {
    static ALL: OnceLock<Vec<(Case, Answer, Answer)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let cases: Vec<Case> = crate::files("tests/check", ".md").iter().flat_map(|path| read_cases(path)).collect();
        let (ours, theirs) = std::thread::scope(|scope| {
            let theirs = scope.spawn(|| ask_tsc(&cases));
            let ours = in_parallel(&cases, |case| ask_thimble(&case.files));
            (ours, theirs.join().expect("tsc answers"))
        });
        cases.into_iter().zip(ours).zip(theirs).map(|((case, ours), tsc)| (case, ours, tsc)).collect()
    })
}

struct Texts<'a>(&'a [(String, String)]);

impl Files for Texts<'_> {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        self.0.iter().find(|(name, _)| name == path).map(|(_, text)| text.clone()).ok_or(ReadError::Missing)
    }
}

/// What a line says of itself.
///
/// # Panics
/// When `tsc: none` stands beside a code of tsc's.
pub fn marks(line: &str) -> Marks {
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

fn read_cases(path: &std::path::Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let page = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (mut cases, mut area, mut heading, mut block, mut number) = (Vec::new(), String::new(), String::new(), None::<String>, 0);
    for line in text.lines() {
        match &mut block {
            Some(code) if line == "```" => {
                number += 1;
                cases.push(Case { page: page.clone(), area: area.clone(), heading: heading.clone(), number, files: split_files(code) });
                block = None;
            }
            Some(code) => {
                code.push_str(line);
                code.push('\n');
            }
            None if line == "```ts" => block = Some(String::new()),
            None => {
                if let Some(title) = line.strip_prefix('#') {
                    (heading, number) = (title.trim_start_matches('#').trim().to_string(), 0);
                    if area.is_empty() {
                        area = heading.clone();
                    }
                }
            }
        }
    }
    cases
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

/// What our checker says of a program.
pub fn ask_thimble(files: &[(String, String)]) -> Answer {
    let board = thimble_boards::find("pico").expect("the default board");
    let mut sources = Sources::default();
    let (ast, mut problems) = thimble::syntax::modules::load(&["main.ts".to_string()], board, &Texts(files), &mut sources);
    let mut answer = Answer::default();
    if thimble::syntax::may_be_checked(&ast, &problems) {
        let (program, found) = thimble::check::check(&ast, &sources, thimble::check::Spreads::Shapes);
        thimble::suppress::apply(&ast, &sources, &mut problems, found);
        reveal(&program, &sources, &mut answer);
    }
    for problem in problems {
        let place = sources.place(problem.span);
        let file = sources.get(problem.span.file).path.clone();
        answer.errors.entry((file, place.line)).or_default().entry(problem.code.to_string()).or_default().insert(place.column);
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

/// What the real tsc says of each.
///
/// # Panics
/// When node or typescript is missing.
pub fn ask_tsc(cases: &[Case]) -> Vec<Answer> {
    let entries: Vec<String> = cases
        .iter()
        .map(|case| {
            let files: Vec<String> = case.files.iter().map(|(name, text)| format!("{}:{}", json(name), json(text))).collect();
            format!("{{\"files\":{{{}}}}}", files.join(","))
        })
        .collect();
    let script = crate::root().join("tests/check/tsc.mjs");
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
        answer.errors.entry(key(error)).or_default().entry(code).or_default().insert(column);
    }
    for shown in value["revealed"].as_array().expect("a list") {
        answer.revealed.insert(key(shown), shown["text"].as_str().expect("a type").to_string());
    }
    answer
}

fn json(text: &str) -> String {
    serde_json::to_string(text).expect("text is JSON")
}

