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
    /// TypeScript files; what they import is checked with them.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The board whose names `thimble/board` has; `thimble boards` lists them.
    #[arg(short, long, default_value = target::DEFAULT_BOARD)]
    board: String,
}

/// Checks all files together.
pub(crate) fn run(arguments: &Arguments, reporter: &Reporter) -> Exit {
    let board = match target::board(&arguments.board, reporter) {
        Ok(board) => board,
        Err(exit) => return exit,
    };
    let paths: Vec<String> = arguments.files.iter().map(|p| source_path(p)).collect();
    for path in &paths {
        if let Err(error) = Disk.read(path) {
            return reporter.usage(&sentence(path, &error));
        }
    }
    let outcome = thimble::check(&paths, &Disk, board);
    reporter.problems(&outcome.problems, &outcome.sources);
    if outcome.value.is_some() { Exit::Well } else { Exit::Problems }
}
