//! What two types are to each other, asked of both checkers: every pair of the types in `tests/relations/types.txt`, in every question below.
//!
//! Where tsc accepts we do; where it refuses we do, on the same line and with one of its codes (what follows from the mistake need not be
//! said). A `TH` code is ours to give, and no part of this. Pairs that are answered otherwise stand in `tests/relations/differences.txt`,
//! which `THIMBLE_BLESS=1` writes: the list may not grow unseen.

use std::collections::{BTreeMap, BTreeSet};
use thimble_tests::device::in_parallel;
use thimble_tests::literate::{Answer, Case, ask_thimble, ask_tsc};
use thimble_tests::{compare, root};

/// Makes the line that asks it of a value `s` of the first type and the second type.
type Question = fn(&str) -> String;

/// A name, and what is asked.
const QUESTIONS: [(&str, Question); 6] = [
    ("assign", |wanted| format!("{{ let d: {wanted} = s; }}")),
    ("as", |wanted| format!("s as ({wanted});")),
    ("===", |other| format!("{{ const d = null! as ({other}); s === d; }}")),
    ("<", |other| format!("{{ const d = null! as ({other}); s < d; }}")),
    ("+", |other| format!("{{ const d = null! as ({other}); s + d; }}")),
    ("in", |object| format!("{{ const d = null! as ({object}); s in d; }}")),
];

/// The type parameters that the types speak of.
const PARAMETERS: &str = "<T, TN extends number, TS extends string, TO extends I, TK extends keyof I>";

#[test]
fn types_relate_as_in_tsc() {
    let before = read("before.ts");
    let types = read("types.txt");
    let types: Vec<&str> = types.lines().collect();
    let lines: String = in_parallel(&QUESTIONS, |question| differences(&before, &types, question)).concat();
    compare(&root().join("tests/relations/differences.txt"), &lines).unwrap_or_else(|difference| panic!("{difference}"));
}

/// A line for each pair that is answered otherwise.
fn differences(before: &str, types: &[&str], (name, question): &(&str, Question)) -> String {
    let mut lines = String::new();
    let cases: Vec<Case> = types.iter().map(|from| case(before, from, types, *question)).collect();
    let first = before.lines().count() as u32 + 2;
    for ((from, case), tsc) in types.iter().zip(&cases).zip(ask_tsc(&cases)) {
        let ours = ask_thimble(&case.files);
        assert!(said(&ours, first - 1).is_empty(), "{from} is no type of ours: {:?}", said(&ours, first - 1));
        for (to, line) in types.iter().zip(first..) {
            let (mine, real) = (said(&ours, line), said(&tsc, line));
            if differs(&mine, &real) {
                lines += &format!("{name}: `{from}`, `{to}`: tsc {}, ours {}\n", listed(&real), listed(&mine));
            }
        }
    }
    lines
}

/// One function whose parameter `s` is of the type `from`, with a line for each of the others.
fn case(before: &str, from: &str, types: &[&str], question: Question) -> Case {
    let asked: Vec<String> = types.iter().map(|to| question(to)).collect();
    let text = format!("{before}function f{PARAMETERS}(s: {from}) {{\n{}\n}}\n", asked.join("\n"));
    Case { page: String::new(), area: String::new(), heading: from.to_string(), number: 1, files: vec![("main.ts".to_string(), text)] }
}

/// The codes on a line.
fn said(answer: &Answer, line: u32) -> BTreeSet<String> {
    let codes: BTreeMap<String, BTreeSet<u32>> = answer.errors.get(&("main.ts".to_string(), line)).cloned().unwrap_or_default();
    codes.into_keys().collect()
}

/// Whether one refuses what the other accepts, or we say what tsc does not.
fn differs(ours: &BTreeSet<String>, tsc: &BTreeSet<String>) -> bool {
    let refused_by_thimble = ours.iter().any(|code| code.starts_with("TH"));
    !refused_by_thimble && (ours.is_empty() != tsc.is_empty() || !ours.is_subset(tsc))
}

fn listed(codes: &BTreeSet<String>) -> String {
    if codes.is_empty() { "accepts".to_string() } else { codes.iter().cloned().collect::<Vec<_>>().join(" ") }
}

fn read(name: &str) -> String {
    let path = root().join("tests/relations").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
