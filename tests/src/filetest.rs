//! `tests/thumb/*.clif`: CLIF, what calling it gives, and the assembly it becomes, beneath, in comments.
//!
//! Lines beginning with `; core:` (`v6m`, `v7em`) and `; egraph:` (`on`, `off`) set options; `; run: %f(1, 0x2) == 3` calls a function on the
//! simulated machine, `!= trap 5` hopes for `udf #5`. Everything from the line `; asm` on is the expectation.

use cranelift_reader::parse_functions;
use std::path::Path;
use thimble::clif::egraph;
use thimble::code::Section;
use thimble::thumb::{self, Core, Names, Unit};
use thimble_tests::flat::{Flat, Outcome};

const MARK: &str = "\n; asm\n";

fn main() {
    let mut failures = 0;
    let files = thimble_tests::files("tests/thumb", ".clif");
    for file in &files {
        if let Err(error) = check(file) {
            eprintln!("{}: {error}", file.display());
            failures += 1;
        }
    }
    println!("{} CLIF files, {failures} failed", files.len());
    assert_eq!(failures, 0, "some CLIF files failed");
}

fn check(file: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(file).map_err(|e| e.to_string())?;
    let source = text.split(MARK).next().unwrap_or_default().trim_end();
    let sections = compile(source)?;
    for line in source.lines() {
        if let Some(run) = line.strip_prefix("; run: ") {
            check_run(&sections, run).map_err(|e| format!("{run}: {e}"))?;
        }
    }
    let listing: String = sections.iter().map(thumb::disassemble).collect();
    let comments: String = listing.lines().map(|line| format!("; {line}\n")).collect();
    thimble_tests::compare(file, &format!("{source}\n{MARK}{comments}"))
}

fn option<'a>(source: &'a str, name: &str) -> Option<&'a str> {
    source.lines().find_map(|line| line.strip_prefix("; ")?.strip_prefix(name)?.strip_prefix(": "))
}

fn compile(source: &str) -> Result<Vec<Section>, String> {
    let core = match option(source, "core") {
        Some("v7em") => Core::V7EM,
        _ => Core::V6M,
    };
    let functions = parse_functions(source).map_err(|e| e.to_string())?;
    let optimised = option(source, "egraph") != Some("off");
    Ok(functions
        .into_iter()
        .map(|mut function| {
            egraph::run(&mut function, optimised);
            let symbol = function.name.to_string().trim_start_matches('%').to_owned();
            let names = Names { symbol, ..Names::default() };
            thumb::compile(&function, &names, &Unit { core, symbols: &|name| format!("{name}"), spans: &|_| None })
        })
        .collect())
}

fn check_run(sections: &[Section], run: &str) -> Result<(), String> {
    let mut flat = Flat::new(sections);
    let (call, expected) = run.split_once("==").ok_or("a run has ==")?;
    let (name, arguments) = call.trim().split_once('(').ok_or("a run has a call")?;
    let words = words(arguments.trim_end_matches([')', ' ']))?;
    let outcome = flat.call(name.trim_start_matches('%'), &words)?;
    let expected = expected.trim();
    match (outcome, expected.strip_prefix("trap ")) {
        (Outcome::Trapped(code), Some(number)) if number == code.to_string() => Ok(()),
        (Outcome::Returned(found), None) => {
            let wanted = self::words(expected)?;
            if found[..wanted.len()] == wanted { Ok(()) } else { Err(format!("got {found:#x?}")) }
        }
        (other, _) => Err(format!("{other:?}")),
    }
}

/// Numbers as words: `5`, `-1`, `0xff`; `5d` is a double, two words; `5l` a 64-bit integer.
fn words(text: &str) -> Result<Vec<u32>, String> {
    let mut words = Vec::new();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let wide = |bits: u64| [bits as u32, (bits >> 32) as u32];
        let error = |_| format!("{part} is no number");
        if let Some(hex) = part.strip_prefix("0x") {
            words.push(u32::from_str_radix(hex, 16).map_err(error)?);
        } else if let Some(double) = part.strip_suffix('d') {
            let double: f64 = double.parse().map_err(|_| format!("{part} is no number"))?;
            words.extend(wide(double.to_bits()));
        } else if let Some(long) = part.strip_suffix('l') {
            words.extend(wide(long.parse::<i64>().map_err(error)? as u64));
        } else {
            words.push(part.parse::<i64>().map_err(error)? as u32);
        }
    }
    Ok(words)
}
