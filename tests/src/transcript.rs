//! Console transcripts: every page of `tests/cli` says what the commands in it print and how they end.
//!
//! A fenced block whose info string is a language and a file name (`ts app.ts`) puts that file into the page's own empty folder. In a
//! `console` block each `$` line is run there by `sh`, with the `thimble` just built and the tests' `tsc` in the path; beneath it stand stdout, then stderr with `! `
//! before each line, then `exit N` unless N is 0. `THIMBLE_BLESS=1` writes what came out.
//!
//! The commands in README.md must work as they stand there: see [`readme`].

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
                let path = folder.join(name);
                std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder of the page can be made");
                std::fs::write(path, body.join("\n") + "\n").expect("a file of the page can be written");
            }
            body.iter().for_each(|line| out.push_str(&format!("{line}\n")));
        }
        out.push_str("```\n");
    }
    out
}

/// What is no plain `sh` block in README.md, by the word behind `sh`, and why.
const MARKS: &[(&str, &str)] = &[
    ("checkout", "runs in the repository"),
    ("everything", "is the command that runs this test"),
    ("device", "needs a board: tests/cli/flash.md and tests/cli/monitor.md imitate one"),
    ("server", "does not end: simulator/web/tests/serve.test.mjs"),
];

/// Every `sh` block of README.md, in an empty folder with some program as `app.ts`, must succeed; its first program prints what it says.
mod readme {
    use super::*;

    #[test]
    fn every_command_works() {
        let text = std::fs::read_to_string(root().join("README.md")).expect("the repository has a README");
        let mut count = 0;
        for (number, (info, body)) in blocks(&text).into_iter().enumerate() {
            let place = match info.split_once(' ') {
                None if info == "sh" => binary::thimble().with_file_name(format!("readme-{number}")),
                Some(("sh", "checkout")) => root(),
                Some(("sh", mark)) => {
                    assert!(MARKS.iter().any(|(known, _)| *known == mark), "README.md: nothing is known of `sh {mark}`");
                    continue;
                }
                _ => continue,
            };
            if info == "sh" {
                std::fs::create_dir_all(&place).expect("a temporary folder");
                std::fs::copy(root().join("examples/hello.ts"), place.join("app.ts")).expect("a program");
            }
            let output = run(&format!("set -e\n{body}"), &place);
            let end = output.lines().last().unwrap_or_default();
            assert!(!end.starts_with("exit ") && end != "killed", "README.md does not work:\n{body}\n{output}");
            count += 1;
        }
        assert!(count >= 3, "README.md has lost its commands");
    }

    #[test]
    fn the_first_program_blinks() {
        let text = std::fs::read_to_string(root().join("README.md")).expect("the repository has a README");
        let (_, program) = blocks(&text).into_iter().find(|(info, _)| info == "ts").expect("README.md shows a program");
        let file = binary::thimble().with_file_name("readme.ts");
        std::fs::write(&file, program).expect("a temporary file");
        let output = run("thimble run readme.ts", file.parent().expect("it lies in a folder"));
        assert_eq!(output, "blink 0\nblink 1\nblink 2\nblink 3\nblink 4\n");
    }

    /// The fenced blocks of a page: info string and text.
    fn blocks(page: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut lines = page.lines();
        while let Some(line) = lines.next() {
            let Some(info) = line.strip_prefix("```") else { continue };
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            found.push((info.to_string(), body.join("\n") + "\n"));
        }
        found
    }
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
