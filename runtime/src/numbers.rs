//! Numbers: tagged arithmetic, mathematics, text in both directions, and operators on words of any kind.

mod bignum;
mod dynamic;
mod elementary;
mod elements;
mod format;
mod integer;
mod math;
mod parse;
mod radix;
mod significant;
mod tagged;

pub use dynamic::*;
pub use elementary::*;
pub use elements::*;
pub use format::*;
pub use integer::*;
pub use math::*;
pub use parse::*;
pub use radix::*;
pub use significant::*;
pub use tagged::*;
