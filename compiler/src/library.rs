//! The library's source texts, carried inside the compiler.
//!
//! `thimble:lib.d.ts` declares the global names; each `thimble:*.ts` is a module that is compiled along with a program as far as the
//! program reaches it. Those of [`FILES`] belong to every program: `syntax` puts them into the Ast before the user's files, in this order. Those of
//! [`typed_files`] are read where the program mentions a typed array, each sort made from the one text in `lib/typed`.
//! `import … from "thimble/x"` means the file `thimble:x.ts`, for the names in [`MODULES`]; `thimble/board` is made for each board from its data.

use thimble_boards::{Board, Level};

/// Path and text of each file.
pub const FILES: &[(&str, &str)] = &[
    ("thimble:lib.d.ts", include_str!("../lib/lib.d.ts")),
    ("thimble:runtime.ts", include_str!("../lib/runtime.ts")),
    ("thimble:text.ts", include_str!("../lib/text.ts")),
    ("thimble:errors.ts", include_str!("../lib/errors.ts")),
    ("thimble:disposal.ts", include_str!("../lib/disposal.ts")),
    ("thimble:inspect.ts", include_str!("../lib/inspect.ts")),
    ("thimble:reveal.ts", include_str!("../lib/reveal.ts")),
    ("thimble:format.ts", include_str!("../lib/format.ts")),
    ("thimble:function.ts", include_str!("../lib/function.ts")),
    ("thimble:given.ts", include_str!("../lib/given.ts")),
    ("thimble:array.ts", include_str!("../lib/array.ts")),
    ("thimble:registry.ts", include_str!("../lib/registry.ts")),
    ("thimble:symbol.ts", include_str!("../lib/symbol.ts")),
    ("thimble:string.ts", include_str!("../lib/string.ts")),
    ("thimble:collate.ts", include_str!("../lib/collate.ts")),
    ("thimble:number.ts", include_str!("../lib/number.ts")),
    ("thimble:iterator.ts", include_str!("../lib/iterator.ts")),
    ("thimble:map.ts", include_str!("../lib/map.ts")),
    ("thimble:set.ts", include_str!("../lib/set.ts")),
    ("thimble:weak.ts", include_str!("../lib/weak.ts")),
    ("thimble:constructors.ts", include_str!("../lib/constructors.ts")),
    ("thimble:dictionary.ts", include_str!("../lib/dictionary.ts")),
    ("thimble:object.ts", include_str!("../lib/object.ts")),
    ("thimble:mixed.ts", include_str!("../lib/mixed.ts")),
    ("thimble:bare.ts", include_str!("../lib/bare.ts")),
    ("thimble:any.ts", include_str!("../lib/any.ts")),
    ("thimble:math.ts", include_str!("../lib/math.ts")),
    ("thimble:clone.ts", include_str!("../lib/clone.ts")),
    ("thimble:console.ts", include_str!("../lib/console.ts")),
    ("thimble:template.ts", include_str!("../lib/template.ts")),
    ("thimble:json.ts", include_str!("../lib/json.ts")),
    ("thimble:events.ts", include_str!("../lib/events.ts")),
    ("thimble:promise.ts", include_str!("../lib/promise.ts")),
    ("thimble:asyncgenerator.ts", include_str!("../lib/asyncgenerator.ts")),
    ("thimble:time.ts", include_str!("../lib/time.ts")),
    ("thimble:devices.ts", include_str!("../lib/devices.ts")),
];

/// Typed arrays: the name, the bytes of an element, whether elements are no integers.
pub const TYPED_ARRAYS: [(&str, u32, bool); 9] = [
    ("Int8Array", 1, false),
    ("Uint8Array", 1, false),
    ("Uint8ClampedArray", 1, false),
    ("Int16Array", 2, false),
    ("Uint16Array", 2, false),
    ("Int32Array", 4, false),
    ("Uint32Array", 4, false),
    ("Float32Array", 4, true),
    ("Float64Array", 8, true),
];

/// What belongs to a program that mentions an ArrayBuffer or any typed array.
const BUFFER_FILES: &[(&str, &str)] =
    &[("thimble:arraybuffer.ts", include_str!("../lib/arraybuffer.ts")), ("thimble:dataview.ts", include_str!("../lib/dataview.ts"))];

/// Declarations and functions of a sort of typed array.
const TYPED_TEMPLATES: &[(&str, &str)] = &[("d.ts", include_str!("../lib/typed/array.d.ts")), ("ts", include_str!("../lib/typed/array.ts"))];

/// Path and text of the files that a program needs for the classes of this family that its text mentions.
pub fn typed_files(mentions: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for (name, size, floating) in TYPED_ARRAYS {
        if !mentions(name) {
            continue;
        }
        for (ending, template) in TYPED_TEMPLATES {
            let text = template.replace("$Array", name).replace("$SIZE", &size.to_string()).replace("$FLOATING", if floating { "true" } else { "false" });
            files.push((format!("{SCHEME}{}.{ending}", name.to_ascii_lowercase()), text));
        }
    }
    if !files.is_empty() || ["ArrayBuffer", "ArrayBufferView", "DataView"].into_iter().any(&mentions) {
        let views = TYPED_ARRAYS.iter().map(|(name, ..)| *name).filter(|name| mentions(name));
        let views: String = views.map(|name| format!(" | {name}<B>")).collect();
        files.push((format!("{SCHEME}views.d.ts"), format!("/** What can be a view of a buffer. */\ntype ArrayBufferView<B extends ArrayBufferLike = ArrayBufferLike> = DataView<B>{views};\n")));
        files.extend(BUFFER_FILES.iter().map(|(path, text)| (path.to_string(), text.to_string())));
    }
    files
}

/// What does not depend on the board, as editors see it: the global names, modules, and the types of devices.
pub const EDITOR_DECLARATIONS: &str = include_str!("../lib/editor/thimble.d.ts");

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

/// The same module as editors see it, the text of `compiler/lib/editor/<board>.d.ts`: the types of its constants are in [`EDITOR_DECLARATIONS`].
pub fn board_declarations(board: &Board) -> String {
    let mut text = format!("// What the {} has, made from boards/{}.toml.\n\n", board.name, board.id);
    text.push_str("declare module \"thimble/board\" {\n");
    let mut device = |name: &str, class: &str| text.push_str(&format!("    export const {name}: {class};\n"));
    board.leds.keys().for_each(|name| device(name, "DigitalOut"));
    board.buttons.keys().for_each(|name| device(name, "Button"));
    if board.display.is_some() {
        device("display", "Display");
    }
    text.push_str("}\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `THIMBLE_BLESS=1` writes them.
    #[test]
    fn editors_see_the_devices_of_every_board() {
        for board in thimble_boards::all() {
            let path = format!("{}/lib/editor/{}.d.ts", env!("CARGO_MANIFEST_DIR"), board.id);
            let text = board_declarations(board);
            if std::env::var_os("THIMBLE_BLESS").is_some() {
                std::fs::write(&path, &text).expect("compiler/lib/editor can be written");
            }
            assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), text, "{path}");
        }
    }

    #[test]
    fn every_file_of_the_library_is_carried() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/lib");
        for entry in std::fs::read_dir(folder).expect("compiler/lib is part of the repository") {
            let name = entry.expect("a readable folder").file_name().into_string().expect("names are ASCII");
            assert!(!name.ends_with(".ts") || FILES.iter().chain(BUFFER_FILES).any(|(path, _)| path.strip_prefix(SCHEME) == Some(&name)), "{name}");
        }
    }
}
