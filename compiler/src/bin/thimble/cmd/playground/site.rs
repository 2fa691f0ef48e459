//! The playground's files: the fixed ones, the boards as data, and the examples, compiled for every board they fit.
//!
//! Always holds: what `examples.json` names is there. Examples are compiled when first asked for, on all the machine's cores: they are what this
//! very compiler makes of them, and no second copy can grow old.

use std::sync::Mutex;

use serde_json::{Value, json};
use thimble::image::{Lines, elf};
use thimble::library::SCHEME;
use thimble::options::Options;
use thimble::source::{Files, ReadError, Sources};
use thimble_boards::{Board, Level, Pin, all};
use thimble_page::{EXAMPLES, PAGE};

/// The files of the page.
#[derive(Debug, Default)]
pub(crate) struct Site {
    examples: Option<Vec<Example>>,
}

/// An example, built for a board.
#[derive(Debug)]
struct Example {
    name: &'static str,
    about: String,
    board: &'static Board,
    elf: Vec<u8>,
    debug: Vec<u8>,
}

impl Example {
    /// Where the image is, and where what is known of its source.
    fn addresses(&self) -> [String; 2] {
        ["elf", "json"].map(|ending| format!("examples/{}/{}.{ending}", self.board.id, self.name))
    }

    fn files(&self) -> [(String, &[u8]); 2] {
        let [elf, debug] = self.addresses();
        [(elf, &self.elf), (debug, &self.debug)]
    }

    fn to_json(&self) -> Value {
        let [file, debug] = self.addresses();
        json!({ "name": self.name, "about": self.about, "board": self.board.id, "file": file, "debug": debug })
    }
}

impl Site {
    /// The bytes of one file; its name is its address relative to the page's.
    pub(crate) fn file(&mut self, name: &str) -> Option<Vec<u8>> {
        if let Some((_, bytes)) = PAGE.iter().find(|(path, _)| *path == name) {
            return Some(bytes.to_vec());
        }
        match name {
            "boards.json" => Some(boards_json()),
            "examples.json" => Some(self.examples_json()),
            _ if name.starts_with("examples/") => {
                let mut files = self.examples().iter().flat_map(Example::files);
                files.find(|(address, _)| address == name).map(|(_, bytes)| bytes.to_vec())
            }
            _ => None,
        }
    }

    /// All files with their names.
    pub(crate) fn files(mut self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = PAGE.iter().map(|(name, bytes)| ((*name).to_string(), bytes.to_vec())).collect();
        files.push(("boards.json".to_string(), boards_json()));
        files.push(("examples.json".to_string(), self.examples_json()));
        files.extend(self.examples().iter().flat_map(Example::files).map(|(address, bytes)| (address, bytes.to_vec())));
        files
    }

    fn examples_json(&mut self) -> Vec<u8> {
        Value::Array(self.examples().iter().map(Example::to_json).collect()).to_string().into_bytes()
    }

    fn examples(&mut self) -> &[Example] {
        self.examples.get_or_insert_with(compile_all)
    }
}

/// Boards as the page draws them.
fn boards_json() -> Vec<u8> {
    Value::Array(all().iter().map(board_json).collect()).to_string().into_bytes()
}

fn board_json(board: &Board) -> Value {
    let device = |(name, pin): (&String, &Pin)| {
        let active = match pin.active {
            Level::Low => "low",
            Level::High => "high",
        };
        json!({ "name": name, "pin": pin.pin, "active": active })
    };
    json!({
        "id": board.id,
        "name": board.name,
        "chip": board.chip,
        "format": board.format.ending(),
        "console": { "tx": board.console.tx, "rx": board.console.rx },
        "leds": board.leds.iter().map(device).collect::<Vec<_>>(),
        "buttons": board.buttons.iter().map(device).collect::<Vec<_>>(),
        "display": board.display.as_ref().map(|display| json!({
            "width": display.width,
            "height": display.height,
            "rows": display.rows,
            "columns": display.columns,
            "pixels": display.pixels,
        })),
    })
}

/// Every example for every board that it compiles for: one that uses a display is none for a board without.
fn compile_all() -> Vec<Example> {
    let jobs: Vec<_> = EXAMPLES.iter().flat_map(|source| all().iter().map(move |board| (source, board))).collect();
    let next = Mutex::new(jobs.iter().enumerate());
    let done = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let work = || {
                while let Some((at, ((path, text), board))) = take(&next) {
                    if let Some(example) = compile(path, text, board) {
                        done.lock().expect("no compilation panics").push((at, example));
                    }
                }
            };
            std::thread::Builder::new().stack_size(crate::STACK).spawn_scoped(scope, work).expect("a thread can be started");
        }
    });
    let mut done = done.into_inner().expect("no compilation panics");
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, example)| example).collect()
}

fn take<T>(next: &Mutex<impl Iterator<Item = T>>) -> Option<T> {
    next.lock().expect("no compilation panics").next()
}

fn compile(path: &'static str, text: &str, board: &'static Board) -> Option<Example> {
    let name = path.rsplit('/').next()?.strip_suffix(".ts")?;
    // A module that examples import is no program: programs say what they do in their first line.
    let about = text.lines().next()?.strip_prefix("// ").filter(|_| !path.contains("/modules/"))?.to_string();
    let outcome = thimble::compile(path, &Embedded, &Options::new(board.clone()));
    let image = outcome.value?.ok()?;
    let lines = Lines::of(&image, &outcome.sources);
    let debug = debug_json(path, &lines, &outcome.sources);
    Some(Example { name, about, board, elf: elf::write(&image, &lines), debug })
}

/// Lines by address, and the texts of the program that begins in the file `entry`: what `simulator/web/src/lines.ts` reads.
fn debug_json(entry: &str, lines: &Lines, sources: &Sources) -> Vec<u8> {
    let entry = lines.files.iter().position(|path| path == entry);
    let files = lines.files.iter().map(|path| {
        let own = sources.find(path).filter(|_| !path.starts_with(SCHEME));
        json!({ "path": path, "text": own.map(|id| &sources.get(id).text) })
    });
    let functions = lines.functions.iter().map(|function| {
        let rows: Vec<_> = function.rows.iter().map(|row| json!([row.address, row.file, row.line, row.column])).collect();
        json!({ "name": function.name, "start": function.start, "end": function.end, "rows": rows })
    });
    json!({ "entry": entry, "files": files.collect::<Vec<_>>(), "functions": functions.collect::<Vec<_>>() }).to_string().into_bytes()
}

/// The examples' sources.
struct Embedded;

impl Files for Embedded {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        EXAMPLES.iter().find(|(name, _)| *name == path).map(|(_, text)| (*text).to_string()).ok_or(ReadError::Missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_board_and_every_program_is_offered() {
        let mut site = Site::default();
        let parse = |bytes: Option<Vec<u8>>| serde_json::from_slice::<Vec<Value>>(&bytes.expect("the file is there")).expect("JSON");
        let boards = parse(site.file("boards.json"));
        assert_eq!(boards.len(), all().len());
        let examples = parse(site.file("examples.json"));
        for board in all() {
            assert!(examples.iter().any(|e| e["board"] == board.id.as_str() && e["name"] == "hello"), "{}", board.id);
        }
        for (path, _) in EXAMPLES.iter().filter(|(path, _)| !path.contains("/modules/")) {
            let name = path.rsplit('/').next().and_then(|file| file.strip_suffix(".ts"));
            assert!(examples.iter().any(|e| e["name"].as_str() == name), "{path} compiles for no board");
        }
        for example in examples {
            let file = site.file(example["file"].as_str().expect("an address")).expect("the file is there");
            assert!(file.starts_with(b"\x7fELF"));
            let debug = site.file(example["debug"].as_str().expect("an address")).expect("the file is there");
            let debug: Value = serde_json::from_slice(&debug).expect("JSON");
            let own = debug["files"].as_array().expect("a list").iter().filter(|file| file["text"].is_string());
            assert!(own.count() >= 1, "{example}: no source of its own");
        }
        assert_eq!(site.file("../Cargo.toml"), None);
    }
}
