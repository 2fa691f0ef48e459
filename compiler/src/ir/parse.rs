//! Reads Ir from its text.
