//! What a build may be asked for beside its source.

use thimble_boards::Board;

/// The choices of one build. The command line and the tests fill it in; every stage that needs one is given it, none reads an environment.
#[derive(Debug, Clone)]
pub struct Options {
    /// What to build for.
    pub board: Board,
    /// Console and end of program through the debugger (semihosting) instead of UART and a mark in r0.
    pub semihosting: bool,
    /// Whether Cranelift's egraph pass runs (off only to measure what it earns).
    pub egraph: bool,
    /// Collect at every allocation: finds references that the collector was not told of.
    pub collect_always: bool,
    /// Whether Cranelift verifies what each of its passes is given, a tenth of the time of a build (for tests).
    pub verify: bool,
    /// At most this many bytes of heap; `None`: all the RAM that is left.
    pub heap: Option<u32>,
}

impl Options {
    /// The usual build for `board`.
    pub fn new(board: Board) -> Options {
        Options { board, semihosting: false, egraph: true, collect_always: false, verify: false, heap: None }
    }
}
