//! Checks every invariant of Ir; a failure is our mistake.
