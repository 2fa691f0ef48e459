//! Literate checker tests: `tests/check/*.md`.
//!
//! A heading names a test, prose says why, each `ts` block is a program of its own. In it
//! * `// error: [TS2322]` (several in one pair of brackets): exactly these problems begin on this line;
//! * `// revealed: T`: the expression that is a statement on this line has this type, as the checker prints it;
//! * `// tsc: [TS2454]`: tsc reports these on this line beside ours, or instead (a `TH` code, a follow-on error left out);
//! * `// tsc reveals: T`: tsc prints this type differently;
//! * `// file: name.ts` on a line of its own begins the next file; the first is `main.ts`.
//!
//! Both ways: a problem or mark without its partner fails. The same blocks go through the real tsc 5.9: where it accepts, we
//! accept or refuse with a `TH` code; where it refuses, so do we, on the same line, at the same column and with the same code.

use std::collections::{BTreeMap, BTreeSet};
use thimble_tests::device::in_parallel;
use thimble_tests::literate::{Answer, Case, answers, ask_thimble, marks};
use thimble_tests::{compare, documents, root};

#[test]
fn literate_tests_hold_and_agree_with_tsc() {
    let mut failures = Vec::new();
    for (case, ours, tsc) in answers() {
        for (file, number, line) in case.lines() {
            compare_line(case, (file, number, line), ours, tsc, &mut failures);
        }
    }
    assert!(failures.is_empty(), "{} of {} tests' lines differ:\n{}", failures.len(), answers().len(), failures.join("\n"));
}

fn compare_line(case: &Case, (file, number, line): (&str, u32, &str), ours: &Answer, tsc: &Answer, failures: &mut Vec<String>) {
    let key = (file.to_string(), number);
    let marks = marks(line);
    let mut fail = |what: String| failures.push(format!("{} ({file}:{number}): {what}\n    {line}", case.name()));
    let empty = BTreeMap::new();
    let (mine, real) = (ours.errors.get(&key).unwrap_or(&empty), tsc.errors.get(&key).unwrap_or(&empty));
    let found: BTreeSet<String> = mine.keys().cloned().collect();
    if found != marks.errors {
        fail(format!("expected {:?}, found {found:?}", marks.errors));
    }
    let shared: BTreeSet<String> = marks.errors.iter().filter(|code| code.starts_with("TS")).cloned().collect();
    let wanted: BTreeSet<String> = if marks.tsc.is_empty() { shared } else { marks.tsc.clone() };
    let reported: BTreeSet<String> = real.keys().cloned().collect();
    if reported != wanted {
        fail(format!("tsc reports {reported:?}, not {wanted:?}"));
    }
    for (code, columns) in mine {
        if let Some(theirs) = real.get(code)
            && !columns.is_subset(theirs)
        {
            fail(format!("{code} at columns {columns:?}, tsc has it at {theirs:?}"));
        }
    }
    if let Some(wanted) = &marks.revealed {
        let found = ours.revealed.get(&key);
        if found != Some(wanted) {
            fail(format!("revealed {}", found.map_or("nothing", |f| f)));
        }
        let theirs = tsc.revealed.get(&key);
        let wanted = marks.tsc_revealed.as_ref().unwrap_or(wanted);
        if theirs.map(|text| members(text)) != Some(members(wanted)) {
            fail(format!("tsc reveals {}", theirs.map_or("nothing", |f| f)));
        }
    }
}

/// Where the checker may read a program more than once, or first for what somebody else asks: before the program, and after it.
const READ_AGAIN: [(&str, &str); 2] = [
    // An attempt at a signature that does not fit, then one at the next; and the function's result is asked for before it stands there.
    (
        "const $one: { (use: (n: string) => 0): void; (use: (n: number) => void): void } = () => {};\
         function $outer() { return $inner(); } function $inner() { $one(($n) => {\n",
        "\n}); return 1; } $outer();",
    ),
    // `finally` by two ways, in a loop at whose head less is known the second time.
    ("let $x: number | string = 0; while ($x !== 3) { $x = typeof $x === 'number' ? 'a' : 3; try { console.log(1); } finally {\n", "\n}}"),
];

/// Whether a program may stand within a function as it is.
fn may_stand_within(case: &Case) -> bool {
    let (_, text) = &case.files[0];
    let at_top = ["import ", "export ", "declare ", "namespace ", "module ", "var "];
    case.files.len() == 1 && !text.contains("await") && !text.contains("// @ts") && !text.lines().any(|line| at_top.iter().any(|word| line.contains(word)))
}

/// A type, class or member is looked at once, by whoever asks first. That may be a walk which does not count: what is wrong must not be lost with it.
#[test]
fn mistakes_are_found_however_often_a_program_is_read() {
    let cases: Vec<&Case> = answers().iter().map(|(case, ..)| case).filter(|case| may_stand_within(case)).collect();
    let read: Vec<Vec<String>> = in_parallel(&cases, |case| read_again(case)).into_iter().flatten().collect();
    assert!(read.len() > 300, "only {} tests may stand within a function", read.len());
    let failures: Vec<String> = read.into_iter().flatten().collect();
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
}

/// Where a case within a function that is read more than once has other mistakes than within one that is read once; `None` for what the syntax
/// refuses (TS1000 to TS1999), which is not checked.
fn read_again(case: &Case) -> Option<Vec<String>> {
    let found = |before: &str, after: &str| {
        let text = format!("function $around() {{ {before}{}{after}\n}}\n$around();\nexport {{}};\n", case.files[0].1);
        ask_thimble(&[("main.ts".to_string(), text)]).errors.into_iter().map(|((_, line), codes)| (line, codes.into_keys().collect())).collect::<BTreeMap<u32, BTreeSet<String>>>()
    };
    let once = found("\n", "");
    if once.values().flatten().any(|code| code.starts_with("TS1") && code.len() == "TS1000".len()) {
        return None;
    }
    let differs = |(before, after): &(&str, &str)| {
        let again = found(before, after);
        (again != once).then(|| format!("{} in `{before}`:\n    {once:?} is\n    {again:?}", case.name()))
    };
    Some(READ_AGAIN.iter().filter_map(differs).collect())
}

/// The members of a union in alphabetical order: tsc's own order depends on what it met before.
fn members(text: &str) -> Vec<&str> {
    let (mut depth, mut from, mut parts) = (0, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '>' if !text[..at].ends_with('=') => depth -= 1,
            '|' if depth == 0 => {
                parts.push(text[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[from..].trim());
    parts.sort_unstable();
    parts
}

/// Each page of `compiler/problems` for a problem of the checker: its first example raises exactly that problem, the last
/// one none.
#[test]
fn pages_of_the_checker_show_what_they_say() {
    let mut failures = Vec::new();
    for rule in thimble::problem::Rule::ALL.iter().filter(|rule| rule.code().starts_with("TH2")) {
        let page = rule.page();
        let blocks: Vec<&str> = page.split("```ts\n").skip(1).map(|rest| rest.split("```").next().unwrap_or("")).collect();
        let [first, .., last] = &blocks[..] else {
            failures.push(format!("{}: a page has a wrong and a right example", rule.code()));
            continue;
        };
        let wanted = BTreeSet::from([rule.code().to_string()]);
        for (example, wanted) in [(first, wanted), (last, BTreeSet::new())] {
            // A page may import from a file of its own.
            let files = vec![("main.ts".to_string(), example.to_string()), ("self.ts".to_string(), "export const a = 1;".to_string())];
            let found: BTreeSet<String> =
                ask_thimble(&files).errors.into_values().flat_map(|codes| codes.into_keys()).collect();
            if found != wanted {
                failures.push(format!("{}: expected {wanted:?}, found {found:?} in\n{example}", rule.code()));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// tsc's codes that people meet: each is reported by both at one place at least, and nowhere does another code of tsc's stand for it.
#[test]
fn the_codes_that_people_meet_are_the_same() {
    let met = documents::met_codes();
    assert!(met.len() >= 80, "{} codes", met.len());
    let lines = || answers().iter().flat_map(|(case, ..)| case.lines().map(|(_, _, line)| (case.name(), line, marks(line))));
    let mut failures = Vec::new();
    for code in met.keys() {
        if !lines().any(|(_, _, marks)| marks.errors.contains(code) && (marks.tsc.is_empty() || marks.tsc.contains(code))) {
            failures.push(format!("{code}: no test where both report it"));
        }
        for (name, line, marks) in lines() {
            // One mistake that tsc words in several ways, by how the wanted type was written.
            let lacking = |code: &String| matches!(code.as_str(), "TS2322" | "TS2739" | "TS2740" | "TS2741");
            if lacking(code) && marks.errors.iter().all(lacking) {
                continue;
            }
            if marks.tsc.contains(code) && marks.errors.iter().any(|own| own.starts_with("TS") && !marks.tsc.contains(own)) {
                failures.push(format!("{code}: {name} has another code for it\n    {line}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The pages in docs say what the tests show.
#[test]
fn documents_are_up_to_date() {
    let written = [("agreement", documents::agreement()), ("differences", documents::differences()), ("language", documents::language())];
    let failures: Vec<String> =
        written.iter().filter_map(|(name, text)| compare(&root().join(format!("docs/{name}.md")), text).err()).collect();
    assert!(failures.is_empty(), "THIMBLE_BLESS=1 writes them:\n{}", failures.join("\n"));
}
