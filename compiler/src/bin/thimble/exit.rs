//! How a command ends, and the exit code for it.

/// The ways a command can end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything went well.
    Well,
    /// The user's program has errors.
    Problems,
    /// The command itself is wrong: a missing file, an unknown board, a corrupt image.
    Usage,
    /// The program is larger than the board.
    DoesNotFit,
    /// The board was not found, or did not take the program.
    Board,
    /// `--for` is over.
    TimeLimit,
    /// The program ended in an uncaught exception or a fault.
    Uncaught,
    /// A bug in Thimble.
    Bug,
}

impl Exit {
    /// The number for the shell.
    pub(crate) fn code(self) -> u8 {
        match self {
            Exit::Well => 0,
            Exit::Problems => 1,
            Exit::Usage => 2,
            Exit::DoesNotFit => 3,
            Exit::Board => 4,
            Exit::TimeLimit => 5,
            Exit::Uncaught => 6,
            Exit::Bug => 101,
        }
    }
}
