//! `thimble monitor`: what the board prints, as it prints it.
//!
//! stdout is exactly what the program printed, stderr its errors, their addresses turned into places if the program is known. What is typed goes to
//! the board. When the board goes away it is waited for, until Ctrl-C.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::target::{self, Choices};
use crate::console::{Builds, Console, Names};
use crate::disk;
use crate::exit::Exit;
use crate::image_file;
use crate::report::Reporter;
use serde_json::json;
use serialport::{SerialPort, SerialPortType};
use thimble::image::{Lines, dwarf};
use thimble_boards::Board;

/// What `monitor` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  thimble monitor\n  thimble monitor blink.ts --board microbit\n  thimble monitor --port /dev/ttyACM0")]
pub(crate) struct Arguments {
    /// The program that runs on the board (a TypeScript file or an .elf), for the places in its stack traces. Without it: the project's entry,
    /// where there is a project.
    file: Option<PathBuf>,
    /// The board; the project's, else pico, without.
    #[arg(short, long)]
    board: Option<String>,
    /// The serial port; without it the only one that is plugged in.
    #[arg(short, long)]
    port: Option<String>,
    /// Bits a second; the board's own without.
    #[arg(long)]
    baud: Option<u32>,
    /// End when the board goes away instead of waiting for it.
    #[arg(long)]
    once: bool,
    #[command(flatten)]
    choices: Choices,
}

/// How long a read waits, and how long until the port is tried again.
const PAUSE: Duration = Duration::from_millis(100);

/// Monitors.
pub(crate) fn run(arguments: &Arguments, reporter: &Reporter) -> Exit {
    monitor(arguments, reporter).unwrap_or_else(|exit| exit)
}

fn monitor(arguments: &Arguments, reporter: &Reporter) -> Result<Exit, Exit> {
    let entry = target::entry_if_any(arguments.file.as_deref(), reporter)?;
    let id = arguments.board.as_deref().or(entry.as_ref().map(|entry| entry.board.as_str())).unwrap_or(target::DEFAULT_BOARD);
    let boards = target::boards(id, reporter)?;
    let builds = entry.map_or(Ok(Builds::default()), |entry| builds(&entry.file, arguments, &boards, reporter))?;
    // All boards of a file for several are of one make and look alike to the computer.
    let connect = || connect(arguments, boards[0]);
    let (mut name, mut port) = connect().map_err(|sentence| {
        reporter.error(&sentence);
        Exit::Board
    })?;
    let mut console = Console::new(reporter, builds);
    let typed = Writer::default();
    forward_input(Arc::clone(&typed));
    loop {
        say(reporter, "connected", &name);
        set(&typed, port.try_clone().ok());
        read(port.as_mut(), &mut console);
        set(&typed, None);
        console.finish();
        say(reporter, "disconnected", &name);
        if arguments.once {
            return Ok(Exit::Well);
        }
        // A port that was looked for may have another name when it comes back.
        (name, port) = loop {
            std::thread::sleep(PAUSE);
            if let Ok(found) = connect() {
                break found;
            }
        };
    }
}

/// Opens the port that was named, or the only one that a board may be at; the error is a sentence.
fn connect(arguments: &Arguments, board: &Board) -> Result<(String, Box<dyn SerialPort>), String> {
    let name = arguments.port.clone().map_or_else(|| only_port(board), Ok)?;
    let port = serialport::new(&name, arguments.baud.unwrap_or(board.console.baud)).timeout(PAUSE).open();
    port.map(|port| (name.clone(), port)).map_err(|error| format!("the port `{name}` cannot be opened: {error}"))
}

/// What is known of the program's addresses on each of the boards: builds are reproducible, so the same source has the same.
fn builds(file: &Path, arguments: &Arguments, boards: &[&'static Board], reporter: &Reporter) -> Result<Builds, Exit> {
    if !image_file::is_image(file) {
        let names = |board: &&Board| {
            let (image, sources) = target::compile(file, &arguments.choices.options(board), reporter)?;
            Ok(Names { lines: Lines::of(&image, &sources), symbols: Vec::new() })
        };
        return Ok(Builds(boards.iter().map(names).collect::<Result<_, Exit>>()?));
    }
    let path = disk::source_path(file);
    let bytes = disk::read(file).map_err(|error| reporter.usage(&disk::sentence(&path, &error)))?;
    let lines = dwarf::read(&bytes).map_err(|error| reporter.usage(&format!("`{path}` names no places: {error}")))?;
    Ok(Builds(vec![Names { lines, symbols: Vec::new() }]))
}

/// The one port that a board may be at: of several USB ports the one whose ids are the board's.
fn only_port(board: &Board) -> Result<String, String> {
    let ports = serialport::available_ports().map_err(|error| format!("the serial ports cannot be listed: {error}"))?;
    let usb: Vec<(String, String)> = ports
        .into_iter()
        .filter_map(|port| match port.port_type {
            SerialPortType::UsbPort(usb) => Some((port.port_name, format!("{:04x}:{:04x}", usb.vid, usb.pid))),
            _ => None,
        })
        .collect();
    let own: Vec<&(String, String)> = usb.iter().filter(|(_, id)| board.console.usb.contains(id)).collect();
    match (&own[..], &usb[..]) {
        ([only], _) => Ok(only.0.clone()),
        ([], [only]) => Ok(only.0.clone()),
        ([], []) => Err("there is no serial port of a board; plug it in, or name one with --port".to_string()),
        _ => {
            let names: Vec<&str> = usb.iter().map(|(name, _)| name.as_str()).collect();
            Err(format!("there are several serial ports: {}; name one with --port", names.join(", ")))
        }
    }
}

/// Passes on what comes until the board goes away.
fn read(port: &mut dyn SerialPort, console: &mut Console<'_>) {
    let mut bytes = [0; 1024];
    loop {
        match port.read(&mut bytes) {
            Ok(0) => return,
            Ok(count) => console.take(&bytes[..count]),
            Err(error) if matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::Interrupted | ErrorKind::WouldBlock) => {}
            Err(_) => return,
        }
    }
}

/// The way to the board for what is typed; none while it is away.
type Writer = Arc<Mutex<Option<Box<dyn SerialPort>>>>;

fn set(writer: &Writer, port: Option<Box<dyn SerialPort>>) {
    *writer.lock().unwrap_or_else(PoisonError::into_inner) = port;
}

/// Lines from stdin go to the board; what is typed while it is away is lost.
fn forward_input(writer: Writer) {
    std::thread::spawn(move || {
        for line in std::io::stdin().lines().map_while(Result::ok) {
            if let Some(port) = writer.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
                // That the board went away is noticed, and told, where it is read from.
                let _ = port.write_all(format!("{line}\n").as_bytes());
            }
        }
    });
}

/// Tells people, on stderr, and programs what happens to the port.
fn say(reporter: &Reporter, what: &str, port: &str) {
    if reporter.json {
        reporter.object(&[("kind", json!(what)), ("port", json!(port))]);
    } else {
        eprintln!("[{what}: {port}]");
    }
}
