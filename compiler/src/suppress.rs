//! `@ts-expect-error`, `@ts-ignore` and `@ts-nocheck`: which of tsc's errors are not reported.
//!
//! In: the directives of the files, and the problems of both stages. Out: the problems that remain. An error is dropped only where what the
//! checker made of the code is complete whether or not one minds ([`HARMLESS`]); any other leaves a value without a type that the parts of the
//! program agree on, and is refused under a code of Thimble's own. An expected error that does not come is TS2578, as in tsc; what Thimble alone
//! refuses counts as one.

use crate::ast::{Ast, Directives};
use crate::problem::{Code, Problem, Rule};
use crate::source::{FileId, Sources};

/// Errors after which the program means just what it would mean without them: access to members that are not public, members too many in an
/// object literal, comparisons and conditions whose result is known, parameters without a type (which are `any`), a field without a value
/// (which is undefined), a class that says it implements what it does not.
const HARMLESS: &[u32] =
    &[2341, 2353, 2367, 2420, 2445, 2446, 2561, 2564, 2678, 2695, 2774, 2801, 2839, 2845, 2871, 2872, 7006, 7019, 7031];

/// Adds what the check `found` to the problems of the syntax, without what is suppressed and what the syntax has reported at the same place.
pub fn apply(ast: &Ast, sources: &Sources, problems: &mut Vec<Problem>, mut found: Vec<Problem>) {
    found.retain(|own| !problems.iter().any(|p| p.code == own.code && (p.span.file, p.span.start) == (own.span.file, own.span.start)));
    let mut files: Vec<Suppression> = ast.modules.iter().filter_map(|module| Suppression::of(module.file, &module.directives, sources)).collect();
    if files.is_empty() {
        return problems.extend(found);
    }
    for problem in problems.iter().filter(|problem| problem.is_error()) {
        if let Some(file) = files.iter_mut().find(|file| file.id == problem.span.file) {
            file.covers(problem, sources);
        }
    }
    for problem in found {
        let covered = files.iter_mut().find(|file| file.id == problem.span.file).is_some_and(|file| file.covers(&problem, sources));
        match problem.code {
            Code::Ts(number) if covered && HARMLESS.contains(&number) => {}
            Code::Ts(_) if covered => problems.push(refused(problem)),
            _ => problems.push(problem),
        }
    }
    // Where something was refused nothing is known of the errors that would follow.
    let refused = |file: FileId| problems.iter().any(|problem| matches!(problem.code, Code::Th(_)) && problem.is_error() && problem.span.file == file);
    let unused: Vec<Problem> = files.iter().filter(|file| !refused(file.id)).flat_map(Suppression::unused).collect();
    problems.extend(unused);
    crate::problem::sort(problems);
}

fn refused(problem: Problem) -> Problem {
    let message = format!("this cannot be suppressed, since what it leaves cannot be compiled: {} ({})", problem.message, problem.code);
    let mut refused = Problem::th(Rule::SuppressedError, problem.span).with_message(message);
    (refused.help, refused.labels) = (problem.help, problem.labels);
    refused
}

/// The directives of one file.
struct Suppression<'a> {
    id: FileId,
    directives: &'a Directives,
    /// The line of each directive, counted from 0.
    lines: Vec<usize>,
    /// Which of them have suppressed something.
    used: Vec<bool>,
    text: Vec<&'a str>,
}

impl<'a> Suppression<'a> {
    fn of(id: FileId, directives: &'a Directives, sources: &'a Sources) -> Option<Suppression<'a>> {
        if directives.unchecked.is_none() && directives.lines.is_empty() {
            return None;
        }
        let lines: Vec<usize> = directives.lines.iter().map(|directive| line_of(sources, directive.span)).collect();
        let used = vec![false; lines.len()];
        Some(Suppression { id, directives, lines, used, text: sources.get(id).text.lines().collect() })
    }

    /// Whether a directive speaks of the problem: the last one before its line with nothing but blanks and comments between them.
    fn covers(&mut self, problem: &Problem, sources: &Sources) -> bool {
        if self.directives.unchecked.is_some() {
            return true;
        }
        let mut line = line_of(sources, problem.span);
        while line > 0 {
            line -= 1;
            if let Some(at) = self.lines.iter().position(|&own| own == line) {
                self.used[at] = true;
                return true;
            }
            let text = self.text.get(line).map_or("", |text| text.trim());
            if !text.is_empty() && !text.starts_with("//") {
                return false;
            }
        }
        false
    }

    fn unused(&self) -> impl Iterator<Item = Problem> {
        let unused = |(directive, used): (&crate::ast::Directive, &bool)| {
            (directive.expects && !used && self.directives.unchecked.is_none())
                .then(|| Problem::ts(2578, directive.span, "an error is expected here, and there is none").with_help("leave the comment out"))
        };
        self.directives.lines.iter().zip(&self.used).filter_map(unused)
    }
}

fn line_of(sources: &Sources, span: crate::source::Span) -> usize {
    sources.place(span).line as usize - 1
}
