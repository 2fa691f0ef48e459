//! What `build` and `run` share: for which board, with which choices; from a source file to an image or an exit.

use std::path::{Path, PathBuf};

use crate::disk::{Disk, sentence, source_path};
use crate::exit::Exit;
use crate::project;
use crate::report::{Field, Reporter};
use serde_json::json;
use thimble::image::{Image, LinkError, Owner, Usage};
use thimble::options::Options;
use thimble::source::{Files, Sources};
use thimble_boards::Board;

/// The board that is meant when none is named.
pub(crate) const DEFAULT_BOARD: &str = "pico";

/// Choices of one build that are no business of the program's.
#[derive(Debug, clap::Args)]
pub(crate) struct Choices {
    /// Print and exit through a debugger or emulator (semihosting) instead of the serial line.
    #[arg(long)]
    semihosting: bool,
    /// At most this many bytes of heap.
    #[arg(long, value_name = "BYTES", help_heading = "For tests and measurements")]
    heap: Option<u32>,
    /// Collect garbage at every allocation.
    #[arg(long, help_heading = "For tests and measurements")]
    collect_always: bool,
    /// Leave out Cranelift's egraph pass.
    #[arg(long, help_heading = "For tests and measurements")]
    without_egraph: bool,
}

impl Choices {
    /// The library's options.
    pub(crate) fn options(&self, board: &Board) -> Options {
        Options {
            semihosting: self.semihosting,
            heap: self.heap,
            collect_always: self.collect_always,
            verify: false,
            egraph: !self.without_egraph,
            ..Options::new(board.clone())
        }
    }
}

/// What a command works on: the named file, or else the project's entry, and the board that is meant when none is named.
pub(crate) struct Entry {
    /// The file.
    pub(crate) file: PathBuf,
    /// The board's id.
    pub(crate) board: String,
}

/// The file that was named, or the entry of the project in the current folder.
pub(crate) fn entry_or_project(file: Option<&Path>, reporter: &Reporter) -> Result<Entry, Exit> {
    entry_if_any(file, reporter)?.ok_or_else(|| reporter.usage(&format!("name a file: there is no project here (no {})", project::FILE)))
}

/// The same, for commands that can do without a file.
pub(crate) fn entry_if_any(file: Option<&Path>, reporter: &Reporter) -> Result<Option<Entry>, Exit> {
    let project = project::find().map_err(|sentence| reporter.usage(&sentence))?;
    let board = project.as_ref().and_then(|p| p.board.clone()).unwrap_or_else(|| DEFAULT_BOARD.to_string());
    let file = file.map(Path::to_path_buf).or_else(|| project.map(|p| p.entry));
    Ok(file.map(|file| Entry { file, board }))
}

/// The board that `--board` names.
pub(crate) fn board(id: &str, reporter: &Reporter) -> Result<&'static Board, Exit> {
    thimble_boards::find(id).map_err(|unknown| reporter.usage(&unknown.to_string()))
}

/// The boards that a name stands for: the one board of that name, or all that a file for several is for. Never empty.
pub(crate) fn boards(id: &str, reporter: &Reporter) -> Result<Vec<&'static Board>, Exit> {
    let several = thimble_boards::universal(id);
    if several.is_empty() {
        return Ok(vec![board(id, reporter)?]);
    }
    Ok(several.into_iter().map(|(_, board)| board).collect())
}

/// The board that stands for all that a name stands for where a command can take but one: the oldest, which has least.
pub(crate) fn first_board(id: &str, reporter: &Reporter) -> Result<&'static Board, Exit> {
    Ok(boards(id, reporter)?[0])
}

/// The entry file's path as the compiler knows it, if the file can be read.
pub(crate) fn entry(file: &Path, reporter: &Reporter) -> Result<String, Exit> {
    let path = source_path(file);
    match Disk.read(&path) {
        Ok(_) => Ok(path),
        Err(error) => Err(reporter.usage(&sentence(&path, &error))),
    }
}

/// Compiles a file; problems, and what does not fit, are reported.
pub(crate) fn compile(file: &Path, options: &Options, reporter: &Reporter) -> Result<(Image, Sources), Exit> {
    let path = entry(file, reporter)?;
    let outcome = thimble::compile(&path, &Disk, options);
    reporter.problems(&outcome.problems, &outcome.sources);
    match outcome.value {
        None => Err(Exit::Problems),
        Some(Ok(image)) => Ok((image, outcome.sources)),
        Some(Err(LinkError::DoesNotFit { usage, largest })) => {
            does_not_fit(&options.board, &usage, &largest, reporter);
            Err(Exit::DoesNotFit)
        }
        Some(Err(error)) => panic!("linking failed: {error}"),
    }
}

/// Says how much is too much and who takes most of it.
pub(crate) fn does_not_fit(board: &Board, usage: &Usage, largest: &[Owner], reporter: &Reporter) {
    if reporter.json {
        let largest: Vec<_> = largest.iter().map(|o| json!({ "name": o.name, "flash": o.flash, "ram": o.ram })).collect();
        let mut fields = size_fields("does-not-fit", board, usage).to_vec();
        fields.push(("largest", json!(largest)));
        reporter.object(&fields);
        return;
    }
    reporter.error(&format!("the program does not fit the {}", board.name));
    for (what, used, size) in [("flash", usage.flash, usage.flash_size), ("RAM", usage.ram(), usage.ram_size)] {
        if used > u64::from(size) {
            eprintln!("  {what}: {used} bytes of {size}, {} too many", used - u64::from(size));
        }
    }
    eprintln!("The largest parts:");
    eprintln!("  {:>8}  {:>8}", "flash", "RAM");
    for owner in largest {
        eprintln!("  {:>8}  {:>8}  {}", owner.flash, owner.ram, owner.name);
    }
}

/// How much of the board a program takes.
pub(crate) fn size_fields(kind: &str, board: &Board, usage: &Usage) -> [Field<'static>; 8] {
    [
        ("kind", json!(kind)),
        ("board", json!(board.id)),
        ("flash", json!(usage.flash)),
        ("flashSize", json!(usage.flash_size)),
        ("ram", json!(usage.ram())),
        ("ramSize", json!(usage.ram_size)),
        ("stack", json!(usage.stack)),
        ("heap", json!(usage.heap())),
    ]
}
