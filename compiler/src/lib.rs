//! The compiler: TypeScript in, an image for a microcontroller out. It does no I/O.
//!
//! `Source → Ast → Program → Ir → Clif → Code → Image`; each noun prints as text, each verb is a module with one public entry.

pub mod ast;
pub mod check;
pub mod clif;
pub mod code;
pub mod image;
pub mod ir;
pub mod library;
pub mod lower;
pub mod optimize;
pub mod options;
pub mod problem;
pub mod program;
pub mod source;
pub mod syntax;
pub mod thumb;

use image::{Image, LinkError};
use options::Options;
use problem::Problem;
use source::{Files, Sources};
use thimble_boards::Board;

/// What came of a program: a value, unless one of the problems is an error.
#[derive(Debug)]
pub struct Outcome<T> {
    /// Every file that was read; problems and positions refer to it.
    pub sources: Sources,
    /// Everything wrong with the program, in the order in which a reader meets it.
    pub problems: Vec<Problem>,
    /// The result; `None` if and only if a problem is an error.
    pub value: Option<T>,
}

/// What `build --emit` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The syntax trees.
    Ast,
    /// The typed program.
    Program,
    /// Thimble's own form, optimised.
    Ir,
    /// Cranelift's form, optimised.
    Clif,
    /// Thumb instructions.
    Asm,
}

/// Reads and checks the files at `paths` and everything they import; `thimble/board` has the names of the default board.
pub fn check(paths: &[String], files: &dyn Files) -> Outcome<()> {
    let board = thimble_boards::find("pico").expect("the default board is among the boards");
    let (sources, problems, program) = checked(paths, board, files);
    Outcome::new(sources, problems, program.map(|_| ()))
}

/// Compiles the program whose entry is `path`.
pub fn compile(path: &str, files: &dyn Files, options: &Options) -> Outcome<Result<Image, LinkError>> {
    let (sources, problems, program) = checked(&[path.to_string()], &options.board, files);
    Outcome::new(sources, problems, program.map(|_| panic!("the stages after check are not joined yet")))
}

/// What one stage makes of the program whose entry is `path`, as text.
pub fn emit(path: &str, files: &dyn Files, options: &Options, stage: Stage) -> Outcome<String> {
    let paths = [path.to_string()];
    if stage == Stage::Ast {
        let (sources, problems, ast) = read(&paths, &options.board, files);
        let text = ast.map(|ast| ast::print(&ast, &sources));
        return Outcome::new(sources, problems, text);
    }
    let (sources, problems, program) = checked(&paths, &options.board, files);
    let text = program.map(|program| match stage {
        Stage::Program => program.to_text(),
        other => panic!("{other:?} is not joined yet"),
    });
    Outcome::new(sources, problems, text)
}

impl<T> Outcome<T> {
    fn new(sources: Sources, problems: Vec<Problem>, value: Option<T>) -> Outcome<T> {
        let value = value.filter(|_| !problems.iter().any(Problem::is_error));
        Outcome { sources, problems, value }
    }
}

/// The files at `paths` as trees; `None` when one has an error, since names whose declaration was refused would all be reported as unknown.
fn read(paths: &[String], board: &Board, files: &dyn Files) -> (Sources, Vec<Problem>, Option<ast::Ast>) {
    let mut sources = Sources::default();
    let (trees, problems) = syntax::modules::load(paths, board, files, &mut sources);
    let ast = (!problems.iter().any(Problem::is_error)).then_some(trees);
    (sources, problems, ast)
}

/// The files at `paths` as a typed program; `None` when one cannot be read.
fn checked(paths: &[String], board: &Board, files: &dyn Files) -> (Sources, Vec<Problem>, Option<program::Program>) {
    let (sources, mut problems, ast) = read(paths, board, files);
    let program = ast.map(|ast| {
        let (program, mut found) = check::check(&ast, &sources);
        problems.append(&mut found);
        program
    });
    problem::sort(&mut problems);
    (sources, problems, program)
}
