//! `thimble build FILE`: a program becomes the file that a board takes, or one stage's text.

use std::path::{Path, PathBuf};

use super::target::{self, Choices};
use crate::disk::{self, Disk};
use crate::exit::Exit;
use crate::report::Reporter;
use serde_json::json;
use thimble::Stage;
use thimble::image::{Image, Lines, elf, hex, map, uf2};
use thimble::source::Sources;
use thimble_boards::{Board, Format};

/// What `build` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  thimble build blink.ts\n  thimble build blink.ts --board microbit -o blink.hex\n  \
                        thimble build blink.ts --emit asm")]
pub(crate) struct Arguments {
    /// The program's entry, a TypeScript file. Without it: the project's, as thimble.json says.
    file: Option<PathBuf>,
    /// The board to build for; `thimble boards` lists them. Without it: the project's, else pico.
    #[arg(short, long)]
    board: Option<String>,
    /// The file to write; its ending says which kind: .uf2 .hex .elf .bin. Without it: the entry's name with the ending the board takes.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Instead of the board's file: what one stage makes, as text on stdout or in the output file (elf: a file).
    #[arg(long, value_enum, value_name = "STAGE")]
    emit: Option<Emit>,
    #[command(flatten)]
    choices: Choices,
}

/// What can be emitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Emit {
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
    /// The image with its symbols.
    Elf,
    /// What lies where, and who takes how much.
    Map,
}

/// Kinds of image files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Uf2 { family: u32 },
    Hex,
    Elf,
    Bin,
}

/// Builds.
pub(crate) fn run(arguments: &Arguments, reporter: &Reporter) -> Exit {
    build(arguments, reporter).unwrap_or_else(|exit| exit)
}

fn build(arguments: &Arguments, reporter: &Reporter) -> Result<Exit, Exit> {
    let entry = target::entry_or_project(arguments.file.as_deref(), reporter)?;
    let name = arguments.board.as_deref().unwrap_or(&entry.board);
    let file = entry.file.as_path();
    let sections = thimble_boards::universal(name);
    if !sections.is_empty() {
        return build_universal(arguments, file, name, &sections, reporter);
    }
    let board = target::board(name, reporter)?;
    match arguments.emit {
        None => build_image(arguments, file, board, None, reporter),
        Some(Emit::Elf) => build_image(arguments, file, board, Some(Kind::Elf), reporter),
        Some(Emit::Map) => {
            let (image, _) = target::compile(file, &arguments.choices.options(board), reporter)?;
            text(arguments, &map::write(&image), reporter)
        }
        Some(Emit::Ast) => emit(arguments, file, board, Stage::Ast, reporter),
        Some(Emit::Program) => emit(arguments, file, board, Stage::Program, reporter),
        Some(Emit::Ir) => emit(arguments, file, board, Stage::Ir, reporter),
        Some(Emit::Clif) => emit(arguments, file, board, Stage::Clif, reporter),
        Some(Emit::Asm) => emit(arguments, file, board, Stage::Asm, reporter),
    }
}

fn emit(arguments: &Arguments, file: &Path, board: &Board, stage: Stage, reporter: &Reporter) -> Result<Exit, Exit> {
    let path = target::entry(file, reporter)?;
    let outcome = thimble::emit(&path, &Disk, &arguments.choices.options(board), stage);
    reporter.problems(&outcome.problems, &outcome.sources);
    match outcome.value {
        Some(result) => text(arguments, &result, reporter),
        None => Ok(Exit::Problems),
    }
}

/// A stage's text, to the output file if there is one.
fn text(arguments: &Arguments, text: &str, reporter: &Reporter) -> Result<Exit, Exit> {
    match &arguments.output {
        Some(path) => disk::write(path, text.as_bytes()).map_err(|sentence| reporter.usage(&sentence))?,
        None if reporter.json => reporter.object(&[("kind", json!("text")), ("text", json!(text))]),
        None => reporter.print(text),
    }
    Ok(Exit::Well)
}

fn build_image(arguments: &Arguments, file: &Path, board: &Board, forced: Option<Kind>, reporter: &Reporter) -> Result<Exit, Exit> {
    let (path, kind) = output(arguments, file, board, forced).map_err(|sentence| reporter.usage(&sentence))?;
    let (image, sources) = target::compile(file, &arguments.choices.options(board), reporter)?;
    disk::write(&path, &bytes(&image, &sources, kind)).map_err(|sentence| reporter.usage(&sentence))?;
    if reporter.json {
        let path = disk::source_path(&path);
        reporter.object(&[("kind", json!("artifact")), ("path", json!(path)), ("board", json!(board.id))]);
        reporter.object(&target::size_fields("size", board, &image.usage));
    } else {
        reporter.print(&format!("{}: {}\n", path.display(), summary(&image)));
    }
    Ok(Exit::Well)
}

/// One file for several boards.
fn build_universal(
    arguments: &Arguments,
    file: &Path,
    name: &str,
    sections: &[(u16, &'static Board)],
    reporter: &Reporter,
) -> Result<Exit, Exit> {
    if arguments.emit.is_some() {
        return Err(reporter.usage("a file for several boards has no stages to emit: name one of the boards"));
    }
    let path = arguments.output.clone().unwrap_or_else(|| file.with_extension("hex"));
    if kind_of(&path).map_err(|sentence| reporter.usage(&sentence))? != Kind::Hex {
        return Err(reporter.usage("a file for several boards is a .hex file"));
    }
    let images = universal(file, &arguments.choices, sections, reporter)?;
    disk::write(&path, &universal_bytes(&images)).map_err(|sentence| reporter.usage(&sentence))?;
    if reporter.json {
        let path = disk::source_path(&path);
        reporter.object(&[("kind", json!("artifact")), ("path", json!(path)), ("board", json!(name))]);
    }
    for ((_, board), (_, image)) in sections.iter().zip(&images) {
        if reporter.json {
            reporter.object(&target::size_fields("size", board, &image.usage));
        } else {
            reporter.print(&format!("{} for the {}: {}\n", path.display(), board.name, summary(image)));
        }
    }
    Ok(Exit::Well)
}

/// The images for all boards of a file for several, with the ids of their sections.
pub(crate) fn universal(
    file: &Path,
    choices: &Choices,
    sections: &[(u16, &'static Board)],
    reporter: &Reporter,
) -> Result<Vec<(u16, Image)>, Exit> {
    sections.iter().map(|(id, board)| Ok((*id, target::compile(file, &choices.options(board), reporter)?.0))).collect()
}

/// One file of several images.
pub(crate) fn universal_bytes(images: &[(u16, Image)]) -> Vec<u8> {
    let parts: Vec<(u16, &Image)> = images.iter().map(|(id, image)| (*id, image)).collect();
    hex::write_universal(&parts).into_bytes()
}

/// Flash and RAM used of what the board has.
fn summary(image: &Image) -> String {
    let usage = &image.usage;
    let percent = |used: u64, size: u32| used as f64 * 100.0 / f64::from(size);
    format!(
        "flash {} of {} bytes ({:.1} %), RAM {} of {} bytes ({:.1} %), {} left for the heap",
        usage.flash,
        usage.flash_size,
        percent(usage.flash, usage.flash_size),
        usage.ram(),
        usage.ram_size,
        percent(usage.ram(), usage.ram_size),
        usage.heap()
    )
}

/// The kind of file that a board takes.
pub(crate) fn natural(board: &Board) -> Kind {
    match board.format {
        Format::Uf2 { family } => Kind::Uf2 { family },
        Format::Hex {} => Kind::Hex,
    }
}

/// Which file to write, and which kind; the error is a sentence.
fn output(arguments: &Arguments, file: &Path, board: &Board, forced: Option<Kind>) -> Result<(PathBuf, Kind), String> {
    let natural = natural(board);
    let Some(path) = &arguments.output else {
        let kind = forced.unwrap_or(natural);
        let ending = if kind == Kind::Elf { "elf" } else { board.format.ending() };
        return Ok((file.with_extension(ending), kind));
    };
    match (forced, kind_of(path)?, natural) {
        (Some(kind), ..) => Ok((path.clone(), kind)),
        (None, Kind::Uf2 { .. }, Kind::Uf2 { .. }) => Ok((path.clone(), natural)),
        (None, Kind::Uf2 { .. }, _) => Err(format!("the {} does not take .uf2 files; its kind is .{}", board.name, board.format.ending())),
        (None, kind, _) => Ok((path.clone(), kind)),
    }
}

/// The kind that a file's ending asks for.
fn kind_of(path: &Path) -> Result<Kind, String> {
    match path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("uf2") => Ok(Kind::Uf2 { family: 0 }),
        Some("hex") => Ok(Kind::Hex),
        Some("elf") => Ok(Kind::Elf),
        Some("bin") => Ok(Kind::Bin),
        _ => Err(format!("`{}` does not say which kind of file to write; end it in .uf2, .hex, .elf or .bin", path.display())),
    }
}

/// The image as a file of some kind.
pub(crate) fn bytes(image: &Image, sources: &Sources, kind: Kind) -> Vec<u8> {
    match kind {
        Kind::Uf2 { family } => uf2::write(image, family),
        Kind::Hex => hex::write(image).into_bytes(),
        Kind::Elf => elf::write(image, &Lines::of(image, sources)),
        Kind::Bin => image.flash.clone(),
    }
}
