//! Source files and places in them.
//!
//! A [`Span`] is a file and a half-open range of UTF-8 byte offsets; lines and columns are computed on demand.

use std::sync::OnceLock;

/// Index of a file in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A stretch of source text: `start..end` in bytes of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Whether `inner` begins within it.
    pub fn contains(self, inner: Span) -> bool {
        self.file == inner.file && (self.start..self.end).contains(&inner.start)
    }
}

/// One file of the program, or of the library.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as the user gave it or as an import resolved to it, with forward slashes; library files begin with `thimble:`.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// Byte offset of the start of each line; found when a place is first asked for.
    line_starts: OnceLock<Vec<u32>>,
}

/// Where source text comes from. The compiler asks by path; the command line reads a disk, a test or a browser a table.
pub trait Files {
    /// The text of the file at `path` (forward slashes, as [`Source::path`]).
    fn read(&self, path: &str) -> Result<String, ReadError>;
}

/// Why a file could not be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// There is no such file.
    Missing,
    /// There is a directory of that name.
    Directory,
    /// The file is not UTF-8 from this byte on.
    NotUtf8 {
        /// Offset of the first byte that cannot be read.
        offset: usize,
    },
    /// Anything else, in the words of the system.
    Other(String),
}

/// A place as people count: lines and columns from 1, columns in UTF-16 units as tsc counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in UTF-16 units, from 1.
    pub column: u32,
}

/// All files of one compilation.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a file and gives its id.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        self.files.push(Source { path: path.into(), text, line_starts: OnceLock::new() });
        FileId(self.files.len() as u32 - 1)
    }

    /// The file with this id.
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// The id of the file with this path, if it was added.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.files.iter().position(|f| f.path == path).map(|i| FileId(i as u32))
    }

    /// All files in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(i, f)| (FileId(i as u32), f))
    }

    /// Line and column of the first byte of `span`.
    pub fn place(&self, span: Span) -> Place {
        self.get(span.file).place(span.start)
    }
}

impl Source {
    /// Whether the file is one of the library's.
    pub fn is_library(&self) -> bool {
        self.path.starts_with(crate::library::SCHEME)
    }

    /// Line and column of a byte offset; an offset past the end counts as the end.
    pub fn place(&self, offset: u32) -> Place {
        let offset = offset.min(self.text.len() as u32);
        let line_starts = self.line_starts.get_or_init(|| line_starts(&self.text));
        let line = line_starts.partition_point(|&start| start <= offset) - 1;
        let before = &self.text[line_starts[line] as usize..floor_char_boundary(&self.text, offset as usize)];
        Place { line: line as u32 + 1, column: before.encode_utf16().count() as u32 + 1 }
    }
}

fn floor_char_boundary(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn line_starts(text: &str) -> Vec<u32> {
    let mut starts = vec![0];
    let bytes = text.as_bytes();
    for (i, &b) in bytes.iter().enumerate() {
        // CR LF is one line end; a lone CR is one too, as in ECMA-262 section 12.3.
        if b == b'\n' || (b == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
            starts.push(i as u32 + 1);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf16_units() {
        let mut sources = Sources::default();
        let file = sources.add("a.ts", "let a\r\n😀é x\rlast");
        let at = |start| sources.place(Span { file, start, end: start });
        assert_eq!(at(0), Place { line: 1, column: 1 });
        assert_eq!(at(7), Place { line: 2, column: 1 });
        assert_eq!(at(14), Place { line: 2, column: 5 });
        assert_eq!(at(16), Place { line: 3, column: 1 });
        assert_eq!(at(999), Place { line: 3, column: 5 });
    }
}
