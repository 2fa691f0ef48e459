//! Programs with mistakes: whatever is done to a program, the compiler gives problems or an image, soon, and never panics.
//!
//! Each case is one of our own test programs, or an example of a checker test, with a few words left out, doubled, exchanged, or brought
//! in from another program. What still passes the checker is compiled whole. `THIMBLE_SEEDS=from..to` tries others; the seed of what
//! fails is printed with its program.

use std::time::{Duration, Instant};
use thimble::options::Options;
use thimble_boards::{Board, find};
use thimble_tests::device::{One, compile, in_parallel};
use thimble_tests::{files, seeds};

/// No mutant of our programs needs a tenth of this, on any machine: more is a loop without end.
const LONG: Duration = Duration::from_secs(20);

/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

/// A text as words: names and numbers whole, every other character for itself. Joined they are the text again.
fn words(text: &str) -> Vec<&str> {
    let in_name = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if in_name(first) { rest.find(|c| !in_name(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        words.push(&rest[..end]);
        rest = &rest[end..];
    }
    words
}

/// What may be put anywhere.
const VOCABULARY: &str = "( ) { } [ ] < > => = == === ! ? ?. ?? ... , ; : . + - * ** / % & | ^ ~ << >>> ++ -- += ??= ` ' \" ${ // /* # @ 0 1 \
    0.5 1e999 -0 NaN null undefined true this super new typeof void delete in of instanceof is as satisfies keyof infer extends implements \
    let const var function function* async await yield class interface type enum namespace declare abstract static readonly private \
    #x get set if else for while do switch case default break continue return throw try catch finally import export from any unknown never \
    string number boolean object symbol bigint Array Map Set Promise Record Partial Uint8Array \\u{1f600} é";

/// The case of a seed.
fn mutant(seed: u64, programs: &[String]) -> String {
    let mut random = Random(seed);
    let mut text: Vec<&str> = words(&programs[random.below(programs.len())]);
    let vocabulary: Vec<&str> = VOCABULARY.split_whitespace().collect();
    for _ in 0..1 + random.below(4) {
        let at = random.below(text.len());
        let count = [1, 1, 1, 2, 5, 40][random.below(6)].min(text.len() - at);
        match random.below(7) {
            0 => drop(text.drain(at..at + count)),
            1 => {
                let again: Vec<&str> = text[at..at + count].to_vec();
                text.splice(at..at, again);
            }
            2 => {
                let other = random.below(text.len());
                text.swap(at, other);
            }
            3 => text[at] = text[random.below(text.len())],
            4 => text.insert(at, vocabulary[random.below(vocabulary.len())]),
            5 => text[at] = vocabulary[random.below(vocabulary.len())],
            _ => {
                let other = words(&programs[random.below(programs.len())]);
                let from = random.below(other.len());
                text.splice(at..at + count, other[from..].iter().take(count).copied());
            }
        }
        if text.is_empty() {
            break;
        }
    }
    text.concat()
}

/// What a case does: whether it still compiles, or what is wrong with the compiler.
fn trial(text: &str, board: &Board) -> Result<bool, String> {
    let start = Instant::now();
    let compiled = compile("main.ts", &One(text), &Options::new(board.clone()))?;
    if start.elapsed() > LONG {
        return Err(format!("takes {} s", start.elapsed().as_secs()));
    }
    let has_error = compiled.problems.iter().any(|p| p.is_error());
    if has_error == compiled.value.is_some() {
        return Err("gives an image and errors, or neither".to_string());
    }
    Ok(compiled.value.is_some())
}

#[test]
fn no_mistake_makes_the_compiler_panic() {
    let programs = files("tests/run", ".ts").into_iter().chain(files("tests/bench", ".ts"));
    let read = |path: std::path::PathBuf| std::fs::read_to_string(path).expect("a readable program");
    let pages: Vec<String> = files("tests/check", ".md").into_iter().map(read).collect();
    let blocks = pages.iter().flat_map(|page| page.split("```ts").skip(1).filter_map(|rest| rest.split_once('\n')?.1.split("```").next()));
    let programs: Vec<String> = programs.map(read).chain(blocks.map(str::to_string)).collect();
    let board = find("pico").unwrap_or_else(|e| panic!("{e}"));
    let seeds: Vec<u64> = seeds(5_000, 500).collect();
    // Panics are answers here.
    std::panic::set_hook(Box::new(|_| {}));
    let answers = in_parallel(&seeds, |&seed| trial(&mutant(seed, &programs), board));
    let _ = std::panic::take_hook();
    let failing: Vec<(u64, &String)> = seeds.iter().zip(&answers).filter_map(|(s, a)| Some((*s, a.as_ref().err()?))).collect();
    if let Some((seed, why)) = failing.first() {
        let list: Vec<String> = failing.iter().take(40).map(|(seed, why)| format!("{seed}: {}", why.chars().take(160).collect::<String>())).collect();
        panic!("{} of {} fail\n{}\nseed {seed} {why}:\n{}", failing.len(), seeds.len(), list.join("\n"), mutant(*seed, &programs));
    }
    let compiled = answers.iter().filter(|a| **a == Ok(true)).count();
    // Mutants that are all refused at the first word would test little.
    assert!(compiled * 100 > seeds.len() && compiled < seeds.len(), "{compiled} of {} still compile", seeds.len());
}
