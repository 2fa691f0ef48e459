//! `tests/ir/*.ts`: a program, and the Ir of its own functions as `lower` writes it beneath, in comments.
//!
//! Everything from the line `// ir` on is the expectation; `THIMBLE_BLESS=1` rewrites it.

use std::path::Path;
use thimble::ir::verify::verify;
use thimble::source::{Files, ReadError, Sources};

const MARK: &str = "\n// ir\n";

/// The program under test, under a name that does not depend on where the repository lies.
struct One(String);

impl Files for One {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        if path == "main.ts" { Ok(self.0.clone()) } else { Err(ReadError::Missing) }
    }
}

fn main() {
    let mut failures = 0;
    let files = thimble_tests::files("tests/ir", ".ts");
    for file in &files {
        if let Err(error) = check(file) {
            eprintln!("{}: {error}", file.display());
            failures += 1;
        }
    }
    println!("{} programs lowered, {failures} failed", files.len());
    assert_eq!(failures, 0, "some programs lowered differently");
}

fn check(file: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(file).map_err(|e| e.to_string())?;
    let source = text.split(MARK).next().unwrap_or_default().trim_end();
    let ir = lowered(source)?;
    let comments: String = ir.trim_end().lines().map(|l| format!("// {l}").trim_end().to_string() + "\n").collect();
    thimble_tests::compare(file, &format!("{source}\n{MARK}{comments}"))
}

/// The Ir of the functions written in the program itself.
fn lowered(source: &str) -> Result<String, String> {
    let mut sources = Sources::default();
    let board = thimble_boards::find("pico").map_err(|_| "no such board")?;
    let (ast, mut problems) = thimble::syntax::modules::load(&["main.ts".to_string()], board, &One(source.to_string()), &mut sources);
    let (program, found) = thimble::check::check(&ast, &sources, thimble::check::Spreads::Shapes);
    problems.extend(found);
    if let Some(problem) = problems.first() {
        return Err(format!("{}: {}", problem.code, problem.message));
    }
    let mut module = thimble::lower::lower(program).unwrap_or_else(|problems| panic!("{problems:?}"));
    let errors = verify(&module);
    if !errors.is_empty() {
        return Err(errors.join("\n"));
    }
    let own = sources.find("main.ts");
    for function in &mut module.functions {
        if function.as_ref().is_some_and(|f| Some(f.span.file) != own || &*f.name == "main") {
            *function = None;
        }
    }
    let text = module.to_string();
    Ok(text.find("\nfunction f").map_or(String::new(), |at| text[at + 1..].to_string()))
}
