//! The playground's files: the fixed ones, the boards as data, the examples, compiled for every board they fit, and the user's program.
//!
//! Always holds: what `examples.json` names is there, unless the user's program has errors. Examples are compiled when first asked for, on all the machine's cores: they are what this
//! very compiler makes of them, and no second copy can grow old.

use std::sync::Mutex;

use super::target;
use crate::disk::Disk;
use crate::exit::Exit;
use crate::report::Reporter;
use serde_json::{Value, json};
use thimble::image::{Image, Lines, LinkError, elf};
use thimble::library::SCHEME;
use thimble::options::Options;
use thimble::source::{Files, ReadError, Sources};
use thimble_boards::{Board, Level, Pin, all};
use thimble_page::{EXAMPLES, PAGE};
use thimble_simulator::{Chip, Machine};

/// The files of the page.
pub(crate) struct Site<'a> {
    examples: Option<Vec<Example>>,
    program: Option<Program>,
    /// The program as it was compiled last.
    compiled: Option<Compiled>,
    reporter: &'a Reporter,
}

/// The user's own program.
#[derive(Debug)]
pub(crate) struct Program {
    /// As the compiler knows the file.
    pub(crate) path: String,
    /// What it is compiled for.
    pub(crate) board: &'static Board,
}

/// Why there is no image of the user's program. The terminal has been told.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// For the page.
    pub(crate) why: String,
    /// For the shell.
    pub(crate) exit: Exit,
}

/// An image as an ELF file, and what is known of its source.
#[derive(Debug)]
struct Compiled {
    elf: Vec<u8>,
    debug: Vec<u8>,
}

impl Compiled {
    fn new(entry: &str, image: &Image, sources: &Sources) -> Compiled {
        let lines = Lines::of(image, sources);
        Compiled { debug: debug_json(entry, &lines, sources), elf: elf::write(image, &lines) }
    }
}

const PROGRAM_ELF: &str = "program.elf";
const PROGRAM_DEBUG: &str = "program.json";

/// An example, built for a board.
#[derive(Debug)]
struct Example {
    name: &'static str,
    about: String,
    board: &'static Board,
    compiled: Compiled,
}

impl Example {
    /// Where the image is, and where what is known of its source.
    fn addresses(&self) -> [String; 2] {
        ["elf", "json"].map(|ending| format!("examples/{}/{}.{ending}", self.board.id, self.name))
    }

    fn files(&self) -> [(String, &[u8]); 2] {
        let [elf, debug] = self.addresses();
        [(elf, &self.compiled.elf), (debug, &self.compiled.debug)]
    }

    fn to_json(&self) -> Value {
        let [file, debug] = self.addresses();
        json!({ "name": self.name, "about": self.about, "board": self.board.id, "file": file, "debug": debug })
    }
}

impl<'a> Site<'a> {
    /// With the user's program, if there is one.
    pub(crate) fn new(program: Option<Program>, reporter: &'a Reporter) -> Site<'a> {
        Site { examples: None, program, compiled: None, reporter }
    }

    /// The bytes of one file, if there is such a file; its name is its address relative to the page's.
    ///
    /// The program's image is compiled anew; what is known of its source is that of its last image.
    pub(crate) fn file(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        if let Some((_, bytes)) = PAGE.iter().find(|(path, _)| *path == name) {
            return Ok(Some(bytes.to_vec()));
        }
        Ok(match name {
            "boards.json" => Some(boards_json()),
            "examples.json" => Some(self.examples_json()),
            PROGRAM_ELF => {
                self.compiled = self.compile_program()?;
                self.compiled.as_ref().map(|compiled| compiled.elf.clone())
            }
            PROGRAM_DEBUG => self.compiled.as_ref().map(|compiled| compiled.debug.clone()),
            _ if name.starts_with("examples/") => {
                let mut files = self.examples().iter().flat_map(Example::files);
                files.find(|(address, _)| address == name).map(|(_, bytes)| bytes.to_vec())
            }
            _ => None,
        })
    }

    /// All files with their names.
    pub(crate) fn files(mut self) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
        let mut files: Vec<_> = PAGE.iter().map(|(name, bytes)| ((*name).to_string(), bytes.to_vec())).collect();
        for name in ["boards.json", "examples.json", PROGRAM_ELF, PROGRAM_DEBUG] {
            files.extend(self.file(name)?.map(|bytes| (name.to_string(), bytes)));
        }
        files.extend(self.examples().iter().flat_map(Example::files).map(|(address, bytes)| (address, bytes.to_vec())));
        Ok(files)
    }

    fn examples_json(&mut self) -> Vec<u8> {
        let mut list: Vec<Value> = self.program.iter().map(Program::to_json).collect();
        list.extend(self.examples().iter().map(Example::to_json));
        Value::Array(list).to_string().into_bytes()
    }

    fn compile_program(&self) -> Result<Option<Compiled>, Refusal> {
        let Some(Program { path, board }) = &self.program else { return Ok(None) };
        let outcome = thimble::compile(path, &Disk, &Options::new((*board).clone()));
        self.reporter.problems(&outcome.problems, &outcome.sources);
        match outcome.value {
            Some(Ok(image)) => Ok(Some(Compiled::new(path, &image, &outcome.sources))),
            Some(Err(LinkError::DoesNotFit { usage, largest })) => {
                target::does_not_fit(board, &usage, &largest, self.reporter);
                let why = format!("{path} does not fit the {}; the terminal says what is too large", board.name);
                Err(Refusal { why, exit: Exit::DoesNotFit })
            }
            Some(Err(error)) => panic!("linking failed: {error}"),
            None => Err(Refusal { why: Reporter::plain_text(&outcome.problems, &outcome.sources), exit: Exit::Problems }),
        }
    }

    fn examples(&mut self) -> &[Example] {
        self.examples.get_or_insert_with(compile_all)
    }
}

impl Program {
    fn to_json(&self) -> Value {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        json!({ "name": name, "about": "Your program", "board": self.board.id, "file": PROGRAM_ELF, "debug": PROGRAM_DEBUG })
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
    let chip = Chip::named(&board.chip).unwrap_or_else(|| panic!("the simulator knows the chip of every board, but not {}", board.chip));
    let pins: Vec<String> = (0..Machine::blank(chip).pins()).map(|pin| board.pin_names.name(pin)).collect();
    json!({
        "id": board.id,
        "name": board.name,
        "chip": board.chip,
        "format": board.format.ending(),
        "stackTop": board.stack_top(),
        "pins": pins,
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
    Some(Example { name, about, board, compiled: Compiled::new(path, &image, &outcome.sources) })
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
        let reporter = Reporter::new(false, true);
        let mut site = Site::new(None, &reporter);
        let mut read = |name: &str| site.file(name).expect("no program can be refused").unwrap_or_else(|| panic!("{name} is there"));
        let list = |bytes: Vec<u8>| serde_json::from_slice::<Vec<Value>>(&bytes).expect("JSON");
        assert_eq!(list(read("boards.json")).len(), all().len());
        let examples = list(read("examples.json"));
        for board in all() {
            assert!(examples.iter().any(|e| e["board"] == board.id.as_str() && e["name"] == "hello"), "{}", board.id);
        }
        for (path, _) in EXAMPLES.iter().filter(|(path, _)| !path.contains("/modules/")) {
            let name = path.rsplit('/').next().and_then(|file| file.strip_suffix(".ts"));
            assert!(examples.iter().any(|e| e["name"].as_str() == name), "{path} compiles for no board");
        }
        let places: std::collections::BTreeSet<(String, String)> =
            examples.iter().map(|e| (e["board"].to_string(), e["name"].to_string())).collect();
        assert_eq!(places.len(), examples.len(), "two examples of a board have one name");
        for example in examples {
            assert!(read(example["file"].as_str().expect("an address")).starts_with(b"\x7fELF"));
            let debug: Value = serde_json::from_slice(&read(example["debug"].as_str().expect("an address"))).expect("JSON");
            let own = debug["files"].as_array().expect("a list").iter().filter(|file| file["text"].is_string());
            assert!(own.count() >= 1, "{example}: no source of its own");
        }
        for missing in ["../Cargo.toml", PROGRAM_ELF, PROGRAM_DEBUG, "examples/"] {
            assert!(site.file(missing).is_ok_and(|bytes| bytes.is_none()), "{missing}");
        }
    }
}
