//! Hand-written Ir through `clif` and Cranelift's verifier.
