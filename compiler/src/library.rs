//! The library's source texts, carried inside the compiler.
//!
//! `thimble:lib.d.ts` declares the global names; each `thimble:*.ts` is a module that is compiled along with a program as far as the
//! program reaches it. All of them belong to every program: `syntax` puts them into the Ast before the user's files, in this order.
//! `import … from "thimble/x"` means the file `thimble:x.ts`, for the names in [`MODULES`]; `thimble/board` is made for each board from its data.

use thimble_boards::{Board, Level};

/// Path and text of each file.
pub const FILES: &[(&str, &str)] = &[
    ("thimble:lib.d.ts", include_str!("../lib/lib.d.ts")),
    ("thimble:runtime.ts", include_str!("../lib/runtime.ts")),
    ("thimble:text.ts", include_str!("../lib/text.ts")),
    ("thimble:errors.ts", include_str!("../lib/errors.ts")),
    ("thimble:array.ts", include_str!("../lib/array.ts")),
    ("thimble:string.ts", include_str!("../lib/string.ts")),
    ("thimble:number.ts", include_str!("../lib/number.ts")),
    ("thimble:uint8array.ts", include_str!("../lib/uint8array.ts")),
    ("thimble:map.ts", include_str!("../lib/map.ts")),
    ("thimble:set.ts", include_str!("../lib/set.ts")),
    ("thimble:events.ts", include_str!("../lib/events.ts")),
    ("thimble:promise.ts", include_str!("../lib/promise.ts")),
    ("thimble:time.ts", include_str!("../lib/time.ts")),
    ("thimble:devices.ts", include_str!("../lib/devices.ts")),
];

/// What the paths of the library's files begin with.
pub const SCHEME: &str = "thimble:";

/// The modules that programs may import as `thimble/NAME`, beside `thimble/board`, which [`board_module`] writes.
pub const MODULES: &[&str] = &["time"];

/// The text of the module `thimble/board`: one constant for each device that the board's data names.
pub fn board_module(board: &Board) -> String {
    let mut text = String::from("import { Button, DigitalOut, Display } from \"./devices\";\nexport type { Button, DigitalOut, Display };\n");
    for (name, led) in &board.leds {
        text.push_str(&format!("export const {name} = new DigitalOut({});\n", led.pin));
    }
    for (name, button) in &board.buttons {
        let pressed = matches!(button.active, Level::High);
        text.push_str(&format!("export const {name} = new Button({}, {pressed});\n", button.pin));
    }
    if let Some(display) = &board.display {
        text.push_str(&format!("export const display = new Display({}, {});\n", display.width, display.height));
    }
    text
}
