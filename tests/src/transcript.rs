//! Console transcripts: every page of `tests/cli` says what the commands in it print and how they end.
//!
//! A fenced block whose info string is a language and a file name (`ts app.ts`) puts that file into the page's own empty folder. In a
//! `console` block each `$` line is run there by `sh`, with the `thimble` just built and the tests' `tsc` in the path; beneath it stand stdout, then stderr with `! `
//! before each line, then `exit N` unless N is 0. `THIMBLE_BLESS=1` writes what came out.

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use thimble_tests::{binary, compare, files, root};

#[test]
fn transcripts_are_what_the_commands_print() {
    let mut failures = String::new();
    for page in files("tests/cli", ".md") {
        let text = std::fs::read_to_string(&page).expect("a readable page");
        let folder = binary::thimble().with_file_name(page.file_stem().expect("a page has a name"));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        if let Err(difference) = compare(&page, &replay(&text, &folder)) {
            let _ = writeln!(failures, "{difference}");
        }
        std::fs::remove_dir_all(&folder).expect("the temporary folder can be removed");
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// The page with what its commands print now.
fn replay(page: &str, folder: &Path) -> String {
    let mut out = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let Some(info) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if info == "console" {
            for command in body.iter().filter_map(|line| line.strip_prefix("$ ")) {
                let _ = write!(out, "$ {command}\n{}", run(command, folder));
            }
        } else {
            if let Some((_, name)) = info.split_once(' ') {
                std::fs::write(folder.join(name), body.join("\n") + "\n").expect("a file of the page can be written");
            }
            body.iter().for_each(|line| out.push_str(&format!("{line}\n")));
        }
        out.push_str("```\n");
    }
    out
}

fn run(command: &str, folder: &Path) -> String {
    let program = binary::thimble().parent().expect("the binary lies in a folder");
    let npm = root().join("tests/node_modules/.bin");
    let path = format!("{}:{}:{}", program.display(), npm.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", path)
        .env("COLUMNS", "100")
        .env_remove("RUST_BACKTRACE")
        .stdin(Stdio::null())
        .output()
        .expect("sh runs");
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    for line in String::from_utf8_lossy(&output.stderr).lines() {
        let _ = writeln!(text, "{}", format!("! {line}").trim_end());
    }
    match output.status.code() {
        Some(0) => {}
        Some(code) => text.push_str(&format!("exit {code}\n")),
        None => text.push_str("killed\n"),
    }
    text
}
