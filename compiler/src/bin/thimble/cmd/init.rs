//! `thimble init FOLDER`: a project that builds, and that an editor understands with nothing else installed.
//!
//! In: a folder and a board. Out: the files below, none of which may exist yet. The declarations of the library and of the board's devices are
//! those that this very compiler checks programs against.

use std::path::{Path, PathBuf};

use super::target;
use crate::disk;
use crate::exit::Exit;
use crate::project;
use crate::report::Reporter;
use serde_json::json;
use thimble::library;
use thimble_boards::Board;

/// What `init` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  thimble init blinker\n  thimble init --board microbit")]
pub(crate) struct Arguments {
    /// The project's folder; it is made if need be.
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// The board that the project is for; `thimble boards` lists them.
    #[arg(short, long, default_value = target::DEFAULT_BOARD)]
    board: String,
}

/// What plain tsc takes for the same language: the settings that Thimble's checker has built in.
const TSCONFIG: &str = r#"{
    "compilerOptions": {
        "strict": true,
        "target": "ES2022",
        "lib": ["ES2022", "ESNext.Disposable"],
        "module": "ESNext",
        "moduleResolution": "bundler",
        "moduleDetection": "force",
        "allowImportingTsExtensions": true,
        "resolveJsonModule": true,
        "useDefineForClassFields": true,
        "noEmit": true,
        "types": []
    },
    "include": ["src", "types"]
}
"#;

const IGNORED: &str = "node_modules/\n*.uf2\n*.hex\n*.elf\n*.bin\n";

/// Lets the editor build and run; its problem matcher reads the first lines of diagnostics.
const TASKS: &str = r#"{
    "version": "2.0.0",
    "tasks": [
        { "label": "thimble: check", "type": "shell", "command": "thimble check", "problemMatcher": "$tsc", "group": "test" },
        { "label": "thimble: build", "type": "shell", "command": "thimble build", "problemMatcher": "$tsc", "group": { "kind": "build", "isDefault": true } },
        { "label": "thimble: run", "type": "shell", "command": "thimble run", "problemMatcher": "$tsc" },
        { "label": "thimble: flash", "type": "shell", "command": "thimble flash", "problemMatcher": "$tsc" }
    ]
}
"#;

/// Makes the project.
pub(crate) fn run(arguments: &Arguments, reporter: &Reporter) -> Exit {
    let board = match target::first_board(&arguments.board, reporter) {
        Ok(board) => board,
        Err(exit) => return exit,
    };
    match make(&arguments.folder, &arguments.board, board) {
        Err(sentence) => reporter.usage(&sentence),
        Ok(paths) => {
            for path in paths {
                let path = disk::source_path(&path);
                if reporter.json {
                    reporter.object(&[("kind", json!("created")), ("path", json!(path))]);
                } else {
                    reporter.print(&format!("{path}\n"));
                }
            }
            Exit::Well
        }
    }
}

fn make(folder: &Path, id: &str, board: &Board) -> Result<Vec<PathBuf>, String> {
    let files: Vec<(PathBuf, String)> = files(folder, id, board).into_iter().map(|(path, text)| (folder.join(path), text)).collect();
    if let Some((path, _)) = files.iter().find(|(path, _)| path.symlink_metadata().is_ok()) {
        return Err(format!("`{}` exists already; nothing was changed", path.display()));
    }
    for (path, text) in &files {
        let parent = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent).map_err(|error| format!("the folder `{}` cannot be made: {error}", parent.display()))?;
        disk::write(path, text.as_bytes())?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// Every file's path in the project, and its text. `id` is the board's, or the name of a file for several that stands for it.
fn files(folder: &Path, id: &str, board: &Board) -> Vec<(&'static str, String)> {
    vec![
        (project::FILE, format!("{{\n    \"board\": {},\n    \"entry\": \"src/main.ts\"\n}}\n", json!(id))),
        ("package.json", package(folder)),
        ("tsconfig.json", TSCONFIG.to_string()),
        ("src/main.ts", program(board)),
        ("types/thimble.d.ts", library::EDITOR_DECLARATIONS.to_string()),
        ("types/board.d.ts", library::board_declarations(board)),
        (".gitignore", IGNORED.to_string()),
        (".vscode/tasks.json", TASKS.to_string()),
    ]
}

/// A package that npm knows as private, with the commands as scripts.
fn package(folder: &Path) -> String {
    let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    let name = full.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect();
    let name = plain.trim_matches('-');
    let name = if name.is_empty() { "program" } else { name };
    format!(
        r#"{{
    "name": {},
    "version": "0.1.0",
    "private": true,
    "type": "module",
    "scripts": {{
        "check": "thimble check",
        "build": "thimble build",
        "start": "thimble run",
        "flash": "thimble flash"
    }}
}}
"#,
        json!(name)
    )
}

/// A first program that shows something on the board: on its first lamp, else on its display, else on the console.
fn program(board: &Board) -> String {
    let (import, show) = if let Some(lamp) = board.leds.keys().next() {
        (format!("import {{ {lamp} }} from \"thimble/board\";\n"), format!("    {lamp}.toggle();\n"))
    } else if let Some(display) = &board.display {
        let (x, y) = (display.width / 2, display.height / 2);
        ("import { display } from \"thimble/board\";\n".to_string(), format!("    display.set({x}, {y}, !display.get({x}, {y}));\n"))
    } else {
        (String::new(), String::new())
    };
    format!(
        "{import}import {{ sleep }} from \"thimble/time\";\n\nfor (let i = 1; i <= 10; i++) {{\n{show}    console.log(\"blink\", i);\n    sleep(500);\n}}\n"
    )
}
