//! The program's console on its way to the user.
//!
//! In: the bytes that an image sent, in pieces. Out: text on stdout exactly as the program printed it; what stands between STX and ETX (errors)
//! on stderr, a character behind DLE being itself and no mark, with each `    at 0x…` line turned into `    at f (file.ts:12:5)` if the report's last line, `    in build 0x…`, names a build that is known. With `--json` each line is an object instead.

use std::io::Write;

use crate::report::Reporter;
use serde_json::json;
use thimble::image::Lines;
use thimble_simulator::Symbol;

/// How a line of a stack trace begins.
const FRAME: &str = "    at ";

/// How the line of a report begins that says which build the addresses are of.
const BUILD: &str = "    in build 0x";

const STX: u8 = 0x02;
const ETX: u8 = 0x03;
const DLE: u8 = 0x10;

/// What is known about the addresses of the running image.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Compiled functions with their source places.
    pub(crate) lines: Lines,
    /// The functions that an ELF file names, ascending: the runtime's, or those of programs that Thimble did not compile.
    pub(crate) symbols: Vec<Symbol>,
}

impl Names {
    /// What to print for an address in a stack trace, if anything is known of it.
    pub(crate) fn resolve(&self, address: u32) -> Option<String> {
        self.lines.resolve(address).or_else(|| {
            let after = self.symbols.partition_point(|s| s.address <= address);
            let symbol = self.symbols[..after].iter().rev().find(|s| s.is_function)?;
            (address - symbol.address < symbol.size).then(|| format!("{} ({address:#010x})", symbol.name))
        })
    }

    /// A stack trace with its addresses resolved. Left out are functions that the compiler made, and the library's own above and
    /// below the program's: what matters is which line of the program asked for what could not be.
    fn resolve_text(&self, text: &str) -> String {
        let lines = text.split_inclusive('\n').map(|line| self.resolve_line(line).unwrap_or_else(|| line.to_string()));
        let lines: Vec<String> = lines.filter(|line| !is_made(line)).collect();
        let is_program = |line: &String| line.starts_with(FRAME) && !line.contains(" (thimble:");
        let first = lines.iter().position(|line| line.starts_with(FRAME)).unwrap_or(lines.len());
        let shown = match (lines.iter().position(is_program), lines.iter().rposition(is_program)) {
            (Some(top), Some(bottom)) => &lines[top..=bottom],
            _ => &lines[first..],
        };
        let after = lines.iter().rposition(|line| line.starts_with(FRAME)).map_or(lines.len(), |last| last + 1);
        lines[..first].iter().chain(shown).chain(&lines[after..]).map(String::as_str).collect()
    }

    fn resolve_line(&self, line: &str) -> Option<String> {
        let digits = line.strip_prefix(FRAME)?.strip_prefix("0x")?;
        let address = u32::from_str_radix(digits.trim_end(), 16).ok()?;
        let end = &digits[digits.trim_end().len()..];
        Some(format!("{FRAME}{}{end}", self.resolve(address)?))
    }
}

/// Whether a line of a stack trace names a function that the compiler made: start-up, or the adapter of a function used as a value.
fn is_made(line: &str) -> bool {
    line.strip_prefix("    at <").is_some_and(|name| !name.starts_with("anonymous>"))
}

/// Which of the user's streams text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stream {
    Stdout,
    Stderr,
}

/// Tells the two streams apart in what an image sends.
#[derive(Debug, Default)]
struct Splitter {
    /// The text since STX, while inside a frame.
    frame: Option<Vec<u8>>,
    /// The last byte was a DLE: the next one is no mark.
    is_escaped: bool,
}

impl Splitter {
    /// What is complete: text outside of frames at once, a frame when it is closed.
    fn take(&mut self, bytes: &[u8]) -> Vec<(Stream, Vec<u8>)> {
        let mut parts = Vec::new();
        let mut text = Vec::new();
        for &byte in bytes {
            match (byte, &mut self.frame) {
                _ if std::mem::take(&mut self.is_escaped) => self.frame.as_mut().unwrap_or(&mut text).push(byte),
                (DLE, _) => self.is_escaped = true,
                (STX, None) => {
                    push_text(&mut parts, &mut text);
                    self.frame = Some(Vec::new());
                }
                (ETX, Some(frame)) => {
                    parts.push((Stream::Stderr, std::mem::take(frame)));
                    self.frame = None;
                }
                (_, Some(frame)) => frame.push(byte),
                (_, None) => text.push(byte),
            }
        }
        push_text(&mut parts, &mut text);
        parts
    }

    /// The frame that was never closed.
    fn finish(&mut self) -> Option<Vec<u8>> {
        self.frame.take()
    }
}

fn push_text(parts: &mut Vec<(Stream, Vec<u8>)>, text: &mut Vec<u8>) {
    if !text.is_empty() {
        parts.push((Stream::Stdout, std::mem::take(text)));
    }
}

/// What is known of the builds that may be running: one, or one for each board of a file for several.
#[derive(Debug, Default)]
pub(crate) struct Builds(pub(crate) Vec<Names>);

impl Builds {
    /// What is known of the address in whichever build it is.
    fn resolve(&self, address: u32) -> Option<String> {
        self.0.iter().find_map(|names| names.resolve(address))
    }

    /// The report as people read it, by the names of its own build. One of another build keeps its addresses, and says so.
    fn resolve_text(&self, text: &str) -> String {
        let line = text.lines().find(|line| line.starts_with(BUILD));
        let Some(build) = line.and_then(|line| u32::from_str_radix(&line[BUILD.len()..], 16).ok()) else {
            return self.0.first().map_or_else(|| text.to_string(), |names| names.resolve_text(text));
        };
        if let Some(names) = self.0.iter().find(|names| names.lines.build == Some(build)) {
            let without: String = text.split_inclusive('\n').filter(|line| !line.starts_with(BUILD)).collect();
            return names.resolve_text(&without);
        }
        let known: Vec<String> = self.0.iter().filter_map(|names| names.lines.build).map(|build| format!("{build:#010x}")).collect();
        if known.is_empty() {
            return text.to_string();
        }
        format!("{text}    which is not what the source makes now ({}): its places are not known\n", known.join(" and "))
    }
}

/// Passes an image's text on.
pub(crate) struct Console<'a> {
    reporter: &'a Reporter,
    builds: Builds,
    splitter: Splitter,
    /// With `--json`: the beginning of a line of stdout.
    line: Vec<u8>,
}

impl<'a> Console<'a> {
    /// Ready for the first byte.
    pub(crate) fn new(reporter: &'a Reporter, builds: Builds) -> Console<'a> {
        Console { reporter, builds, splitter: Splitter::default(), line: Vec::new() }
    }

    /// Passes on what the image has sent since the last time.
    pub(crate) fn take(&mut self, bytes: &[u8]) {
        for (stream, text) in self.splitter.take(bytes) {
            match stream {
                Stream::Stdout => self.stdout(&text),
                Stream::Stderr => self.stderr(&text),
            }
        }
    }

    /// The image has ended: what it left unfinished is passed on too.
    pub(crate) fn finish(&mut self) {
        if let Some(frame) = self.splitter.finish() {
            self.stderr(&frame);
        }
        if !self.line.is_empty() {
            let line = std::mem::take(&mut self.line);
            self.object("stdout", &line);
        }
    }

    /// The runner's own words about how the program ended.
    pub(crate) fn note(&mut self, text: &str) {
        self.stderr(text.as_bytes());
    }

    /// What is known of an address, for notes.
    pub(crate) fn place(&self, address: u32) -> String {
        self.builds.resolve(address).unwrap_or_else(|| format!("{address:#010x}"))
    }

    fn stdout(&mut self, bytes: &[u8]) {
        if !self.reporter.json {
            self.reporter.print_bytes(bytes);
            return;
        }
        self.line.extend(bytes);
        while let Some(end) = self.line.iter().position(|b| *b == b'\n') {
            let line: Vec<u8> = self.line.drain(..=end).collect();
            self.object("stdout", &line);
        }
    }

    fn stderr(&mut self, bytes: &[u8]) {
        let text = self.builds.resolve_text(&String::from_utf8_lossy(bytes));
        if self.reporter.json {
            self.object("stderr", text.as_bytes());
        } else {
            // If nobody reads stderr there is nobody to tell.
            let _ = std::io::stderr().write_all(text.as_bytes());
        }
    }

    fn object(&self, stream: &str, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        self.reporter.object(&[("kind", json!("console")), ("stream", json!(stream)), ("text", json!(text))]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use thimble::image::lines::{FunctionLines, Row};

    #[test]
    fn frames_go_to_stderr_wherever_the_stream_is_cut() {
        let stream = b"one\x10\x02\n\x02Uncaught Error: \x10\x03\x10\x10\n    at 0x00000104\n\x03two\x10\x03\n";
        for cut in 0..stream.len() {
            let mut splitter = Splitter::default();
            let mut parts = splitter.take(&stream[..cut]);
            parts.extend(splitter.take(&stream[cut..]));
            let joined = |wanted| parts.iter().filter(|(s, _)| *s == wanted).flat_map(|(_, t)| t.clone()).collect::<Vec<u8>>();
            assert_eq!(joined(Stream::Stdout), b"one\x02\ntwo\x03\n");
            assert_eq!(joined(Stream::Stderr), b"Uncaught Error: \x03\x10\n    at 0x00000104\n");
            assert_eq!(splitter.finish(), None);
        }
        let mut splitter = Splitter::default();
        assert!(splitter.take(b"\x02cut off").is_empty());
        assert_eq!(splitter.finish(), Some(b"cut off".to_vec()));
    }

    #[test]
    fn addresses_of_known_functions_get_names() {
        let symbol = |name: &str, address, size, is_function| Symbol { name: name.to_string(), address, size, is_function };
        let symbols = vec![symbol("main", 0x100, 8, true), symbol("table", 0x108, 8, false), symbol("end", 0x200, 4, true)];
        let row = Row { address: 0x302, file: 0, line: 12, column: 5 };
        let function = FunctionLines { name: "f".to_string(), start: 0x300, end: 0x310, rows: vec![row] };
        let names = Names { lines: Lines { files: vec!["file.ts".to_string()], functions: vec![function], build: None }, symbols };
        let text = "Uncaught Error: at 0x00000104\n    at 0x00000104\n    at 0x0000010a\n    at 0x00000304\n    at 0xzz\n";
        let expected =
            "Uncaught Error: at 0x00000104\n    at main (0x00000104)\n    at 0x0000010a\n    at f (file.ts:12:5)\n    at 0xzz\n";
        assert_eq!(names.resolve_text(text), expected);
    }

    #[test]
    fn a_report_is_read_by_the_names_of_its_own_build() {
        let names = |build, name: &str| {
            let function = FunctionLines { name: name.to_string(), start: 0x100, end: 0x110, rows: Vec::new() };
            Names { lines: Lines { files: Vec::new(), functions: vec![function], build }, symbols: Vec::new() }
        };
        let builds = Builds(vec![names(Some(1), "first"), names(Some(0xa2), "second")]);
        let report = |build: &str| format!("Uncaught x\n    at 0x100\n    in build {build}\n");
        assert_eq!(builds.resolve_text(&report("0x000000a2")), "Uncaught x\n    at second\n");
        let unknown = report("0x00000003") + "    which is not what the source makes now (0x00000001 and 0x000000a2): its places are not known\n";
        assert_eq!(builds.resolve_text(&report("0x00000003")), unknown);
        assert_eq!(builds.resolve_text("Uncaught x\n    at 0x100\n"), "Uncaught x\n    at first\n");
        assert_eq!(Builds::default().resolve_text(&report("0x00000003")), report("0x00000003"));
    }

    #[test]
    fn only_the_program_s_frames_and_those_between_them_are_shown() {
        let function = |name: &str, start, file| {
            let row = Row { address: start, file, line: 1, column: 1 };
            FunctionLines { name: name.to_string(), start, end: start + 8, rows: vec![row] }
        };
        let files = vec!["a.ts".to_string(), "thimble:array.ts".to_string()];
        let functions = vec![
            function("<anonymous>", 0x100, 0),
            function("<f as a value>", 0x120, 0),
            function("throwIndex", 0x200, 1),
            function("forEach", 0x220, 1),
            function("run", 0x240, 1),
            function("<start>", 0x300, 1),
        ];
        let names = Names { lines: Lines { files, functions, build: None }, symbols: Vec::new() };
        let text = "Uncaught x\n    at 0x200\n    at 0x100\n    at 0x120\n    at 0x220\n    at 0x100\n    at 0x240\n    at 0x300\nmore\n";
        let callback = "    at <anonymous> (a.ts:1:1)\n";
        assert_eq!(names.resolve_text(text), format!("Uncaught x\n{callback}    at forEach (thimble:array.ts:1:1)\n{callback}more\n"));
        let only = "Uncaught x\n    at throwIndex (thimble:array.ts:1:1)\n";
        assert_eq!(names.resolve_text("Uncaught x\n    at 0x200\n"), only);
    }
}
