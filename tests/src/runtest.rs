//! `tests/run/*.ts` and `tests/bench/*.ts`: every program on every board, and node's answer.
//!
//! What node prints is committed beside each program as `.out`; it is derived again here, and `THIMBLE_BLESS=1` writes it. A program whose
//! wanted answer is not node's says so in a line `// differs: why`; its `.out` is then written by hand. Every program runs once as a user runs it
//! and once with a collection at every allocation, which finds references that the collector was not told of.

use std::path::{Path, PathBuf};
use thimble::code::Code;
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

/// A program's code is the same on all boards with the same processor: it is compiled once for each processor, and linked for each board.
#[test]
fn programs_print_the_same_on_every_board() {
    let mut cores: Vec<Core> = Vec::new();
    for board in all() {
        if !cores.contains(&board.core) {
            cores.push(board.core);
        }
    }
    let runs: Vec<(PathBuf, Core)> = programs().into_iter().flat_map(|program| cores.iter().map(move |core| (program.clone(), *core))).collect();
    let failures: Vec<String> = in_parallel(&runs, |(program, core)| check(program, *core)).concat();
    assert!(failures.is_empty(), "{} runs failed:\n{}", failures.len(), failures.join("\n"));
}

/// As a user runs it on every board, and collecting at every allocation on the board with the least memory: the collector knows no other
/// difference between boards.
fn check(program: &Path, core: Core) -> Vec<String> {
    let boards: Vec<&Board> = all().iter().filter(|board| board.core == core).collect();
    let options = |board: &Board| Options { verify: true, ..Options::new(board.clone()) };
    let Some(least) = boards.iter().min_by_key(|board| board.ram.size) else { return vec![format!("no board has a {core:?}")] };
    assert!(!std::fs::read_to_string(program).is_ok_and(|text| text.contains("thimble/board")), "{}: its code depends on the board", name(program));
    let code = match device::code(&program.to_string_lossy(), &Disk, &options(least)) {
        Ok(code) => code,
        Err(error) => return vec![format!("{}: {error}", name(program))],
    };
    // Lines through the debugger take no time; as a user runs it they go out on the UART.
    let collecting = Options { collect_always: true, semihosting: true, ..options(least) };
    let ways = boards.iter().map(|board| options(board)).chain([collecting]);
    ways.filter_map(|options| check_one(program, &code, &options)).collect()
}

fn check_one(program: &Path, code: &Code, options: &Options) -> Option<String> {
    let ran = device::link(code, options).and_then(|built| device::run(&built, INSTRUCTIONS));
    let wrong = match ran {
        Ok(ran) => difference(&expected(program), &ran.printed).or_else(|| ran.complaint()),
        Err(error) => Some(error),
    };
    let how = if options.collect_always { ", collecting always" } else { "" };
    wrong.map(|wrong| format!("{} on {}{how}: {wrong}", name(program), options.board.id))
}
