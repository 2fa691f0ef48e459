//! Building functions: blocks, values, SSA construction on the fly.
