//! Ir → Clif.

pub mod egraph;
