//! The compiler: TypeScript in, an image for a microcontroller out. It does no I/O.
//!
//! `Source → Ast → Program → Ir → Clif → Code → Image`; each noun prints as text, each verb is a module with one public entry.

pub mod ast;
pub mod clif;
pub mod code;
pub mod image;
pub mod ir;
pub mod library;
pub mod options;
pub mod problem;
pub mod program;
pub mod source;
pub mod syntax;
pub mod thumb;
