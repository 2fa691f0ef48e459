//! The commands, one file each: its arguments, and `run`, which does it and says how it ended.

pub(crate) mod boards;
pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod explain;
pub(crate) mod flash;
pub(crate) mod init;
pub(crate) mod monitor;
pub(crate) mod playground;
pub(crate) mod run;
pub(crate) mod target;
