//! What the user sees: diagnostics, results, errors; as text or as JSON lines.
//!
//! In: values of the library. Out: text diagnostics on stderr, in the shape tsc prints them (editors know it) followed by the marked source; or,
//! with `--json`, one object a line on stdout and nothing else there. Only this file knows miette.

use std::io::{IsTerminal, Write};

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Severity as MietteSeverity};
use serde_json::{Value, json};
use thimble::problem::{Problem, Severity};
use thimble::source::{Source, Sources};

use crate::exit::Exit;

/// A name (plain letters) and its value.
pub(crate) type Field<'a> = (&'a str, Value);

/// Where output goes and how it looks.
pub(crate) struct Reporter {
    /// Whether stdout holds JSON lines.
    pub(crate) json: bool,
    colors: bool,
}

impl Reporter {
    /// Colours are on for a terminal, unless somebody asked for none.
    pub(crate) fn new(json: bool, no_color: bool) -> Reporter {
        let refused = no_color || std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        Reporter { json, colors: !refused && std::io::stderr().is_terminal() }
    }

    /// One JSON object on a line of stdout, its fields in the given order.
    pub(crate) fn object(&self, fields: &[Field<'_>]) {
        let fields: Vec<String> = fields.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        self.print(&format!("{{{}}}\n", fields.join(",")));
    }

    /// Text on stdout. When nobody reads it any more (`thimble boards | head -1`) there is nothing left to do.
    pub(crate) fn print(&self, text: &str) {
        self.print_bytes(text.as_bytes());
    }

    /// The same for bytes, passed on as they are.
    pub(crate) fn print_bytes(&self, bytes: &[u8]) {
        let mut out = std::io::stdout().lock();
        if out.write_all(bytes).and_then(|()| out.flush()).is_err() {
            std::process::exit(Exit::Well.code().into());
        }
    }

    /// The command cannot be done: one sentence.
    pub(crate) fn usage(&self, message: &str) -> Exit {
        self.error(message);
        Exit::Usage
    }

    /// An error that is not a problem of the program's text.
    pub(crate) fn error(&self, message: &str) {
        if self.json {
            self.object(&[("kind", json!("error")), ("message", json!(message))]);
        } else {
            eprintln!("{} {message}", self.paint("error:", "\x1b[1;31m"));
        }
    }

    /// All problems of a program as they stand in a terminal without colours.
    pub(crate) fn plain_text(problems: &[Problem], sources: &Sources) -> String {
        let plain = Reporter { json: false, colors: false };
        problems.iter().map(|problem| plain.problem_text(problem, sources)).collect()
    }

    /// All problems of a program, then how many errors there are.
    pub(crate) fn problems(&self, problems: &[Problem], sources: &Sources) {
        for problem in problems {
            if self.json {
                self.object(&problem_fields(problem, sources));
            } else {
                eprint!("{}", self.problem_text(problem, sources));
            }
        }
        let errors = problems.iter().filter(|p| p.is_error()).count();
        if errors > 0 && !self.json {
            eprintln!("Found {errors} error{}.", if errors == 1 { "" } else { "s" });
        }
    }

    fn paint(&self, text: &str, color: &str) -> String {
        if self.colors { format!("{color}{text}\x1b[0m") } else { text.to_string() }
    }

    /// tsc's line, then the source with marks, then advice.
    fn problem_text(&self, problem: &Problem, sources: &Sources) -> String {
        let source = sources.get(problem.span.file);
        let place = source.place(problem.span.start);
        let color = if problem.is_error() { "\x1b[1;31m" } else { "\x1b[1;33m" };
        let head = format!(
            "{}:{}:{} - {} {}: {}\n",
            source.path,
            place.line,
            place.column,
            self.paint(problem.severity.word(), color),
            problem.code,
            problem.message
        );
        format!("{head}{}\n", self.block(problem, source))
    }

    /// The marked source. miette repeats the message above it; that part is left out.
    fn block(&self, problem: &Problem, source: &Source) -> String {
        let theme = if self.colors { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme).with_width(100).with_links(false);
        let mut labels = vec![LabeledSpan::new_primary_with_span(None, clamp(problem.span.start, problem.span.end, source))];
        for label in problem.labels.iter().filter(|l| l.span.file == problem.span.file) {
            labels.push(LabeledSpan::new_with_span(Some(label.text.clone()), clamp(label.span.start, label.span.end, source)));
        }
        let mut diagnostic = MietteDiagnostic::new("").with_labels(labels).with_severity(match problem.severity {
            Severity::Error => MietteSeverity::Error,
            Severity::Warning => MietteSeverity::Warning,
        });
        diagnostic.help = help(problem);
        let report = miette::Report::new(diagnostic).with_source_code(NamedSource::new(&source.path, source.text.clone()));
        let mut text = String::new();
        if handler.render_report(&mut text, report.as_ref()).is_err() {
            return String::new();
        }
        let body: Vec<&str> = text.lines().skip_while(|line| !line.contains("\u{256d}\u{2500}")).map(str::trim_end).collect();
        body.join("\n") + "\n"
    }
}

/// What to do about it. Each refusal of Thimble's own has a page that says so, where the problem itself does not.
fn help(problem: &Problem) -> Option<String> {
    let code = problem.code.to_string();
    problem.help.clone().or_else(|| code.starts_with("TH").then(|| format!("`thimble explain {code}` says why, and what to write instead")))
}

/// A span that lies inside the text, whatever it was made from.
fn clamp(start: u32, end: u32, source: &Source) -> (usize, usize) {
    let length = source.text.len();
    let start = (start as usize).min(length);
    (start, (end as usize).clamp(start, length) - start)
}

/// The object that design.md fixes for diagnostics.
fn problem_fields<'a>(problem: &Problem, sources: &Sources) -> [Field<'a>; 10] {
    let source = sources.get(problem.span.file);
    let (start, end) = (source.place(problem.span.start), source.place(problem.span.end));
    [
        ("kind", json!("diagnostic")),
        ("code", json!(problem.code.to_string())),
        ("severity", json!(problem.severity.word())),
        ("file", json!(source.path)),
        ("line", json!(start.line)),
        ("column", json!(start.column)),
        ("endLine", json!(end.line)),
        ("endColumn", json!(end.column)),
        ("message", json!(problem.message)),
        ("help", json!(help(problem))),
    ]
}
