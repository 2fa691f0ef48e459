//! `thimble check FILES…`: everything wrong with the programs, nothing built.

use std::path::PathBuf;

use super::target;
use crate::disk::{Disk, sentence, source_path};
use crate::exit::Exit;
use crate::report::Reporter;
use thimble::source::Files;

/// What `check` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  thimble check app.ts\n  thimble check src/*.ts --json")]
pub(crate) struct Arguments {
    /// TypeScript files; what they import is checked with them. Without any: the project's entry.
    files: Vec<PathBuf>,
    /// The board whose names `thimble/board` has; `thimble boards` lists them.
    #[arg(short, long)]
    board: Option<String>,
}

/// Checks all files together.
pub(crate) fn run(arguments: &Arguments, reporter: &Reporter) -> Exit {
    check(arguments, reporter).unwrap_or_else(|exit| exit)
}

fn check(arguments: &Arguments, reporter: &Reporter) -> Result<Exit, Exit> {
    let entry = target::entry_or_project(arguments.files.first().map(PathBuf::as_path), reporter)?;
    let boards = target::boards(arguments.board.as_deref().unwrap_or(&entry.board), reporter)?;
    let files = if arguments.files.is_empty() { std::slice::from_ref(&entry.file) } else { &arguments.files[..] };
    let paths: Vec<String> = files.iter().map(|p| source_path(p)).collect();
    for path in &paths {
        if let Err(error) = Disk.read(path) {
            return Err(reporter.usage(&sentence(path, &error)));
        }
    }
    for board in boards {
        let outcome = thimble::check(&paths, &Disk, board);
        reporter.problems(&outcome.problems, &outcome.sources);
        let is_well = outcome.value.is_some();
        // The process is about to end: giving back a large program piece by piece takes a tenth of the time of all of it.
        std::mem::forget(outcome);
        // What is wrong for one board is mostly wrong for the next one: said once.
        if !is_well {
            return Ok(Exit::Problems);
        }
    }
    Ok(Exit::Well)
}
