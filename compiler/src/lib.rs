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

use ast::Ast;
use check::Spreads;
use clif::Clif;
use image::{Image, LinkError};
use options::Options;
use problem::{Problem, Rule};
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
    let loaded = Loaded::new(paths, files, board);
    let (program, problems) = loaded.check(Spreads::Shapes);
    Outcome::new(loaded.sources, problems, program)
}

/// Compiles the program whose entry is `path`.
pub fn compile(path: &str, files: &dyn Files, options: &Options) -> Outcome<Result<Image, LinkError>> {
    let Outcome { sources, problems, value } = compile_to_code(path, files, options);
    Outcome { sources, problems, value: value.map(|code| link(&code, options)) }
}

/// Compiles the program whose entry is `path` as far as it is the same with every memory and console: of the board only the processor counts,
/// and what it gives to a program that imports `thimble/board`.
pub fn compile_to_code(path: &str, files: &dyn Files, options: &Options) -> Outcome<code::Code> {
    let loaded = Loaded::new(&[path.to_string()], files, &options.board);
    let (module, problems) = loaded.lower();
    let code = module.map(|module| generate(translate(module, options), options));
    Outcome::new(loaded.sources, problems, code)
}

/// Links code that was compiled for the same processor.
pub fn link(code: &code::Code, options: &Options) -> Result<Image, LinkError> {
    image::link(code, image::runtime(options.board.core), options)
}

/// What one stage makes of the program whose entry is `path`, as text.
pub fn emit(path: &str, files: &dyn Files, options: &Options, stage: Stage) -> Outcome<String> {
    let loaded = Loaded::new(&[path.to_string()], files, &options.board);
    let (text, problems) = match stage {
        Stage::Ast => (Some(ast::print(&loaded.ast, &loaded.sources)), loaded.problems),
        Stage::Program => {
            let (program, problems) = loaded.check(Spreads::Shapes);
            (program.map(|program| program.to_text()), problems)
        }
        Stage::Ir | Stage::Clif | Stage::Asm => {
            let (module, problems) = loaded.lower();
            (module.map(|module| compiled_text(module, options, stage)), problems)
        }
    };
    Outcome::new(loaded.sources, problems, text)
}

/// What the stages behind `lower` make of a program, as text.
fn compiled_text(module: ir::Module, options: &Options, stage: Stage) -> String {
    if stage == Stage::Ir {
        return optimized(module).to_string();
    }
    let clif = translate(module, options);
    if stage == Stage::Clif {
        return clif.functions.iter().map(|f| format!("; {}\n{}\n", f.name, f.function.display())).collect();
    }
    let code = generate(clif, options);
    code.sections.iter().filter(|s| s.function.is_some()).map(thumb::disassemble).collect()
}

/// `Source → Ast`: what was read.
struct Loaded {
    sources: Sources,
    ast: Ast,
    problems: Vec<Problem>,
}

impl Loaded {
    fn new(paths: &[String], files: &dyn Files, board: &Board) -> Loaded {
        let mut sources = Sources::default();
        let (ast, problems) = syntax::modules::load(paths, board, files, &mut sources);
        Loaded { sources, ast, problems }
    }

    /// `Ast → Program`, and all problems so far; no Program when one of them is an error.
    fn check(&self, spreads: Spreads) -> (Option<Program>, Vec<Problem>) {
        let mut problems = self.problems.clone();
        if !syntax::may_be_checked(&self.ast, &problems) {
            return (None, problems);
        }
        let (program, found) = check::check(&self.ast, &self.sources, spreads);
        suppress::apply(&self.ast, &self.sources, &mut problems, found);
        let program = (!problems.iter().any(Problem::is_error)).then_some(program);
        (program, problems)
    }

    /// `Ast → Program → Ir`, and all problems; no Ir of what is too much for an image.
    fn lower(&self) -> (Option<ir::Module>, Vec<Problem>) {
        let (module, problems) = self.lower_with(Spreads::Shapes);
        // Which form its objects have decides what of the library a program needs: it is checked again.
        if problems.iter().any(|problem| problem.code == problem::Code::Th(Rule::EndlessSpreads)) {
            return self.lower_with(Spreads::Dictionaries);
        }
        (module, problems)
    }

    fn lower_with(&self, spreads: Spreads) -> (Option<ir::Module>, Vec<Problem>) {
        let (program, mut problems) = self.check(spreads);
        let module = program.and_then(|program| lower::lower(program).map_err(|found| problems.extend(found)).ok());
        (module, problems)
    }
}

/// `Ir → Ir`, through every pass.
fn optimized(mut module: ir::Module) -> ir::Module {
    optimize::optimize(&mut module);
    module
}

/// `Ir → Clif`, the passes of both included.
fn translate(module: ir::Module, options: &Options) -> Clif {
    let mut clif = clif::translate(&optimized(module));
    clif::optimize(&mut clif, options.egraph, options.verify);
    clif
}

/// `Clif → Code`.
fn generate(clif: Clif, options: &Options) -> code::Code {
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
    code::Code { sections: compiled.chain(clif.data.iter().cloned()).collect() }
}

impl<T> Outcome<T> {
    fn new(sources: Sources, problems: Vec<Problem>, value: Option<T>) -> Outcome<T> {
        let value = value.filter(|_| !problems.iter().any(Problem::is_error));
        Outcome { sources, problems, value }
    }
}
