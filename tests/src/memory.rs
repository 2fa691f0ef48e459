//! Memory that runs out at all sorts of points: `tests/run/memory-*.ts` with heaps from none to enough in steps of 8 bytes, and some beyond.
//!
//! Each run prints the right output, or the beginning of it and then that memory is out: never something else, never a fault. Every other size
//! collects at every allocation, so that what is found too late or moved too early has twice the chances to show.

use std::path::{Path, PathBuf};
use thimble::code::Code;
use thimble::options::Options;
use thimble_boards::{Board, all};
use thimble_tests::device::{self, Disk, in_parallel};
use thimble_tests::{files, sample};

/// More than any of the programs needs.
const ENOUGH: usize = 5_000;
const INSTRUCTIONS: u64 = 200_000_000;
/// So many sizes in a row that were enough: larger ones only differ in when they collect.
const SUFFICE: usize = 24;
/// The step between those larger ones, in bytes.
const COARSE: usize = 104;

fn smallest() -> &'static Board {
    all().iter().min_by_key(|board| board.ram.size).expect("there are boards")
}

/// Whether the program came to its end.
fn ran_through(program: &Path, code: &Code, expected: &str, heap: usize) -> Result<bool, String> {
    let options = Options { heap: Some(heap as u32), semihosting: true, collect_always: heap / 8 % 2 == 1, ..Options::new(smallest().clone()) };
    let ran = device::run(&device::link(code, &options)?, INSTRUCTIONS)?;
    match ran.complaint() {
        None if ran.printed == expected => Ok(true),
        Some(complaint) if complaint.starts_with("Uncaught") && complaint.contains("memory") && expected.starts_with(&ran.printed) => Ok(false),
        complaint => Err(format!("{} with {heap} bytes: {complaint:?} after\n{}", program.display(), ran.printed)),
    }
}

#[test]
fn memory_runs_out_in_good_order() {
    let programs: Vec<PathBuf> = files("tests/run", ".ts").into_iter().filter(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with("memory-"))).collect();
    assert!(!programs.is_empty(), "no program named memory-*");
    for program in programs {
        let expected = std::fs::read_to_string(program.with_extension("out")).expect("an answer beside the program");
        let ends = with_growing_heaps(&program, &expected);
        let wrong: Vec<&String> = ends.iter().filter_map(|e| e.as_ref().err()).collect();
        assert!(wrong.is_empty(), "{} of {} sizes: {}", wrong.len(), ends.len(), wrong[0]);
        assert!(ends.first() == Some(&Ok(false)) && ends.last() == Some(&Ok(true)), "{}: too small and enough are not what they are called", program.display());
    }
}

/// How the program ended with each heap, from none on: each of those sizes until `SUFFICE` in a row were enough, from there on few.
fn with_growing_heaps(program: &Path, expected: &str) -> Vec<Result<bool, String>> {
    let code = device::code(&program.to_string_lossy(), &Disk, &Options::new(smallest().clone())).unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let run = |sizes: &[usize]| in_parallel(sizes, |heap| ran_through(program, &code, expected, *heap));
    let fine: Vec<usize> = (0..ENOUGH).step_by(sample(8, COARSE)).collect();
    let mut ends = Vec::new();
    for sizes in fine.chunks(SUFFICE) {
        ends.extend(run(sizes));
        if ends[ends.len() - sizes.len()..].iter().all(|end| *end == Ok(true)) {
            break;
        }
    }
    let reached = fine.get(ends.len()).copied().unwrap_or(ENOUGH);
    let coarse: Vec<usize> = (reached..ENOUGH).step_by(COARSE).chain([ENOUGH]).collect();
    ends.extend(run(&coarse));
    ends
}

/// What the smallest board promises: 2 kB of stack and 11 kB of heap for programs of the usual size.
#[test]
fn the_smallest_board_leaves_room() {
    let board = smallest();
    assert_eq!(board.ram.size, 16 * 1024, "{}", board.id);
    for program in files("tests/bench", ".ts").into_iter().chain(files("examples/microbit", ".ts")) {
        let compiled = thimble::compile(&program.to_string_lossy(), &Disk, &Options::new(board.clone()));
        let image = compiled.value.and_then(Result::ok).unwrap_or_else(|| panic!("{} does not compile", program.display()));
        let usage = image.usage;
        assert!(usage.stack >= 2 * 1024 && usage.heap() >= 11 * 1024, "{}: {usage:?}", program.display());
    }
}
