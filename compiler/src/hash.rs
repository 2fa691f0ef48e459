//! The hash tables of the compiler: with a fixed hash, so that the same source gives the same image, byte for byte, on every machine.
//!
//! The standard library's tables begin each with keys of their own, and so does the order in which one walks them. The hash here is
//! rustc's; it does not withstand keys chosen to collide, which a compiler need not.

/// A table whose order depends on nothing but what was done to it.
pub type HashMap<K, V> = rustc_hash::FxHashMap<K, V>;
/// A set whose order depends on nothing but what was done to it.
pub type HashSet<T> = rustc_hash::FxHashSet<T>;
