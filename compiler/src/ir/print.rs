//! Writes Ir as text.
