//! `thimble explain TH1004`: the page of a diagnostic.

use crate::exit::Exit;
use crate::report::{Field, Reporter};
use serde_json::json;
use thimble::problem::Rule;

/// What `explain` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  thimble explain TH1004\n  thimble explain no-prototype\n  thimble explain")]
pub(crate) struct Arguments {
    /// Code or name of a diagnostic; without it all are listed.
    code: Option<String>,
}

/// Prints the page, or the list.
pub(crate) fn run(arguments: &Arguments, reporter: &Reporter) -> Exit {
    let Some(code) = &arguments.code else {
        Rule::ALL.iter().for_each(|rule| list(*rule, reporter));
        return Exit::Well;
    };
    let Some(rule) = Rule::find(code) else { return reporter.usage(&unknown(code)) };
    if reporter.json {
        let mut fields = rule_fields(rule).to_vec();
        fields.push(("text", json!(rule.page())));
        reporter.object(&fields);
    } else {
        reporter.print(rule.page());
    }
    Exit::Well
}

fn list(rule: Rule, reporter: &Reporter) {
    if reporter.json {
        reporter.object(&rule_fields(rule));
    } else {
        reporter.print(&format!("{} {}: {}\n", rule.code(), rule.name(), rule.headline()));
    }
}

fn rule_fields(rule: Rule) -> [Field<'static>; 5] {
    [
        ("kind", json!("rule")),
        ("code", json!(rule.code())),
        ("name", json!(rule.name())),
        ("severity", json!(rule.severity().word())),
        ("headline", json!(rule.headline())),
    ]
}

fn unknown(code: &str) -> String {
    let number = code.get(..2).filter(|head| head.eq_ignore_ascii_case("TS")).map(|_| &code[2..]);
    match number {
        Some(n) if !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()) => {
            format!("TS{n} is one of TypeScript's own errors and means what it means there; the pages here are of Thimble's, TH…")
        }
        _ => format!("there is no diagnostic `{code}`; `thimble explain` lists them all"),
    }
}
