//! The pages of `docs` that are made of tests: how far we agree with tsc, what differs, what the language is.
//!
//! In: the literate checker tests with both checkers' answers, the table of problems and its pages, the first lines of the run tests.
//! Out: Markdown. No page counts tests, so that two changes at once seldom touch the same line.

use crate::literate::{Answer, Case, answers, marks};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use thimble::problem::Rule;

/// The committed list of tsc's codes that people meet, with what each is about.
///
/// # Panics
/// When a line of the list is not `TS1234 words`.
pub fn met_codes() -> BTreeMap<String, String> {
    let path = crate::root().join("tests/check/codes.txt");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let row = |line: &str| {
        let (code, about) = line.split_once(' ').unwrap_or_else(|| panic!("{}: {line}", path.display()));
        assert!(code.len() >= 6 && code.starts_with("TS"), "{}: {line}", path.display());
        (code.to_string(), about.trim().to_string())
    };
    text.lines().filter(|line| !line.is_empty()).map(row).collect()
}

/// `docs/agreement.md`.
pub fn agreement() -> String {
    let mut out = String::from(
        "# Agreement with tsc\n\nEvery program of `tests/check` goes through our checker and through tsc 5.9.3 (`strict`, ES2022). This page is made of their answers \
         by `tests/src/mdtest.rs`, which fails when it is out of date; `THIMBLE_BLESS=1` writes it anew. A test names at each line what both must say there; \
         types are compared as text, places by line and column.\n\n",
    );
    out.push_str("## Codes that people meet\n\nBoth checkers report these, at the same place. The list is `tests/check/codes.txt`.\n\n| code | about | for example |\n| --- | --- | --- |\n");
    for (code, about) in met_codes() {
        let first = answers().iter().find(|(_, ours, tsc)| shared(ours, tsc).contains(&code)).map(|(case, ..)| link(case));
        let _ = writeln!(out, "| {code} | {about} | {} |", first.unwrap_or_default());
    }
    out.push_str("\n## Areas\n\nWhere the two differ, and why it is not a mistake: a code `TH…` is a rule of our own ([differences](differences.md)); tsc's further errors beside ours are left out, as one mistake is one error.\n\n");
    out.push_str("| area | refused by us alone | tsc's codes beside or instead of ours |\n| --- | --- | --- |\n");
    for (page, area) in pages() {
        let of_page = || answers().iter().filter(|(case, ..)| case.page == page);
        let own: BTreeSet<String> = of_page().flat_map(|(_, ours, _)| codes(ours)).filter(|code| code.starts_with("TH")).collect();
        let theirs: BTreeSet<String> = of_page().flat_map(|(case, ..)| case.lines().map(|(_, _, line)| marks(line))).flat_map(|m| beside(&m)).collect();
        let own: Vec<String> = own.into_iter().map(|code| rule_link(&code)).collect();
        let _ = writeln!(out, "| [{area}](../tests/check/{page}) | {} | {} |", own.join(", "), theirs.into_iter().collect::<Vec<_>>().join(", "));
    }
    out
}

/// What tsc says at a line and we do not; `TH… for TS…` where a rule of ours stands there.
fn beside(marks: &crate::literate::Marks) -> Vec<String> {
    let theirs: Vec<&String> = marks.tsc.iter().filter(|code| !marks.errors.contains(*code)).collect();
    let own: Vec<&str> = marks.errors.iter().filter(|code| !marks.tsc.contains(*code)).map(String::as_str).collect();
    let suffix = if own.is_empty() { String::new() } else { format!(" ({})", own.join(", ")) };
    theirs.into_iter().map(|code| format!("{code}{suffix}")).collect()
}

/// The codes that both report at one place.
fn shared(ours: &Answer, tsc: &Answer) -> BTreeSet<String> {
    let both = ours.errors.iter().filter_map(|(place, mine)| tsc.errors.get(place).map(|theirs| (mine, theirs)));
    both.flat_map(|(mine, theirs)| mine.keys().filter(|code| theirs.contains_key(*code)).cloned().collect::<Vec<_>>()).collect()
}

fn codes(answer: &Answer) -> Vec<String> {
    answer.errors.values().flat_map(|at| at.keys().cloned()).collect()
}

/// Pages of tests with their areas.
fn pages() -> BTreeMap<String, String> {
    answers().iter().map(|(case, ..)| (case.page.clone(), case.area.clone())).collect()
}

fn link(case: &Case) -> String {
    let anchor: String = case.heading.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')).collect();
    format!("[{}: {}](../tests/check/{}#{})", case.area, escaped(&case.heading), case.page, anchor.replace(' ', "-"))
}

fn escaped(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "\\<")
}

fn rule_link(code: &str) -> String {
    let name = Rule::find(code).map_or("", |rule| rule.name());
    format!("[{code}](differences.md#{}-{name})", code.to_lowercase())
}

/// `docs/differences.md`.
pub fn differences() -> String {
    let mut out = String::from(
        "# Differences from TypeScript and JavaScript\n\nMade by `tests/src/mdtest.rs` of the pages in `compiler/problems` (each page's examples are tests; `thimble explain CODE` prints \
         the whole page) and of the run tests whose answer is not node's. `THIMBLE_BLESS=1` writes it anew.\n\n## What Thimble alone refuses\n",
    );
    for rule in Rule::ALL {
        let page = rule.page();
        let _ = write!(out, "\n### {} {}\n\n", rule.code(), rule.name());
        for section in ["**What.**", "**Why.**"] {
            let text = paragraph(page, section).unwrap_or_else(|| panic!("{} has no {section}", rule.page_path()));
            let _ = write!(out, "{text} ");
        }
        let instead = paragraph_after(page, "## Instead").unwrap_or_else(|| panic!("{} has no Instead", rule.page_path()));
        let _ = writeln!(out, "\n\n*Instead:* {} [Examples](../{})", instead.trim_end_matches(':').trim_end_matches('.').to_string() + ".", rule.page_path());
    }
    out.push_str("\n## At run time\n\nPrograms that print something else than under node; each line names the test that shows it.\n\n");
    for (path, text) in run_tests() {
        for why in text.lines().filter_map(|line| line.strip_prefix("// differs: ")) {
            let _ = writeln!(out, "- {why} ([test](../tests/run/{path}))");
        }
    }
    out
}

/// The paragraph that begins with `start`, without it, on one line.
fn paragraph(page: &str, start: &str) -> Option<String> {
    let from = page.find(start)? + start.len();
    Some(one_line(page[from..].split("\n\n").next()?))
}

fn paragraph_after(page: &str, heading: &str) -> Option<String> {
    let from = page.find(heading)? + heading.len();
    Some(one_line(page[from..].trim_start().split("\n\n").next()?))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The programs of `tests/run` with their texts.
fn run_tests() -> Vec<(String, String)> {
    let programs = crate::files("tests/run", ".ts").into_iter().filter(|path| path.with_extension("out").exists());
    programs
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text)
        })
        .collect()
}

/// `docs/language.md`.
pub fn language() -> String {
    let mut out = String::from(
        "# The language\n\nMade by `tests/src/mdtest.rs`; every row is a test. `THIMBLE_BLESS=1` writes it anew.\n\n## Types and forms\n\nEach row is checked \
         by Thimble and by tsc. The last column names what of it Thimble refuses although tsc does not.\n\n| feature | supported | refused |\n| --- | --- | --- |\n",
    );
    let mut seen = BTreeSet::new();
    for (case, ..) in answers() {
        if !seen.insert((&case.page, &case.heading)) {
            continue;
        }
        let same = answers().iter().filter(|(other, ..)| (&other.page, &other.heading) == (&case.page, &case.heading));
        let (own, accepts) = same.fold((BTreeSet::new(), false), |(mut own, accepts), (other, ours, _)| {
            own.extend(codes(ours).into_iter().filter(|code| code.starts_with("TH")));
            let fine = other.lines().any(|(file, number, line)| is_code(line) && !ours.errors.contains_key(&(file.to_string(), number)));
            (own, accepts || fine)
        });
        // A page of mistakes, or a heading that only has mistakes beneath it, is about no feature.
        if case.page == "codes.md" || !accepts && own.is_empty() {
            continue;
        }
        let own: Vec<String> = own.iter().map(|code| rule_link(code)).collect();
        let answer = match (accepts, own.is_empty()) {
            (true, true) => "yes",
            (true, false) => "yes, but",
            (false, _) => "no",
        };
        let _ = writeln!(out, "| {} | {answer} | {} |", link(case), own.join(", "));
    }
    out.push_str("\n## Behaviour\n\nEach row is a program that prints the same under node and on every board, byte for byte, unless it says what differs.\n\n| what is shown | differs |\n| --- | --- |\n");
    for (path, text) in run_tests() {
        let about = text.lines().next().unwrap_or_default().trim_start_matches("// ").trim_end_matches('.');
        let differs = if text.lines().any(|line| line.starts_with("// differs: ")) { "[yes](differences.md#at-run-time)" } else { "" };
        let _ = writeln!(out, "| [{}](../tests/run/{path}) | {differs} |", escaped(about));
    }
    out.push_str("\n## Refused by name\n\nThe example of each page is a test.\n\n| what | code |\n| --- | --- |\n");
    for rule in Rule::ALL {
        let _ = writeln!(out, "| {} | {} |", escaped(rule.headline()), rule_link(rule.code()));
    }
    out
}

/// Whether a line says anything, beside marks and brackets.
fn is_code(line: &str) -> bool {
    line.split("// ").next().is_some_and(|code| code.chars().any(char::is_alphanumeric))
}
