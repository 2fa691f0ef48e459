//! Programs compiled and run in this process, as `thimble run` would: the compiler library, then the image in the simulator.
//!
//! In: a file and the options of a build. Out: what the program printed, and how it ended. A panic of the compiler is an error
//! like any other, so that one bad program does not hide the rest.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use thimble::Outcome;
use thimble::code::Code;
use thimble::image::{Image as Linked, LinkError, Lines, elf};
use thimble::options::Options;
use thimble::source::{Files, ReadError};
use thimble_simulator::{Chip, Image, Limits, Machine, Stop};

/// Sources on the disk, by path.
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(text),
            Err(_) if Path::new(path).is_dir() => Err(ReadError::Directory),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(ReadError::Missing),
            Err(error) => Err(ReadError::Other(error.to_string())),
        }
    }
}

/// One file, known as `main.ts`.
pub struct One<'a>(pub &'a str);

impl Files for One<'_> {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        if path == "main.ts" { Ok(self.0.to_string()) } else { Err(ReadError::Missing) }
    }
}

/// How a program ran.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// What it printed.
    pub printed: String,
    /// What the image said about an uncaught error; empty when there was none.
    pub errors: String,
    /// How it ended.
    pub stop: Stop,
}

impl Ran {
    /// Whether the program came to its end, or went idle for good, without an uncaught error.
    pub fn is_well(&self) -> bool {
        self.errors.is_empty() && matches!(self.stop, Stop::Ended { status: 0 } | Stop::Exited { status: 0 } | Stop::Idle)
    }

    /// The first line about an uncaught error, or how else it ended badly; `None` when it ended well.
    pub fn complaint(&self) -> Option<String> {
        if self.is_well() {
            return None;
        }
        Some(self.errors.lines().next().map_or_else(|| self.stop.to_string(), str::to_string))
    }
}

/// An image as a file.
pub struct Built {
    elf: Vec<u8>,
    chip: Chip,
}

impl Built {
    /// The ELF file.
    pub fn elf(&self) -> &[u8] {
        &self.elf
    }
}

/// What the compiler makes of the program whose entry is `path`.
///
/// # Errors
/// It panicked: in its words.
pub fn compile(path: &str, files: &dyn Files, options: &Options) -> Result<Outcome<Result<Linked, LinkError>>, String> {
    let compiled = catch_unwind(AssertUnwindSafe(|| thimble::compile(path, files, options)));
    compiled.map_err(|panic| format!("the compiler panicked: {}", words(&*panic)))
}

/// Builds the program whose entry is `path`.
///
/// # Errors
/// The problems of the program, that it does not fit the board, or that the compiler panicked.
pub fn build(path: &str, files: &dyn Files, options: &Options) -> Result<Built, String> {
    link(&code(path, files, options)?, options)
}

/// The code of the program whose entry is `path`, to be linked more than once.
///
/// # Errors
/// The problems of the program, or that the compiler panicked.
pub fn code(path: &str, files: &dyn Files, options: &Options) -> Result<Code, String> {
    let compiled = catch_unwind(AssertUnwindSafe(|| thimble::compile_to_code(path, files, options)));
    let compiled = compiled.map_err(|panic| format!("the compiler panicked: {}", words(&*panic)))?;
    compiled.value.ok_or_else(|| {
        let problems: Vec<String> = compiled.problems.iter().filter(|p| p.is_error()).map(|p| format!("{}: {}", p.code, p.message)).collect();
        format!("does not compile: {}", problems.join("; "))
    })
}

/// Links code for a board with the processor that it was compiled for.
///
/// # Errors
/// It does not fit the board.
pub fn link(code: &Code, options: &Options) -> Result<Built, String> {
    let image = thimble::link(code, options).map_err(|error| format!("does not fit: {error:?}"))?;
    let chip = Chip::named(&options.board.chip).ok_or_else(|| format!("the simulator does not know {}", options.board.chip))?;
    Ok(Built { elf: elf::write(&image, &Lines::default()), chip })
}

/// Runs an image from reset, at most so many instructions.
///
/// # Errors
/// The simulator refuses the image.
pub fn run(built: &Built, instructions: u64) -> Result<Ran, String> {
    let image = Image::parse(&built.elf, built.chip).map_err(|e| format!("the simulator refuses the image: {e}"))?;
    let mut machine = Machine::new(built.chip, &image).map_err(|e| format!("the image cannot start: {e}"))?;
    let stop = machine.run(Limits::instructions(instructions));
    let console = machine.take_console();
    let (mut printed, mut errors) = (Vec::new(), Vec::new());
    let (mut is_error, mut is_escaped) = (false, false);
    for byte in console {
        match byte {
            // STX and ETX frame errors; what stands behind DLE is itself.
            16 if !is_escaped => {
                is_escaped = true;
                continue;
            }
            2 | 3 if is_escaped => if is_error { errors.push(byte) } else { printed.push(byte) },
            2 => is_error = true,
            3 => is_error = false,
            _ if is_error => errors.push(byte),
            _ => printed.push(byte),
        }
        is_escaped = false;
    }
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(Ran { printed: text(printed), errors: text(errors), stop })
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_string()));
    text.unwrap_or_else(|| "without words".to_string())
}

/// Does `work` on every item, on all cores; the results in the items' order.
pub fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let mut own = Vec::new();
                    loop {
                        let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        let Some(item) = items.get(at) else { return own };
                        own.push((at, work(item)));
                    }
                })
            })
            .collect();
        workers.into_iter().flat_map(|w| w.join().expect("a worker's own panics are the test's")).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
