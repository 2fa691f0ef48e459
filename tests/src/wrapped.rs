//! The programs of `tests/run` within functions: what code computes does not hang on where it stands.
//!
//! Each program is put whole into two of the wrappers below, and must print there what its `.out` says, as often as the wrapper runs it. Left out, by
//! what they say themselves, are programs whose wanted answer is not node's, that hold what stands at the top level of a file only, or whose `this`
//! is the file's; programs with `await` or timers go into wrappers that are async and run them once. A program that Thimble refuses in its new place
//! by a code of its own is told on standard error, and there may be few of them.

use std::path::{Path, PathBuf};
use thimble::options::Options;
use thimble_boards::Board;
use thimble_tests::device::{self, One, in_parallel};
use thimble_tests::{difference, files, root};

/// No program needs more.
const INSTRUCTIONS: u64 = 3_000_000_000;

/// So many programs are refused in their new places: by keys of symbols that functions make, by enums that functions compute, by depth.
const MOST_REFUSED: usize = 12;

/// So many runs there are, or a rule below leaves out more than it says.
const LEAST_RUNS: usize = 400;

/// What a program is put into.
struct Wrapper {
    name: &'static str,
    before: &'static str,
    after: &'static str,
    /// How often it runs the program.
    times: usize,
    is_async: bool,
}

const WRAPPERS: [Wrapper; 4] = [
    // All that the program declares is made anew by each call, once for numbers and once for texts.
    Wrapper {
        name: "a closure in a generic method",
        before: "class $C<$T> { $m($x: $T): $T { const $f = (): void => {\n",
        after: "\nif ($x === undefined) console.log(\"lost\"); }; $f(); return $x; } }\nnew $C<number>().$m(1); new $C<string>().$m(\"a\");",
        times: 2,
        is_async: false,
    },
    Wrapper {
        name: "a generator in a static block",
        before: "class $C { static { const $g = function* (): Generator<number> { yield 1;\n",
        after: "\nyield 2; }; let $sum = 0; for (const $y of $g()) $sum += $y; if ($sum !== 3) console.log(\"lost\"); } }",
        times: 1,
        is_async: false,
    },
    Wrapper {
        name: "a loop in an async function",
        before: "const $run = async ($n: number): Promise<void> => { await null; for (const $i of [$n]) { try {\n",
        after: "\n} finally { if ($i !== $n) console.log(\"lost\"); } } };\n$run(1);",
        times: 1,
        is_async: true,
    },
    Wrapper {
        name: "a case in a generic async function",
        before: "async function $run<$T>($x: $T): Promise<$T> { switch ($x === undefined) { case true: console.log(\"lost\"); break; case false: {\n",
        after: "\n} } await null; return $x; }\n$run(\"a\");",
        times: 1,
        is_async: true,
    },
];

/// Words with which lines begin that stand at the top level of a file only, or say what the file's `this` is.
const TOP_LEVEL: [&str; 6] = ["import ", "export ", "declare ", "namespace ", "module ", "// differs: "];
/// What is found anywhere in the text of such a program, or counts how often it has run.
const FOREIGN: [&str; 5] = ["import(", "using ", "namespace ", "globalThis", "console.count"];

fn can_be_wrapped(text: &str) -> bool {
    let stands_at_top = |line: &str| TOP_LEVEL.iter().any(|word| line.trim_start().starts_with(word));
    // What begins a line at the top level speaks of the file's `this`.
    let speaks_of_file = |line: &str| line.starts_with("console.log(this") || line.starts_with("this");
    !text.lines().any(|line| stands_at_top(line) || speaks_of_file(line)) && !FOREIGN.iter().any(|word| text.contains(word))
}

fn waits(text: &str) -> bool {
    ["await", "async", "Promise", "setTimeout", "setInterval", "setImmediate", "queueMicrotask"].iter().any(|word| text.contains(word))
}

/// How a wrapped program fared.
enum Fared {
    Well,
    Refused(String),
    Wrong(String),
}

fn check(program: &Path, text: &str, wrapper: &Wrapper, board: &Board) -> Fared {
    let wrapped = format!("{}{text}{}\nexport {{}};\n", wrapper.before, wrapper.after);
    let expected = std::fs::read_to_string(program.with_extension("out")).unwrap_or_default().repeat(wrapper.times);
    let name = format!("{} in {}", program.file_name().unwrap_or_default().to_string_lossy(), wrapper.name);
    let options = Options { semihosting: true, ..Options::new(board.clone()) };
    let built = match device::build("main.ts", &One(&wrapped), &options) {
        Ok(built) => built,
        // All codes of its own begin with TH; tsc has none of those.
        Err(error) if error.starts_with("does not compile: TH") && !error.contains("; TS") => return Fared::Refused(format!("{name}: {error}")),
        Err(error) => return Fared::Wrong(format!("{name}: {error}")),
    };
    let wrong = match device::run(&built, INSTRUCTIONS) {
        Ok(ran) => difference(&expected, &ran.printed).or_else(|| ran.complaint()),
        Err(error) => Some(error),
    };
    wrong.map_or(Fared::Well, |wrong| Fared::Wrong(format!("{name}: {wrong}")))
}

#[test]
fn programs_print_the_same_within_functions() {
    let board = thimble_boards::all().iter().find(|board| board.id == "pico").expect("there is such a board");
    let programs: Vec<(PathBuf, String)> = files("tests/run", ".ts")
        .into_iter()
        .filter(|file| file.parent() == Some(&root().join("tests/run")))
        .filter_map(|file| Some((file.clone(), std::fs::read_to_string(&file).ok()?)))
        .filter(|(_, text)| can_be_wrapped(text))
        .collect();
    let runs: Vec<(&PathBuf, &String, &Wrapper)> = programs
        .iter()
        .flat_map(|(file, text)| WRAPPERS.iter().filter(|wrapper| wrapper.is_async == waits(text)).map(move |wrapper| (file, text, wrapper)))
        .collect();
    assert!(runs.len() >= LEAST_RUNS, "only {} programs can be run within functions", runs.len());
    let fared = in_parallel(&runs, |(file, text, wrapper)| check(file, text, wrapper, board));
    let (mut refused, mut wrong) = (Vec::new(), Vec::new());
    for one in fared {
        match one {
            Fared::Well => {}
            Fared::Refused(text) => refused.push(text),
            Fared::Wrong(text) => wrong.push(text),
        }
    }
    eprintln!("{} runs of {} programs; refused in their new places:\n{}", runs.len(), programs.len(), refused.join("\n"));
    assert!(wrong.is_empty(), "{} of {} wrapped programs went wrong:\n{}", wrong.len(), runs.len(), wrong.join("\n"));
    assert!(refused.len() <= MOST_REFUSED, "{} programs are refused within functions:\n{}", refused.len(), refused.join("\n"));
}
