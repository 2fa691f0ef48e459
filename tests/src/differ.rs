//! One program text, run by node and on the simulated board: do they agree?
//!
//! Programs are small, without imports or timers, so that node answers for many of them in one process. An error that leaves the
//! program counts by its name, as a last line `Uncaught <name>`.

use crate::device::{self, One};
use crate::{difference, oracle};
use thimble::options::Options;
use thimble_boards::{Board, find};

/// A program, and the build it is tried in.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The whole text.
    pub text: String,
    /// The board's name.
    pub board: &'static str,
    /// Whether every allocation collects.
    pub collect_always: bool,
}

/// Where two answers part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// What kind it is; a smaller program is the same find only if it fails in the same way.
    pub kind: String,
    /// In words.
    pub what: String,
}

/// Random programs are over within a fraction of this.
const INSTRUCTIONS: u64 = 400_000_000;

fn board(name: &str) -> Board {
    find(name).unwrap_or_else(|e| panic!("{e}")).clone()
}

/// What node prints for each text.
pub fn answers<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let folder = oracle::scratch("programs");
    let write = |(number, text): (usize, &str)| {
        let path = folder.join(format!("p{number}.ts"));
        std::fs::write(&path, text).expect("a program can be written");
        path
    };
    let files: Vec<_> = texts.enumerate().map(write).collect();
    let answers = oracle::node(&files, true);
    let _ = std::fs::remove_dir_all(&folder);
    answers
}

/// Compares the run on the board with node's answer. A small board may run out of memory or stack where node does not: what it printed until then
/// must be right, and the largest board must get through.
pub fn disagreement(trial: &Trial, answer: &str) -> Option<Disagreement> {
    let found = disagreement_there(trial, answer)?;
    let exhausted = found.kind == EXHAUSTED && trial.board != LARGE;
    if exhausted { disagreement_there(&Trial { board: LARGE, ..trial.clone() }, answer) } else { Some(found) }
}

/// The board with room for every random program.
const LARGE: &str = "pico";
/// The kind of failure that is the board's size alone.
const EXHAUSTED: &str = "exhausted";

fn disagreement_there(trial: &Trial, answer: &str) -> Option<Disagreement> {
    let differs = |kind: &str, what| Some(Disagreement { kind: kind.to_string(), what });
    let options = Options { semihosting: true, collect_always: trial.collect_always, verify: trial.collect_always, ..Options::new(board(trial.board)) };
    let built = match device::build("main.ts", &One(&trial.text), &options) {
        Ok(built) => built,
        // The first code, or that it is a panic.
        Err(error) => return differs(&error.split(':').take(2).collect::<String>(), error.clone()),
    };
    let ran = match device::run(&built, INSTRUCTIONS) {
        Ok(ran) => ran,
        Err(error) => return differs("refused", error),
    };
    if ran.errors.contains("call stack size") || ran.errors.contains("out of memory") {
        let kind = if answer.starts_with(&ran.printed) { EXHAUSTED } else { "answer" };
        return differs(kind, ran.errors.clone());
    }
    let found = format!("{}{}", ran.printed, ending(&ran));
    difference(answer, &found).and_then(|what| differs("answer", format!("{what}{}", ran.complaint().map_or(String::new(), |c| format!(" ({c})")))))
}

/// The line that an uncaught error leaves: its class's name alone, as node's answer has it.
fn ending(ran: &device::Ran) -> String {
    match ran.complaint() {
        None => String::new(),
        Some(complaint) => {
            let head = complaint.split(':').next().unwrap_or_default();
            if head.starts_with("Uncaught ") { format!("{head}\n") } else { format!("({complaint})\n") }
        }
    }
}

/// A smaller program that fails in the same way: statements and blocks are left out as long as node still runs what remains.
pub fn shrink(trial: &Trial, found: &Disagreement) -> (Trial, Disagreement) {
    let (mut best, mut why) = (trial.clone(), found.clone());
    for size in [1, 1, 1, 1, 1, 1] {
        let lines: Vec<&str> = best.text.lines().collect();
        let pieces = pieces(&lines);
        let without = |cut: &[(usize, usize)]| -> String {
            let kept = lines.iter().enumerate().filter(|(n, _)| !cut.iter().any(|(from, to)| (*from..*to).contains(n)));
            kept.map(|(_, line)| format!("{line}\n")).collect()
        };
        let texts: Vec<String> = pieces.chunks(size).map(without).collect();
        let failing = failing(&best, &texts, &why);
        let cuts: Vec<(usize, usize)> = pieces.chunks(size).zip(&failing).filter(|(_, f)| f.is_some()).flat_map(|(p, _)| p.iter().copied()).collect();
        if cuts.is_empty() {
            break;
        }
        // All at once if that still fails, else as many from the front as do.
        let mut counts: Vec<usize> = std::iter::successors(Some(cuts.len()), |n| (*n > 1).then(|| n / 2)).collect();
        counts.dedup();
        let texts: Vec<String> = counts.iter().map(|n| without(&cuts[..*n])).collect();
        let Some((text, next)) = texts.iter().zip(self::failing(&best, &texts, &why)).find_map(|(text, f)| Some((text, f?))) else { break };
        best.text.clone_from(text);
        why = next;
    }
    (best, why)
}

/// Which of the texts fail as `why` does.
fn failing(trial: &Trial, texts: &[String], why: &Disagreement) -> Vec<Option<Disagreement>> {
    let answers = answers(texts.iter().map(String::as_str));
    let cases: Vec<(&String, &String)> = texts.iter().zip(&answers).collect();
    device::in_parallel(&cases, |(text, answer)| {
        let broken = ["Uncaught ReferenceError", "Uncaught SyntaxError"].iter().any(|e| answer.contains(e));
        let smaller = Trial { text: (*text).clone(), ..trial.clone() };
        if broken { None } else { disagreement(&smaller, answer).filter(|d| d.kind == why.kind) }
    })
}

/// Runs of lines that can go together: a line, or a line that opens a block up to the one that closes it.
fn pieces(lines: &[&str]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let mut depth = 0i32;
        for (end, inner) in lines.iter().enumerate().skip(start) {
            let (open, close) = (inner.matches('{').count() as i32, inner.matches('}').count() as i32);
            depth += open - close;
            let goes_on = inner.trim_end().ends_with('{') && inner.trim_start().starts_with('}');
            if depth <= 0 && !goes_on {
                if depth == 0 && !line.trim_start().starts_with('}') {
                    found.push((start, end + 1));
                }
                break;
            }
        }
    }
    found
}
