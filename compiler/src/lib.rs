//! The compiler: TypeScript in, an image for a microcontroller out. It does no I/O.
//!
//! `Source → Ast → Program → Ir → Clif → Code → Image`; each noun prints as text, each verb is a module with one public entry.

pub mod ast;
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

/// Reads and checks the files at `paths` and everything they import.
pub fn check(paths: &[String], files: &dyn Files) -> Outcome<()> {
    let (sources, problems, ast) = read(paths, files);
    Outcome::new(sources, problems, ast.map(|_| ()))
}

/// Compiles the program whose entry is `path`.
pub fn compile(path: &str, files: &dyn Files, _options: &Options) -> Outcome<Result<Image, LinkError>> {
    let (sources, problems, ast) = read(&[path.to_string()], files);
    Outcome::new(sources, problems, ast.map(|_| panic!("the stages after syntax are not joined yet")))
}

/// What one stage makes of the program whose entry is `path`, as text.
pub fn emit(path: &str, files: &dyn Files, _options: &Options, stage: Stage) -> Outcome<String> {
    let (sources, problems, ast) = read(&[path.to_string()], files);
    let text = ast.map(|ast| match stage {
        Stage::Ast => ast::print(&ast, &sources),
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

/// The files at `paths` as trees; `None` when one has an error.
fn read(paths: &[String], files: &dyn Files) -> (Sources, Vec<Problem>, Option<ast::Ast>) {
    let (mut sources, mut problems, mut trees) = (Sources::default(), Vec::new(), ast::Ast::default());
    let mut ids = syntax::NodeIds::default();
    for path in paths {
        let text = files.read(path).unwrap_or_default();
        let file = sources.add(path.clone(), text);
        let (module, mut found) = syntax::parse(file, sources.get(file), &mut ids);
        trees.modules.push(module);
        problems.append(&mut found);
    }
    let ast = (!problems.iter().any(Problem::is_error)).then_some(trees);
    (sources, problems, ast)
}
