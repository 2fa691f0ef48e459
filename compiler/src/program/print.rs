//! The Program as text (`--emit program`).
