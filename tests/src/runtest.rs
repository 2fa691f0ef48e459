//! `tests/run/*.ts` and `tests/bench/*.ts`: every program on every board, and node's answer.
//!
//! What node prints is committed beside each program as `.out`; it is derived again here, and `THIMBLE_BLESS=1` writes it. A program whose
//! wanted answer is not node's says so in a line `// differs: why`; its `.out` is then written by hand. Every program runs once as a user runs it
//! and once with a collection at every allocation, which finds references that the collector was not told of.

use std::path::{Path, PathBuf};
use thimble::options::Options;
use thimble_boards::{Board, Core, all};
use thimble_tests::device::{self, Disk, in_parallel};
use thimble_tests::{compare, difference, files, oracle};

/// No program needs more, collecting at every allocation included; simulating them takes ten seconds.
const INSTRUCTIONS: u64 = 3_000_000_000;

/// Programs at the top of the two folders; folders below hold what they import.
fn programs() -> Vec<PathBuf> {
    let folders = ["tests/run", "tests/bench"];
    let all = folders.iter().flat_map(|folder| files(folder, ".ts"));
    all.filter(|file| folders.iter().any(|folder| file.parent() == Some(&thimble_tests::root().join(folder)))).collect()
}

/// What a program must print.
fn expected(program: &Path) -> String {
    let path = program.with_extension("out");
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn name(program: &Path) -> String {
    program.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[test]
fn programs_print_what_node_prints() {
    let differs = |program: &&PathBuf| std::fs::read_to_string(program).is_ok_and(|text| text.lines().any(|l| l.starts_with("// differs: ")));
    let programs: Vec<PathBuf> = programs().iter().filter(|p| !differs(p)).cloned().collect();
    let answers = oracle::node(&programs, false);
    let failures: Vec<String> = programs.iter().zip(&answers).filter_map(|(program, answer)| compare(&program.with_extension("out"), answer).err()).collect();
    assert!(failures.is_empty(), "node prints something else:\n{}", failures.join("\n"));
}

#[test]
fn programs_print_the_same_on_every_board() {
    check(all().iter().collect(), false);
}

/// On the board with the least memory of each kind of processor: the collector knows no other difference between them.
#[test]
fn programs_print_the_same_when_every_allocation_collects() {
    let least = |core: Core| all().iter().filter(|board| board.core == core).min_by_key(|board| board.ram.size);
    check([Core::Armv6m, Core::Armv7em].into_iter().filter_map(least).collect(), true);
}

fn check(boards: Vec<&'static Board>, collect_always: bool) {
    let runs: Vec<(PathBuf, &Board)> = programs().into_iter().flat_map(|program| boards.iter().map(move |board| (program.clone(), *board))).collect();
    let failures = in_parallel(&runs, |(program, board)| check_one(program, board, collect_always));
    let failures: Vec<String> = failures.into_iter().flatten().collect();
    assert!(failures.is_empty(), "{} of {} runs failed:\n{}", failures.len(), runs.len(), failures.join("\n"));
}

fn check_one(program: &Path, board: &Board, collect_always: bool) -> Option<String> {
    // Lines through the debugger take no time; as a user runs it they go out on the UART.
    let options = Options { collect_always, verify: collect_always, semihosting: collect_always, ..Options::new(board.clone()) };
    let path = program.to_string_lossy().into_owned();
    let ran = device::build(&path, &Disk, &options).and_then(|built| device::run(&built, INSTRUCTIONS));
    let wrong = match ran {
        Ok(ran) => difference(&expected(program), &ran.printed).or_else(|| ran.complaint()),
        Err(error) => Some(error),
    };
    wrong.map(|wrong| format!("{} on {}: {wrong}", name(program), board.id))
}
