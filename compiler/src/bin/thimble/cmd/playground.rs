//! `thimble playground [FILE]`: the simulator in the browser, served to this computer alone, or written as a folder for any file server.
//!
//! The address goes to stdout; the command ends when it is interrupted. A program is compiled anew whenever the page asks for it, and what is
//! wrong with it is told in the page and in the terminal.

use std::io::Cursor;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;
use tiny_http::{Header, Method, Request, Response, Server};

use super::target;
use crate::disk;
use crate::exit::Exit;
use crate::report::Reporter;
use site::{Program, Refusal, Site};

mod site;

/// What `playground` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  thimble playground\n  thimble playground app.ts --board microbit\n  thimble playground --to site")]
pub(crate) struct Arguments {
    /// A TypeScript file to open the page with; reloading the page compiles it again. Without it: the project's entry, if there is a project.
    file: Option<PathBuf>,
    /// The board that the program is for; the project's, else pico.
    #[arg(short, long)]
    board: Option<String>,
    /// The port to serve on; a free one if it is not named.
    #[arg(long)]
    port: Option<u16>,
    /// Write the page into this folder, for any file server, instead of serving it.
    #[arg(long, value_name = "FOLDER", conflicts_with = "port")]
    to: Option<PathBuf>,
}

/// Serves until interrupted, or writes the folder.
pub(crate) fn run(arguments: &Arguments, reporter: &Reporter) -> Exit {
    let site = match program(arguments, reporter) {
        Ok(program) => Site::new(program, reporter),
        Err(exit) => return exit,
    };
    match &arguments.to {
        Some(folder) => write(folder, site, reporter),
        None => serve(arguments.port, site, reporter),
    }
}

fn program(arguments: &Arguments, reporter: &Reporter) -> Result<Option<Program>, Exit> {
    let Some(entry) = target::entry_if_any(arguments.file.as_deref(), reporter)? else {
        return match &arguments.board {
            Some(_) => Err(reporter.usage("name a file that the board is for: there is no project here")),
            None => Ok(None),
        };
    };
    let board = target::first_board(arguments.board.as_deref().unwrap_or(&entry.board), reporter)?;
    Ok(Some(Program { path: target::entry(&entry.file, reporter)?, board }))
}

fn write(folder: &Path, site: Site<'_>, reporter: &Reporter) -> Exit {
    let files = match site.files() {
        Ok(files) => files,
        // It has been reported.
        Err(refusal) => return refusal.exit,
    };
    for (name, bytes) in &files {
        let path = folder.join(name);
        let parent = path.parent().expect("every file of the page lies in the folder");
        let made = std::fs::create_dir_all(parent).map_err(|error| format!("`{}` cannot be made: {error}", parent.display()));
        if let Err(why) = made.and_then(|()| disk::write(&path, bytes)) {
            return reporter.usage(&why);
        }
    }
    if reporter.json {
        reporter.object(&[("kind", json!("playground")), ("folder", json!(folder))]);
    } else {
        reporter.print(&format!("{}: any file server can serve this folder; index.html is the page\n", folder.display()));
    }
    Exit::Well
}

fn serve(port: Option<u16>, mut site: Site<'_>, reporter: &Reporter) -> Exit {
    let server = match Server::http((Ipv4Addr::LOCALHOST, port.unwrap_or(0))) {
        Ok(server) => Arc::new(server),
        Err(error) => return reporter.usage(&format!("the page cannot be served: {error}; without --port a free port is taken")),
    };
    let stopped = Arc::clone(&server);
    if let Err(error) = ctrlc::set_handler(move || stopped.unblock()) {
        return reporter.usage(&format!("interrupts cannot be handled: {error}"));
    }
    let address = format!("http://{}/", server.server_addr());
    if reporter.json {
        reporter.object(&[("kind", json!("playground")), ("address", json!(address))]);
    } else {
        reporter.print(&format!("The playground is at {address}\nCtrl-C ends it.\n"));
    }
    for request in server.incoming_requests() {
        answer(request, &mut site);
    }
    Exit::Well
}

/// One answer; a browser that has gone away needs none.
fn answer(request: Request, site: &mut Site<'_>) {
    let response = respond(&request, site);
    let careful = response.with_header(header("Cache-Control", "no-cache")).with_header(header("X-Content-Type-Options", "nosniff"));
    let _ = request.respond(careful);
}

fn respond(request: &Request, site: &mut Site<'_>) -> Response<Cursor<Vec<u8>>> {
    if !is_local(request) {
        return text("This is served to this computer alone.", 403);
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return text("Files can only be read.", 405);
    }
    let address = request.url().split(['?', '#']).next().unwrap_or_default();
    let name = address.strip_prefix('/').unwrap_or(address);
    let name = if name.is_empty() { "index.html" } else { name }.to_string();
    match site.file(&name) {
        Ok(Some(bytes)) => Response::from_data(bytes).with_header(header("Content-Type", media_type(&name))),
        Ok(None) => text(&format!("There is no {name} here."), 404),
        Err(Refusal { why, .. }) => text(&why, 422),
    }
}

/// Whether the browser knows this server by this computer's own name. A page from elsewhere whose name was made to mean this computer would
/// otherwise read the program.
fn is_local(request: &Request) -> bool {
    let host = request.headers().iter().find(|header| header.field.equiv("Host")).map(|header| header.value.as_str());
    host.and_then(|host| host.split(':').next()).is_some_and(|name| name == "127.0.0.1" || name == "localhost")
}

fn text(text: &str, status: u16) -> Response<Cursor<Vec<u8>>> {
    Response::from_string(text).with_status_code(status)
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("headers are plain text")
}

/// What browsers must be told a file is (IANA's media types).
fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}
