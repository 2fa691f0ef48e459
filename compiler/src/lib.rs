//! The compiler: TypeScript in, an image for a microcontroller out. It does no I/O.
//!
//! `Source → Ast → Program → Ir → Clif → Code → Image`; each noun prints as text, each verb is a module with one public entry.

pub mod ast;
pub mod check;
pub mod clif;
pub mod code;
pub mod hash;
pub mod image;
pub mod ir;
pub mod library;
pub mod lower;
pub mod optimize;
pub mod options;
pub mod problem;
pub mod program;
pub mod source;
pub mod suppress;
pub mod syntax;
pub mod thumb;

use clif::Clif;
use code::Code;
use image::{Image, LinkError};
use options::Options;
use problem::Problem;
use program::Program;
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

/// Reads and checks the files at `paths`, and everything they import, as programs for `board`.
pub fn check(paths: &[String], files: &dyn Files, board: &Board) -> Outcome<Program> {
    let (sources, problems, program) = read(paths, files, board);
    Outcome::new(sources, problems, program)
}

/// Compiles the program whose entry is `path`.
pub fn compile(path: &str, files: &dyn Files, options: &Options) -> Outcome<Result<Image, LinkError>> {
    let (sources, mut problems, program) = read(&[path.to_string()], files, &options.board);
    let image = program.and_then(|program| {
        let code = generate(translate(&program, options, &mut problems)?, options);
        Some(image::link(&code, image::runtime(options.board.core), options))
    });
    Outcome::new(sources, problems, image)
}

/// What one stage makes of the program whose entry is `path`, as text.
pub fn emit(path: &str, files: &dyn Files, options: &Options, stage: Stage) -> Outcome<String> {
    if stage == Stage::Ast {
        let mut sources = Sources::default();
        let (ast, problems) = syntax::modules::load(&[path.to_string()], &options.board, files, &mut sources);
        let text = ast::print(&ast, &sources);
        return Outcome::new(sources, problems, Some(text));
    }
    let (sources, mut problems, program) = read(&[path.to_string()], files, &options.board);
    let text = program.and_then(|program| {
        let clif = |problems: &mut Vec<Problem>| translate(&program, options, problems);
        Some(match stage {
            Stage::Ast => unreachable!("printed above"),
            Stage::Program => program.to_text(),
            Stage::Ir => optimized(&program, &mut problems)?.to_string(),
            Stage::Clif => clif(&mut problems)?.functions.iter().map(|f| format!("; {}\n{}\n", f.name, f.function.display())).collect(),
            Stage::Asm => {
                let code = generate(clif(&mut problems)?, options);
                code.sections.iter().filter(|s| s.function.is_some()).map(thumb::disassemble).collect()
            }
        })
    });
    Outcome::new(sources, problems, text)
}

/// `Source → Ast → Program`; no Program when a problem is an error.
fn read(paths: &[String], files: &dyn Files, board: &Board) -> (Sources, Vec<Problem>, Option<Program>) {
    let mut sources = Sources::default();
    let (ast, mut problems) = syntax::modules::load(paths, board, files, &mut sources);
    if !syntax::may_be_checked(&ast, &problems) {
        return (sources, problems, None);
    }
    let (program, found) = check::check(&ast, &sources);
    suppress::apply(&ast, &sources, &mut problems, found);
    let program = (!problems.iter().any(Problem::is_error)).then_some(program);
    (sources, problems, program)
}

/// `Program → Ir`, through every pass; nothing of what is too much for an image.
fn optimized(program: &Program, problems: &mut Vec<Problem>) -> Option<ir::Module> {
    let mut module = lower::lower(program).map_err(|found| problems.extend(found)).ok()?;
    optimize::optimize(&mut module);
    Some(module)
}

/// `Program → Ir → Clif`, Cranelift's own passes included.
fn translate(program: &Program, options: &Options, problems: &mut Vec<Problem>) -> Option<Clif> {
    let mut clif = clif::translate(&optimized(program, problems)?);
    clif::optimize(&mut clif, options.egraph);
    Some(clif)
}

/// `Clif → Code`.
fn generate(clif: Clif, options: &Options) -> Code {
    let core = thumb::Core::of(options.board.core);
    let compiled = clif.functions.iter().map(|function| {
        let names = thumb::Names { symbol: function.name.clone(), display: function.display_name.clone(), owner: function.display_name.clone() };
        let unit = thumb::Unit {
            core,
            symbols: &|name| clif.symbols[name.index as usize].clone(),
            spans: &|location| function.spans.get(location as usize).copied(),
        };
        thumb::compile(&function.function, &names, &unit)
    });
    Code { sections: compiled.chain(clif.data.iter().cloned()).collect() }
}

impl<T> Outcome<T> {
    fn new(sources: Sources, problems: Vec<Problem>, value: Option<T>) -> Outcome<T> {
        let value = value.filter(|_| !problems.iter().any(Problem::is_error));
        Outcome { sources, problems, value }
    }
}
