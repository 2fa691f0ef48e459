//! `thimble flash FILE`: builds a program, or takes a built one, and copies it to the drive of the board it is for.
//!
//! Nothing is written unless exactly one drive of that board is there. The copy is written whole, synced, and verified as far as such drives
//! allow: a bootloader that restarts takes its drive away, others keep the file or show a report of what went wrong.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::build;
use super::target::{self, Choices};
use crate::disk;
use crate::drives::{self, Drive};
use crate::exit::Exit;
use crate::image_file;
use crate::report::Reporter;
use serde_json::json;
use thimble_boards::{Board, all};

/// What `flash` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  thimble flash blink.ts\n  thimble flash blink.ts --board microbit\n  thimble flash blink.uf2\n  \
                        thimble flash blink.uf2 --drive /media/me/RPI-RP2")]
pub(crate) struct Arguments {
    /// A TypeScript file, or an image: .uf2 or .hex. Without it: the project's entry, as thimble.json says.
    file: Option<PathBuf>,
    /// The board; for a program the project's, else pico; for an image the board that it is for.
    #[arg(short, long)]
    board: Option<String>,
    /// The board's drive; it is looked for without.
    #[arg(short, long, value_name = "FOLDER")]
    drive: Option<PathBuf>,
    /// Look for drives among the folders in this one instead of where the system mounts them.
    #[arg(long, value_name = "FOLDER", conflicts_with = "drive")]
    drives: Option<PathBuf>,
    #[command(flatten)]
    choices: Choices,
}

/// What is copied, and for which boards it is.
struct Load {
    name: String,
    bytes: Vec<u8>,
    /// At least one.
    boards: Vec<&'static Board>,
}

/// How it is known that the board has the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verified {
    /// The bytes on the drive are those of the file.
    ReadBack,
    /// The drive went away when it had everything: the board has restarted.
    Restarted,
}

/// How long a board may take to restart, or to say that it could not.
const PATIENCE: Duration = Duration::from_millis(1500);

/// How long a drive may be away before it shows what became of the file.
const RETURN: Duration = Duration::from_secs(5);

/// How long it takes at most from a drive's folder to the drive's files in it.
const MOUNTED: Duration = Duration::from_millis(500);

/// Flashes.
pub(crate) fn run(arguments: &Arguments, reporter: &Reporter) -> Exit {
    flash(arguments, reporter).unwrap_or_else(|exit| exit)
}

fn flash(arguments: &Arguments, reporter: &Reporter) -> Result<Exit, Exit> {
    let load = load(arguments, reporter)?;
    let failed = |sentence: String| {
        reporter.error(&sentence);
        Exit::Board
    };
    let drive = match &arguments.drive {
        Some(folder) => drives::identify(folder).ok_or_else(|| no_board_s(folder)).and_then(|drive| choose(vec![drive], &load.boards)),
        None => choose(drives::find(arguments.drives.as_deref()), &load.boards),
    };
    let drive = drive.map_err(failed)?;
    let board = drive.boards.iter().find(|b| load.boards.iter().any(|l| l.id == b.id)).expect("the drive was chosen by its board");
    let path = drive.folder.join(&load.name);
    let verified = put(&drive.folder, &load, board, |path| File::create(path)).map_err(failed)?;
    if reporter.json {
        let how = if verified == Verified::ReadBack { "read-back" } else { "restarted" };
        let path = disk::source_path(&path);
        let fields = [
            ("kind", json!("flashed")),
            ("path", json!(path)),
            ("board", json!(board.id)),
            ("bytes", json!(load.bytes.len())),
            ("verified", json!(how)),
        ];
        reporter.object(&fields);
    } else {
        let how = if verified == Verified::ReadBack { "read back, it is the same" } else { "the board has restarted with it" };
        reporter.print(&format!("{}: {} bytes for the {}; {how}\n", path.display(), load.bytes.len(), board.name));
    }
    Ok(Exit::Well)
}

/// The file's bytes, built if need be.
fn load(arguments: &Arguments, reporter: &Reporter) -> Result<Load, Exit> {
    let entry = target::entry_or_project(arguments.file.as_deref(), reporter)?;
    if image_file::is_image(&entry.file) {
        return load_image(&entry.file, arguments.board.as_deref(), reporter);
    }
    let id = arguments.board.as_deref().unwrap_or(&entry.board);
    let stem = entry.file.file_stem().unwrap_or_default().to_string_lossy();
    let sections = thimble_boards::universal(id);
    if !sections.is_empty() {
        let images = build::universal(&entry.file, &arguments.choices, &sections, reporter)?;
        let boards = sections.into_iter().map(|(_, board)| board).collect();
        return Ok(Load { name: format!("{stem}.hex"), bytes: build::universal_bytes(&images), boards });
    }
    let board = target::board(id, reporter)?;
    let (image, sources) = target::compile(&entry.file, &arguments.choices.options(board), reporter)?;
    let bytes = build::bytes(&image, &sources, build::natural(board));
    Ok(Load { name: format!("{stem}.{}", board.format.ending()), bytes, boards: vec![board] })
}

/// A built file, for the board that was asked for or for all that take it.
fn load_image(file: &Path, asked: Option<&str>, reporter: &Reporter) -> Result<Load, Exit> {
    let path = disk::source_path(file);
    let bytes = disk::read(file).map_err(|error| reporter.usage(&disk::sentence(&path, &error)))?;
    let asked = asked.map(|id| target::boards(id, reporter)).transpose()?;
    let ending = file.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let takes = |board: &&Board| board.format.ending() == ending && asked.as_ref().is_none_or(|asked| asked.iter().any(|a| a.id == board.id));
    if !all().iter().any(|board| takes(&board)) {
        let who = asked.as_ref().map_or("no board takes".to_string(), |asked| format!("the {} does not take", names(asked)));
        return Err(reporter.usage(&format!("{who} .{ending} files by its drive; `thimble boards` lists what each takes")));
    }
    let boards = image_file::boards(&bytes).map_err(|error| reporter.usage(&format!("`{path}` is no image for a board: {error}")))?;
    let fitting: Vec<&Board> = boards.iter().copied().filter(takes).collect();
    if fitting.is_empty() {
        let wanted = asked.map_or_else(|| format!("boards that take .{ending} files"), |asked| format!("the {}", names(&asked)));
        return Err(reporter.usage(&format!("`{path}` is not for {wanted}, but for the {}", names(&boards))));
    }
    Ok(Load { name: file.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes, boards: fitting })
}

/// Boards in words.
fn names(boards: &[&Board]) -> String {
    boards.iter().map(|b| b.name.as_str()).collect::<Vec<_>>().join(" or ")
}

fn no_board_s(folder: &Path) -> String {
    let mut files: Vec<&str> = all().iter().map(|b| b.drive.file.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    format!("`{}` is no board's drive: there is no {} in it", folder.display(), files.join(" or "))
}

/// The one drive that belongs to one of `boards`, or a sentence that says what to do.
fn choose(found: Vec<Drive>, boards: &[&'static Board]) -> Result<Drive, String> {
    let fits = |drive: &Drive| drive.boards.iter().any(|b| boards.iter().any(|l| l.id == b.id));
    let (mut right, wrong): (Vec<Drive>, Vec<Drive>) = found.into_iter().partition(fits);
    let names = names(boards);
    if right.len() > 1 {
        let folders: Vec<String> = right.iter().map(|d| format!("`{}`", d.folder.display())).collect();
        return Err(format!("{} drives of the {names} are there: {}; name one with --drive", right.len(), folders.join(", ")));
    }
    right.pop().ok_or_else(|| match wrong.first() {
        None => {
            let drive = &boards[0].drive;
            format!("there is no drive of the {names}; {}, so that the drive {} appears, and try again", drive.appears, drive.label)
        }
        Some(drive) => {
            let folder = drive.folder.display();
            match drive.boards.first() {
                Some(other) => {
                    format!(
                        "the drive `{folder}` is that of the {}, but the program is for the {names}; build it with --board {}",
                        other.name, other.id
                    )
                }
                None => format!("the drive `{folder}` is not that of the {names}: it says `{}`", drive.says),
            }
        }
    })
}

/// A file that is being written.
trait Target: Write {
    /// Waits until everything is on the drive.
    fn sync(&mut self) -> io::Result<()>;
}

impl Target for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

/// The last piece of a file, written by itself: one UF2 block, and the end record of a hex file is in it.
const LAST: usize = 512;

/// Copies to a drive and verifies; the error is a sentence. `open` makes the file, another one in tests.
///
/// A bootloader restarts with the last block that it gets, before it could say that it has everything. All but the last piece is on the drive
/// before that one is written: so a drive that was pulled in the middle of the copy is not taken for a board that has restarted.
fn put<T: Target>(folder: &Path, load: &Load, board: &Board, open: impl FnOnce(&Path) -> io::Result<T>) -> Result<Verified, String> {
    let path = folder.join(&load.name);
    let complaint = board.drive.failure.as_ref().map(|name| folder.join(name));
    let before = complaint.as_deref().and_then(text);
    let mut target = open(&path).map_err(|error| reason(&path, &error, has_gone(folder, &error)))?;
    let (most, last) = load.bytes.split_at(load.bytes.len().saturating_sub(LAST));
    let begun = target.write_all(most).and_then(|()| target.sync());
    let ended = begun
        .map_err(|error| (error, false))
        .and_then(|()| target.write_all(last).and_then(|()| target.sync()).map_err(|error| (error, true)));
    drop(target);
    if let Err((error, at_end)) = ended {
        let gone = has_gone(folder, &error);
        if !(at_end && gone) {
            // Half a program is of no use; if the drive is gone there is nothing to remove.
            let _ = std::fs::remove_file(&path);
            return Err(reason(&path, &error, gone));
        }
    }
    verify(folder, &path, load, complaint.as_deref(), before)
}

/// Waits for what the board makes of the file. `report` is where it would complain, `before` the complaint that was there already.
fn verify(folder: &Path, path: &Path, load: &Load, report: Option<&Path>, before: Option<String>) -> Result<Verified, String> {
    let complaint = || report.and_then(text).filter(|said| before.as_ref() != Some(said));
    within(PATIENCE, || !folder.exists() || complaint().is_some());
    if !folder.exists() {
        return after_restart(folder, report);
    }
    if let Some(said) = complaint() {
        return Err(refusal(&said));
    }
    match std::fs::read(path) {
        Ok(bytes) if bytes == load.bytes => Ok(Verified::ReadBack),
        Ok(_) => Err(format!("`{}` was written, but other bytes are read back; flash it again", path.display())),
        // The drive is gone, or a bootloader's imitation of one, which takes files but does not show them.
        Err(_) => Ok(Verified::Restarted),
    }
}

/// The drive went away when it had everything. A board that reports failures shows it again, with the report or without.
fn after_restart(folder: &Path, report: Option<&Path>) -> Result<Verified, String> {
    let Some(report) = report.filter(|_| within(RETURN, || folder.exists())) else { return Ok(Verified::Restarted) };
    // The folder may be there a moment before what is mounted on it.
    within(MOUNTED, || report.exists());
    text(report).map_or(Ok(Verified::Restarted), |said| Err(refusal(&said)))
}

fn refusal(said: &str) -> String {
    format!("the board refused the program; it says: {}", said.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn text(path: &Path) -> Option<String> {
    std::fs::read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// Whether something becomes true in time.
fn within(time: Duration, mut holds: impl FnMut() -> bool) -> bool {
    let begin = Instant::now();
    loop {
        if holds() {
            return true;
        }
        if begin.elapsed() >= time {
            return false;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Whether the drive went away. The system may take a while to notice, unless the drive itself gave the reason.
fn has_gone(folder: &Path, error: &io::Error) -> bool {
    let from_drive = matches!(
        error.kind(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied
    );
    !from_drive && within(PATIENCE, || !folder.exists())
}

/// Why a copy failed, and what to do.
fn reason(path: &Path, error: &io::Error, gone: bool) -> String {
    let what = format!("`{}` cannot be written", path.display());
    if gone {
        return format!("{what}: the drive went away in the middle; leave the board plugged in and flash it again");
    }
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            format!("{what}: the drive is full; unplug the board, plug it in again and flash it again")
        }
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
            format!("{what}: the drive is read-only; mount it so that you may write to it, or unplug the board and plug it in again")
        }
        _ => format!("{what}: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes so many bytes, then fails, the last of them only when it is asked to sync; `end` is what happens to the drive then.
    struct Broken<F: FnMut()> {
        room: usize,
        kind: ErrorKind,
        end: F,
    }

    impl<F: FnMut()> Write for Broken<F> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.room < bytes.len() {
                (self.end)();
                return Err(self.kind.into());
            }
            self.room -= bytes.len();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl<F: FnMut()> Target for Broken<F> {
        fn sync(&mut self) -> io::Result<()> {
            if self.room > 0 {
                return Ok(());
            }
            (self.end)();
            Err(self.kind.into())
        }
    }

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("thimble-flash-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        std::fs::write(folder.join("INFO_UF2.TXT"), "Board-ID: RPI-RP2\n").expect("a file");
        folder
    }

    fn attempt(folder: &Path, room: usize, kind: ErrorKind, end: impl FnMut()) -> Result<Verified, String> {
        let board = thimble_boards::find("pico").expect("the pico is a board");
        let load = Load { name: "blink.uf2".to_string(), bytes: vec![7; 1024], boards: vec![board] };
        put(folder, &load, board, |_| Ok(Broken { room, kind, end }))
    }

    #[test]
    fn a_drive_pulled_in_the_middle_is_named() {
        let folder = scratch("pulled");
        let gone = folder.clone();
        let result = attempt(&folder, 512, ErrorKind::Other, || std::fs::remove_dir_all(&gone).expect("removed"));
        assert!(result.expect_err("half a copy").contains("the drive went away in the middle"));
    }

    #[test]
    fn a_drive_that_goes_away_with_the_last_byte_has_restarted() {
        let folder = scratch("restarts");
        let gone = folder.clone();
        let result = attempt(&folder, 1024, ErrorKind::Other, || std::fs::remove_dir_all(&gone).expect("removed"));
        assert_eq!(result, Ok(Verified::Restarted));
    }

    #[test]
    fn a_drive_that_fails_but_stays_is_no_board_that_has_restarted() {
        let folder = scratch("stays");
        let result = attempt(&folder, 1024, ErrorKind::Other, || {});
        assert!(result.expect_err("a drive that fails").contains("cannot be written: "));
        std::fs::remove_dir_all(&folder).expect("the folder can be removed");
    }

    #[test]
    fn a_drive_that_comes_back_with_a_report_has_refused_the_program() {
        for (report, word) in [(Some("error: no\r\ntype: user\r\n"), "it says: error: no type: user"), (None, "")] {
            let folder = scratch("returns");
            std::fs::write(folder.join("FAIL.TXT"), "error: no\r\ntype: user\r\n").expect("a report of the time before");
            let board = thimble_boards::find("microbit").expect("the micro:bit is a board");
            let load = Load { name: "blink.hex".to_string(), bytes: vec![7; 1024], boards: vec![board] };
            let drive = folder.clone();
            let board_s_side = std::thread::spawn(move || {
                assert!(within(RETURN, || drive.join("blink.hex").exists()));
                std::fs::remove_dir_all(&drive).expect("removed");
                std::thread::sleep(Duration::from_millis(300));
                std::fs::create_dir_all(&drive).expect("shown again");
                if let Some(text) = report {
                    std::fs::write(drive.join("FAIL.TXT"), text).expect("a file");
                }
            });
            let result = put(&folder, &load, board, |path| File::create(path));
            board_s_side.join().expect("the board's side ends");
            match report {
                Some(_) => assert!(result.expect_err("a report").contains(word)),
                None => assert_eq!(result, Ok(Verified::Restarted)),
            }
            std::fs::remove_dir_all(&folder).expect("the folder can be removed");
        }
    }

    #[test]
    fn full_and_read_only_drives_are_named_and_nothing_else_is_touched() {
        let folder = scratch("full");
        let full = attempt(&folder, 512, ErrorKind::StorageFull, || {});
        assert!(full.expect_err("a full drive").contains("the drive is full"));
        let locked = attempt(&folder, 0, ErrorKind::ReadOnlyFilesystem, || {});
        assert!(locked.expect_err("a locked drive").contains("the drive is read-only"));
        let names: Vec<_> = std::fs::read_dir(&folder).expect("the folder").map(|e| e.expect("an entry").file_name()).collect();
        assert_eq!(names, ["INFO_UF2.TXT"]);
        std::fs::remove_dir_all(&folder).expect("the folder can be removed");
    }
}
