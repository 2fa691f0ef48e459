//! The program's console on its way to the user.
//!
//! In: the bytes that an image sent, in pieces. Out: text on stdout exactly as the program printed it; what stands between STX and ETX (errors)
//! on stderr, with each `    at 0x…` line turned into `    at f (file.ts:12:5)`. With `--json` each line is an object instead.

use std::io::Write;

use crate::report::Reporter;
use serde_json::json;
use thimble::image::Image;
use thimble::source::Sources;

const STX: u8 = 0x02;
const ETX: u8 = 0x03;

/// What is known about the addresses of the running image.
pub(crate) enum Names {
    /// Everything: it was compiled just now.
    Compiled(Box<Image>, Sources),
    /// The functions that an ELF file names.
    Symbols(Vec<thimble_simulator::Symbol>),
}

impl Names {
    /// What to print for an address in a stack trace, if anything is known of it.
    pub(crate) fn resolve(&self, address: u32) -> Option<String> {
        match self {
            Names::Compiled(image, sources) => {
                let (function, span) = image.resolve(address)?;
                let Some(span) = span else { return Some(function.name.clone()) };
                let place = sources.place(span);
                Some(format!("{} ({}:{}:{})", function.name, sources.get(span.file).path, place.line, place.column))
            }
            Names::Symbols(symbols) => {
                let after = symbols.partition_point(|s| s.address <= address);
                let symbol = symbols[..after].iter().rev().find(|s| s.is_function)?;
                (address - symbol.address < symbol.size).then(|| format!("{} ({address:#010x})", symbol.name))
            }
        }
    }

    /// A stack trace with its addresses resolved.
    fn resolve_text(&self, text: &str) -> String {
        text.split_inclusive('\n').map(|line| self.resolve_line(line).unwrap_or_else(|| line.to_string())).collect()
    }

    fn resolve_line(&self, line: &str) -> Option<String> {
        let digits = line.strip_prefix("    at 0x")?;
        let address = u32::from_str_radix(digits.trim_end(), 16).ok()?;
        let end = &digits[digits.trim_end().len()..];
        Some(format!("    at {}{end}", self.resolve(address)?))
    }
}

/// Splits the stream.
pub(crate) struct Console<'a> {
    reporter: &'a Reporter,
    names: Names,
    /// The text since STX, while inside a frame.
    frame: Option<Vec<u8>>,
    /// With `--json`: the beginning of a line of stdout.
    line: Vec<u8>,
}

impl<'a> Console<'a> {
    /// Ready for the first byte.
    pub(crate) fn new(reporter: &'a Reporter, names: Names) -> Console<'a> {
        Console { reporter, names, frame: None, line: Vec::new() }
    }

    /// Passes on what the image has sent since the last time.
    pub(crate) fn take(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let mark = if self.frame.is_some() { ETX } else { STX };
            let end = rest.iter().position(|b| *b == mark);
            let (text, after) = end.map_or((rest, &rest[rest.len()..]), |at| (&rest[..at], &rest[at + 1..]));
            match &mut self.frame {
                Some(frame) => frame.extend(text),
                None => self.stdout(text),
            }
            if end.is_some() {
                match self.frame.take() {
                    Some(frame) => self.stderr(&frame),
                    None => self.frame = Some(Vec::new()),
                }
            }
            rest = after;
        }
    }

    /// The image has ended: what it left unfinished is passed on too.
    pub(crate) fn finish(&mut self) {
        if let Some(frame) = self.frame.take() {
            self.stderr(&frame);
        }
        if !self.line.is_empty() {
            let line = std::mem::take(&mut self.line);
            self.object("stdout", &line);
        }
    }

    /// A line of the runner's own about how the program ended.
    pub(crate) fn note(&mut self, text: &str) {
        self.stderr(text.as_bytes());
    }

    /// What is known of an address, for notes.
    pub(crate) fn place(&self, address: u32) -> String {
        self.names.resolve(address).unwrap_or_else(|| format!("{address:#010x}"))
    }

    fn stdout(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
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
        let text = self.names.resolve_text(&String::from_utf8_lossy(bytes));
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
