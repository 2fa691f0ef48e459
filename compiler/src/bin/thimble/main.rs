//! The command line: the only part of Thimble that touches files, the terminal and the exit code.
//!
//! In: arguments. Out: text for people (diagnostics on stderr) or, with `--json`, one JSON object a line on stdout and nothing else there.
//! Exit codes: 0 well; 1 the program has errors; 2 usage; 3 does not fit; 4 board not found or flashing failed; 5 time limit; 6 uncaught exception
//! or fault; 101 a bug in Thimble.

use std::panic::PanicHookInfo;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use serde_json::json;

mod cmd;
mod console;
mod disk;
mod drives;
mod exit;
mod image_file;
mod project;
mod report;

use exit::Exit;
use report::Reporter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// TypeScript for microcontrollers, compiled.
#[derive(Debug, Parser)]
#[command(name = "thimble", version, about, max_term_width = 100, arg_required_else_help = true, disable_help_subcommand = true)]
#[command(after_help = "Exit codes: 0 well, 1 the program has errors, 2 usage, 3 does not fit the board,\n\
                        4 board not found or flashing failed, 5 time limit, 6 uncaught exception or fault, 101 a bug in Thimble")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Print one JSON object a line on stdout, and nothing else there.
    #[arg(long, global = true)]
    json: bool,
    /// Print without colours (they are also off when stderr is no terminal, and with NO_COLOR set).
    #[arg(long, global = true)]
    no_color: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new project.
    Init(cmd::init::Arguments),
    /// Find the errors in a program without building it.
    Check(cmd::check::Arguments),
    /// Build the file that a board takes.
    Build(cmd::build::Arguments),
    /// Build a program, or take a built one, and run it in the simulator.
    Run(cmd::run::Arguments),
    /// Copy a program to the board.
    Flash(cmd::flash::Arguments),
    /// Show what the board prints.
    Monitor(cmd::monitor::Arguments),
    /// Run images in a browser: the page is served to this computer alone.
    Playground(cmd::playground::Arguments),
    /// List the boards that programs can be built for.
    Boards(cmd::boards::Arguments),
    /// Explain a diagnostic of Thimble's own.
    Explain(cmd::explain::Arguments),
}

/// Deeply nested programs are walked by recursion; the main thread's stack is too small for what `syntax` lets through.
const STACK: usize = 256 << 20;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return ExitCode::from(usage(&error).code()),
    };
    std::panic::set_hook(Box::new(report_bug));
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || run(arguments));
    let exit = match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(exit)) => exit,
        // The hook has reported it.
        Ok(Err(_)) => Exit::Bug,
        Err(error) => {
            eprintln!("error: no thread can be started: {error}");
            Exit::Usage
        }
    };
    ExitCode::from(exit.code())
}

/// Arguments that clap refuses, or help and version, which it gives the same way.
fn usage(error: &clap::Error) -> Exit {
    if !error.use_stderr() || !wants_json() {
        // If nobody reads it there is nobody to tell.
        let _ = error.print();
        return if error.use_stderr() { Exit::Usage } else { Exit::Well };
    }
    let text = error.render().to_string();
    let sentence = text.split("\n\n").next().unwrap_or_default().trim_start_matches("error: ");
    let words: Vec<&str> = sentence.split_whitespace().collect();
    Reporter::new(true, true).usage(&words.join(" "))
}

/// Whether `--json` stands among the arguments, for what happens before they are understood.
fn wants_json() -> bool {
    std::env::args_os().any(|argument| argument == "--json")
}

fn run(arguments: Arguments) -> Exit {
    let reporter = Reporter::new(arguments.json, arguments.no_color);
    match arguments.command {
        Command::Init(arguments) => cmd::init::run(&arguments, &reporter),
        Command::Check(arguments) => cmd::check::run(&arguments, &reporter),
        Command::Build(arguments) => cmd::build::run(&arguments, &reporter),
        Command::Run(arguments) => cmd::run::run(&arguments, &reporter),
        Command::Flash(arguments) => cmd::flash::run(&arguments, &reporter),
        Command::Monitor(arguments) => cmd::monitor::run(&arguments, &reporter),
        Command::Playground(arguments) => cmd::playground::run(&arguments, &reporter),
        Command::Boards(arguments) => cmd::boards::run(&arguments, &reporter),
        Command::Explain(arguments) => cmd::explain::run(&arguments, &reporter),
    }
}

/// What a person sees when Thimble itself is wrong: the facts that whoever mends it needs.
fn report_bug(panic: &PanicHookInfo<'_>) {
    let what = panic.payload_as_str().unwrap_or("no message");
    let place = panic.location().map_or_else(|| "an unknown place".to_string(), |l| format!("{}:{}", l.file(), l.line()));
    // Not `args`, which panics on arguments that are no Unicode.
    let arguments: Vec<String> = std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    if wants_json() {
        let fields = [("kind", json!("bug")), ("version", json!(env!("CARGO_PKG_VERSION"))), ("message", json!(what)), ("place", json!(place))];
        Reporter::new(true, true).object(&fields);
    }
    eprintln!("\nerror: this is a bug in Thimble, not in your program. Please report it with these lines and the program:");
    eprintln!("    thimble {} on {} {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH);
    eprintln!("    thimble {}", arguments.join(" "));
    eprintln!("    {what}");
    eprintln!("    at {place}");
}
