//! A cross of types with expressions and conditions, put to our checker and to tsc: the types they give, and their complaints.
//!
//! `tests/cross/*.txt` has lines before all programs, a list of types, and lists of expressions and of conditions that speak of a value `v`;
//! each type makes a program of them all. A type may be the parameters of a generic function, `<T> v: T[]`, whose body the program is then; of those
//! the complaints alone are compared, since tsc prints open types in other words. An expression is a line; of a condition the type of `v` is asked
//! where it holds and where it does not.
//! A file may have forms and contexts instead: each form makes a program of all contexts, with the form where `%` stands; `;; ` ends a line of a
//! context.
//! Where the answers differ, both stand in the file of the same name that ends in `.differ` (ours first, then tsc's);
//! `THIMBLE_BLESS=1` writes it. Left out are what we refuse by a code of our own, and types that tsc prints with `&`: ours say what it comes
//! to. How many of each there are stands in the file's last line. Types are compared in their normal form.

use std::fmt::Write;
use thimble_tests::literate::{Answer, Case, ask_thimble, ask_tsc};
use thimble_tests::normal::normal;

/// One file, read.
struct Cross {
    before: Vec<String>,
    types: Vec<String>,
    expressions: Vec<String>,
    conditions: Vec<String>,
    forms: Vec<String>,
    contexts: Vec<String>,
}

/// How many lines were asked about, and why some were left out.
#[derive(Default)]
struct Tally {
    compared: usize,
    refused: usize,
    met: usize,
}

/// A line of a program, and how it is called where the answers differ.
struct Line {
    text: String,
    called: Option<String>,
}

#[test]
fn types_and_complaints_are_those_of_tsc_but_for_a_list() {
    let files = thimble_tests::files("tests/cross", ".txt");
    assert!(!files.is_empty(), "there is nothing to compare");
    for file in files {
        let cross = read(&std::fs::read_to_string(&file).expect("a file that was listed"));
        let (all, program): (_, fn(&Cross, &str) -> Vec<Line>) = match cross.forms.is_empty() {
            true => (&cross.types, Cross::program),
            false => (&cross.forms, Cross::program_of_form),
        };
        let programs: Vec<Vec<Line>> = all.iter().map(|crossed| program(&cross, crossed)).collect();
        let cases: Vec<Case> = all.iter().zip(&programs).map(|(crossed, lines)| case(crossed, lines)).collect();
        let theirs = ask_tsc(&cases);
        let ours = thimble_tests::device::in_parallel(&cases, |case| ask_thimble(&case.files));
        let (mut text, mut tally) = (String::new(), Tally::default());
        for (((ty, lines), ours), theirs) in all.iter().zip(&programs).zip(&ours).zip(&theirs) {
            note_differences(ty, lines, ours, theirs, (&mut text, &mut tally));
        }
        let Tally { compared, refused, met } = tally;
        let _ = writeln!(text, "compared: {compared}; refused by a code of our own: {refused}; types printed with `&`: {met}");
        thimble_tests::compare(&file.with_extension("differ"), &text).unwrap_or_else(|error| panic!("{error}"));
    }
}

/// The lists, each behind a line `## name`.
fn read(text: &str) -> Cross {
    let section = |name: &str| -> Vec<String> {
        let lines = text.lines().skip_while(|line| line.strip_prefix("## ") != Some(name)).skip(1).take_while(|line| !line.starts_with("## "));
        lines.filter(|line| !line.is_empty()).map(str::to_string).collect()
    };
    Cross {
        before: section("before"),
        types: section("types"),
        expressions: section("expressions"),
        conditions: section("conditions"),
        forms: section("forms"),
        contexts: section("contexts"),
    }
}

impl Cross {
    fn program_of_form(&self, form: &str) -> Vec<Line> {
        let silent = |text: &str| Line { text: text.to_string(), called: None };
        let mut lines: Vec<Line> = self.before.iter().map(|text| silent(text)).collect();
        for context in &self.contexts {
            lines.push(silent("{"));
            lines.extend(context.split(";; ").map(|part| Line { text: format!("{};", part.replace('%', form)), called: Some(context.clone()) }));
            lines.push(silent("}"));
        }
        lines.push(silent("export {};"));
        lines
    }

    fn program(&self, ty: &str) -> Vec<Line> {
        let silent = |text: &str| Line { text: text.to_string(), called: None };
        let mut lines: Vec<Line> = self.before.iter().map(|text| silent(text)).collect();
        let generic = ty.split_once(" v: ").filter(|_| ty.starts_with('<'));
        let function = match generic {
            Some((parameters, v)) => format!("(function {parameters}(v: {v}) {{"),
            None => format!("(function (v: {ty}) {{"),
        };
        lines.push(silent(&if generic.is_some() { function.clone() } else { format!("declare const v: {ty};") }));
        lines.extend(self.expressions.iter().map(|text| Line { text: format!("{text};"), called: Some(text.clone()) }));
        lines.extend(generic.map(|_| silent("});")));
        for condition in &self.conditions {
            let asked = |called: &str| Line { text: "v;".to_string(), called: Some(called.to_string()) };
            lines.push(silent(&function));
            lines.push(Line { text: format!("if ({condition}) {{"), called: Some(format!("if ({condition})")) });
            lines.push(asked(condition));
            lines.push(silent("} else {"));
            lines.push(asked(&format!("else of {condition}")));
            lines.push(silent("}});"));
        }
        lines.push(silent("export {};"));
        lines
    }
}

fn case(ty: &str, lines: &[Line]) -> Case {
    let text: String = lines.iter().map(|line| format!("{}\n", line.text)).collect();
    Case { page: String::new(), area: String::new(), heading: ty.to_string(), number: 1, files: vec![("main.ts".to_string(), text)] }
}

/// Writes down what the two say otherwise of the lines that are asked about.
fn note_differences(ty: &str, lines: &[Line], ours: &Answer, theirs: &Answer, (text, tally): (&mut String, &mut Tally)) {
    for (line, number) in lines.iter().zip(1..) {
        let Some(called) = &line.called else { continue };
        let place = ("main.ts".to_string(), number);
        let codes = |answer: &Answer| -> Vec<String> { answer.errors.get(&place).into_iter().flat_map(|codes| codes.keys().cloned()).collect() };
        let (a, b) = (codes(ours), codes(theirs));
        if a.iter().any(|code| code.starts_with("TH")) {
            tally.refused += 1;
            continue;
        }
        let (x, y) = (ours.revealed.get(&place), theirs.revealed.get(&place));
        if a == b && a.is_empty() && y.is_some_and(|text| text.contains(" & ")) {
            tally.met += 1;
            continue;
        }
        tally.compared += 1;
        let is_generic = ty.starts_with('<');
        if a != b || !is_generic && a.is_empty() && x.map(|t| normal(t)) != y.map(|t| normal(t)) {
            let said = |codes: &[String], ty: Option<&String>| if codes.is_empty() { ty.cloned().unwrap_or_default() } else { codes.join(" ") };
            let _ = writeln!(text, "{ty}: {called}\n    {}\n    {}", said(&a, x), said(&b, y));
        }
    }
}
