//! Random programs: node and the simulated board print the same.
//!
//! `generate` makes a program of each seed; the first 1,000 seeds run, three pieces each (60 without `THIMBLE_FULL=1`), or those in
//! `THIMBLE_SEEDS=from..to`. Boards alternate, every fifth program collects at
//! every allocation. A failing seed is printed with its program, shrunk. What must not be missing from the sample is asserted.

use std::fmt::Write;
use std::ops::Range;
use thimble_tests::device::in_parallel;
use thimble_tests::differ::{Trial, answers, disagreement, shrink};
use thimble_tests::{generate, seeds};

/// As many programs go to one node process: tsc gets fast only once node has compiled it.
const BATCH: u64 = 250;
/// Failures that are shrunk and shown.
const SHOWN: usize = 5;

/// Both kinds of processor as often.
const BOARDS: [&str; 4] = ["pico", "microbit-v2", "microbit", "feather-stm32f405"];

fn trial(seed: u64) -> Trial {
    Trial { text: generate::program(seed), board: BOARDS[seed as usize % BOARDS.len()], collect_always: seed % 5 == 0 }
}

/// What a batch gave.
#[derive(Default)]
struct Tally {
    /// Seeds that fail, with node's answer.
    failing: Vec<(u64, String)>,
    /// How many programs had each hazard, in the order of [`HAZARDS`].
    hazards: [usize; HAZARDS.len()],
}

/// Whether a program's text or node's answer shows that something occurs.
type Shows = fn(&str, &str) -> bool;

/// What the sample must not lack.
const HAZARDS: [(&str, Shows); 7] = [
    ("integers beyond 2^31", |_, answer| answer.split_whitespace().any(|w| w.parse::<i64>().is_ok_and(|n| n.abs() > 1 << 31))),
    ("-0", |_, answer| answer.split_whitespace().any(|w| w == "-0")),
    ("NaN", |_, answer| answer.split_whitespace().any(|w| w == "NaN")),
    ("% of negatives", |text, answer| text.contains("(-6 % 3)") && answer.contains("-Infinity")),
    ("shifts by 32 and more", |text, _| {
        let counts = ["<< ", ">> ", ">>> "].into_iter().flat_map(|op| text.split(op).skip(1));
        counts.filter_map(|rest| rest.split([',', ')', ';']).next()?.parse::<u32>().ok()).any(|count| count >= 32)
    }),
    ("growing arrays", |_, answer| answer.lines().any(|l| l.strip_prefix("grown ").and_then(|l| l.split(' ').next()?.parse::<u32>().ok()).is_some_and(|n| n > 20))),
    ("aliasing through unions", |_, answer| answer.lines().any(|l| l == "alias text") && answer.lines().any(|l| l.ends_with(" one"))),
];

#[test]
fn random_programs_print_what_node_prints() {
    let seeds = seeds(1000, 60);
    let batches: Vec<Range<u64>> = (seeds.start..seeds.end).step_by(BATCH as usize).map(|from| from..seeds.end.min(from + BATCH)).collect();
    let tallies = in_parallel(&batches, tally);
    for (number, (hazard, _)) in HAZARDS.iter().enumerate() {
        let found: usize = tallies.iter().map(|t| t.hazards[number]).sum();
        assert!(found as u64 * 4 >= seeds.end - seeds.start, "{hazard}: in {found} programs only");
    }
    let failing: Vec<(u64, String)> = tallies.into_iter().flat_map(|t| t.failing).collect();
    let mut report = String::new();
    for (seed, answer) in failing.iter().take(SHOWN) {
        let trial = trial(*seed);
        let Some(found) = disagreement(&trial, answer) else { continue };
        let (small, why) = shrink(&trial, &found);
        let build = if small.collect_always { ", collecting always" } else { "" };
        let _ = writeln!(report, "// seed {seed} on {}{build}: {}\n// smaller: {}\n{}", small.board, found.what, why.what, small.text);
    }
    let all: Vec<u64> = failing.iter().map(|(seed, _)| *seed).collect();
    assert!(failing.is_empty(), "{report}{} of {} seeds failed: {all:?}", all.len(), seeds.end - seeds.start);
}

fn tally(batch: &Range<u64>) -> Tally {
    let trials: Vec<(u64, Trial)> = batch.clone().map(|seed| (seed, trial(seed))).collect();
    let answers = answers(trials.iter().map(|(_, t)| t.text.as_str()));
    let mut tally = Tally::default();
    for ((seed, trial), answer) in trials.into_iter().zip(answers) {
        for (number, (_, shows)) in HAZARDS.iter().enumerate() {
            tally.hazards[number] += usize::from(shows(&trial.text, &answer));
        }
        if disagreement(&trial, &answer).is_some() {
            tally.failing.push((seed, answer));
        }
    }
    tally
}
