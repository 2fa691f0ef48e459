//! The simulator against emulators that nobody here wrote: Unicorn, QEMU and rp2040js.
//!
//! These tests need, and fail without: python3 (or the interpreter `$PYTHON` names) with the packages unicorn and
//! capstone; arm-none-eabi-gcc with newlib; gcc; qemu-system-arm; node with the package rp2040js in `tests/node_modules`
//! or on `$NODE_PATH`. `tests/all.sh` installs them. What each emulator can show is in `tests/emulators/README.md`.

mod counts;
mod images;
mod lockstep;
mod tools;
mod vectors;
