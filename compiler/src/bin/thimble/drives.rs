//! The drives that boards show: where the system mounts them, and which board each belongs to.
//!
//! In: the system's mount points, or a folder to look in instead. Out: drives with the boards they may belong to. A drive is known by the text
//! file that the boards' own data names, or else by its label; a folder with neither is no board's drive and is never written to.

use std::io::Read;
use std::path::{Path, PathBuf};

use thimble_boards::{Board, all};

/// A mounted drive of some board.
#[derive(Debug)]
pub(crate) struct Drive {
    /// Where it is mounted.
    pub(crate) folder: PathBuf,
    /// The boards that it may belong to: several when only the label is known.
    pub(crate) boards: Vec<&'static Board>,
    /// What its text file says of the board; empty where there is no such file.
    pub(crate) says: String,
}

/// Systems, which differ in where they mount drives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum System {
    Linux,
    Mac,
    Windows,
}

/// At most so much of a drive's text file is read.
const TEXT_LIMIT: u64 = 8192;

/// All boards' drives of this computer, or those among the folders in `within`.
pub(crate) fn find(within: Option<&Path>) -> Vec<Drive> {
    let folders = match within {
        Some(folder) => folders_in(folder),
        None if cfg!(windows) => mount_points(System::Windows, Path::new("")),
        None if cfg!(target_os = "macos") => mount_points(System::Mac, Path::new("/")),
        None => mount_points(System::Linux, Path::new("/")),
    };
    folders.iter().filter_map(|folder| identify(folder)).collect()
}

/// The drive at a folder, if a board shows it.
pub(crate) fn identify(folder: &Path) -> Option<Drive> {
    let drive = |boards, says| Drive { folder: folder.to_path_buf(), boards, says };
    for board in all() {
        let Some(text) = read_text(&folder.join(&board.drive.file)) else { continue };
        let said = |b: &Board| value(&text, &b.drive.key);
        let is_of = |b: &&Board| b.drive.file == board.drive.file && b.drive.ids.iter().any(|id| said(b).starts_with(id.as_str()));
        return Some(drive(all().iter().filter(is_of).collect(), format!("{}: {}", board.drive.key, said(board))));
    }
    let label = folder.file_name()?.to_string_lossy().into_owned();
    let boards: Vec<&Board> = all().iter().filter(|b| b.drive.label.eq_ignore_ascii_case(&label)).collect();
    (folder.is_dir() && !boards.is_empty()).then(|| drive(boards, String::new()))
}

fn read_text(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    std::fs::File::open(path).ok()?.take(TEXT_LIMIT).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// What stands behind `key:` in a text of such lines; empty where there is none.
fn value<'a>(text: &'a str, key: &str) -> &'a str {
    let found = text.lines().find_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix(':'));
    found.unwrap_or_default().trim()
}

/// Where a system may have mounted drives; `root` is the root folder, another one in tests.
fn mount_points(system: System, root: &Path) -> Vec<PathBuf> {
    match system {
        System::Mac => folders_in(&root.join("Volumes")),
        System::Windows => ('A'..='Z').map(|letter| root.join(format!("{letter}:/"))).filter(|folder| folder.is_dir()).collect(),
        System::Linux => {
            let mounts = std::fs::read_to_string(root.join("proc/mounts")).unwrap_or_default();
            mounts.lines().filter_map(|line| fat_mount(line)).map(|folder| root.join(folder.trim_start_matches('/'))).collect()
        }
    }
}

/// The mount point in a line of /proc/mounts if it is that of a FAT file system, the only ones that boards show.
fn fat_mount(line: &str) -> Option<String> {
    let mut words = line.split(' ');
    let (_, folder, kind) = (words.next()?, words.next()?, words.next()?);
    // proc_mounts(5): blanks, tabs, line ends and backslashes are written in octal.
    let plain = folder.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
    matches!(kind, "vfat" | "msdos").then_some(plain)
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("thimble-drives-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        folder
    }

    fn imitate(folder: &Path, file: &str, text: &str) {
        fs::create_dir_all(folder).expect("a folder");
        fs::write(folder.join(file), text).expect("a file");
    }

    const PICO: &str = "UF2 Bootloader v3.0\r\nModel: Raspberry Pi RP2\r\nBoard-ID: RPI-RP2\r\n";

    #[test]
    fn each_system_s_mount_points_are_looked_at() {
        let root = scratch("systems");
        imitate(&root.join("media/me/RPI RP2"), "INFO_UF2.TXT", PICO);
        fs::create_dir_all(root.join("proc")).expect("a folder");
        let mounts = "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/me/RPI\\040RP2 vfat rw 0 0\n/dev/sdc1 /mnt ext4 rw 0 0\n";
        fs::write(root.join("proc/mounts"), mounts).expect("a file");
        imitate(&root.join("Volumes/RPI-RP2"), "INFO_UF2.TXT", PICO);
        fs::create_dir_all(root.join("Volumes/Macintosh HD")).expect("a folder");
        imitate(&root.join("E:"), "DETAILS.TXT", "# DAPLink\r\nUnique ID: 9900000031864e45\r\n");
        assert_eq!(mount_points(System::Linux, &root), [root.join("media/me/RPI RP2")]);
        assert_eq!(mount_points(System::Mac, &root).len(), 2);
        assert_eq!(mount_points(System::Windows, &root), [root.join("E:/")]);
        let ids = |folder: &str| identify(&root.join(folder)).map(|d| d.boards.iter().map(|b| b.id.clone()).collect::<Vec<_>>());
        assert_eq!(ids("media/me/RPI RP2"), Some(vec!["pico".to_string()]));
        assert_eq!(ids("E:"), Some(vec!["microbit".to_string()]));
        assert_eq!(ids("Volumes/Macintosh HD"), None);
        fs::remove_dir_all(&root).expect("the folder can be removed");
    }

    #[test]
    fn drives_are_known_by_their_text_then_by_their_label() {
        let root = scratch("text");
        imitate(&root.join("RPI-RP2"), "INFO_UF2.TXT", "Model: Other\nBoard-ID: SAMD21G18A-Feather-v0\n");
        let other = identify(&root.join("RPI-RP2")).expect("a board's drive");
        assert!(other.boards.is_empty(), "the text decides, not the label");
        assert_eq!(other.says, "Board-ID: SAMD21G18A-Feather-v0");
        fs::create_dir_all(root.join("rpi-rp2")).expect("a folder");
        assert_eq!(identify(&root.join("rpi-rp2")).expect("known by its label").boards[0].id, "pico");
        assert!(identify(&root.join("nowhere")).is_none() && identify(&root).is_none());
        fs::remove_dir_all(&root).expect("the folder can be removed");
    }
}
