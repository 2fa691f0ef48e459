//! Boards load, inherit and are refused with sentences that name the key.

use super::*;

const CHIP: &str = r#"
core = "armv6m"
clock_hz = 1_000_000
interrupts = 32
ram = { start = 0x2000_0000, size = 0x1000 }
flash = { start = 0, size = 0x4000 }
format = { kind = "hex" }
[peripherals]
uart = { kind = "pl011", base = 0x4000_0000, interrupt = 3 }
"#;

const BOARD: &str = r#"
name = "Test board"
chip = "test"
stack = 512
console = { peripheral = "uart", tx = 0, rx = 1, baud = 9600 }
drive = { label = "TEST", file = "INFO.TXT", key = "Board", ids = ["test"], appears = "plug it in" }
"#;

fn load_with(board: &str, chip: &'static str) -> Result<Board, BoardError> {
    load("mine", board, |id| (id == "test").then_some(chip))
}

fn refused(board: &str) -> String {
    load_with(board, CHIP).expect_err("this board is wrong").to_string()
}

#[test]
fn every_embedded_board_loads_and_every_chip_is_used() {
    assert!(!all().is_empty());
    for (chip, _) in embedded::CHIPS {
        assert!(all().iter().any(|b| b.chip == *chip), "no board has the chip {chip}");
    }
}

#[test]
fn a_board_inherits_its_chip_and_may_say_it_again() {
    let board = load_with(&format!("{BOARD}\n[flash]\nsize = 0x8000\n"), CHIP).expect("a good board");
    assert_eq!(board.id, "mine");
    assert_eq!(board.flash, Region { start: 0, size: 0x8000 });
    assert_eq!(board.peripherals["uart"].interrupt, Some(3));
}

#[test]
fn wrong_files_are_refused_with_the_key() {
    assert_eq!(refused("name = \"x\""), "mine.toml: `chip` is missing: the id of a file in chips/");
    assert_eq!(refused("chip = \"other\""), "mine.toml: there is no chips/other.toml");
    assert_eq!(refused(&BOARD.replace("stack = 512", "")), "mine.toml: missing field `stack`");
    assert_eq!(refused(&BOARD.replace("stack", "stacc")).split(',').next(), Some("mine.toml: unknown field `stacc`"));
    assert_eq!(refused(&BOARD.replace("512", "513")), "mine.toml: `stack` is 513: it must be a multiple of 8 and smaller than RAM");
    assert_eq!(
        refused(&BOARD.replace("\"uart\"", "\"usb\"")),
        "mine.toml: `console.peripheral` is `usb`, which is not among `peripherals`"
    );
    assert_eq!(
        refused(&format!("{BOARD}\n[leds]\nLED = {{ pin = 1, active = \"high\" }}")),
        "mine.toml: pin 1 is used twice: by `console.rx` and by `leds.LED`"
    );
    assert_eq!(refused(&format!("{BOARD}\n[ram]\nsize = 100\n")), "mine.toml: `ram.start` and `ram.size` must be multiples of 256");
}

#[test]
fn a_display_names_every_lamp_once() {
    let display = |pixels: &str| {
        let rest = "width = 2\nheight = 1\nrows = [5]\ncolumns = [6, 7]\n";
        load_with(&format!("{BOARD}\n[display]\n{rest}pixels = {pixels}\n"), CHIP)
    };
    assert!(display("[[[0, 0], [1, 0]]]").is_ok());
    assert_eq!(
        display("[[[0, 0], [0, 0]]]").map_err(|e| e.message),
        Err("`display.pixels` must name every lamp exactly once".to_string())
    );
    assert!(display("[[[0, 0], [2, 0]]]").is_err());
    assert!(display("[[[0, 0]]]").is_err());
}

#[test]
fn unknown_boards_get_a_suggestion() {
    assert_eq!(find("picoo").map_err(|e| e.to_string()), Err("there is no board `picoo`; did you mean `pico`?".to_string()));
    assert_eq!(find("micro").map_err(|e| e.nearest), Err(Some("microbit")));
    assert_eq!(find("zx81").map_err(|e| e.to_string()), Err("there is no board `zx81`; the boards are feather-stm32f405, microbit, microbit-v2, pico, microbit-universal".to_string()));
}

#[test]
fn pins_are_named_as_the_manual_names_them() {
    let names = |pin_names: &str, pins: [u8; 3]| {
        let text = format!("{BOARD}{pin_names}");
        let board = load_with(&text, CHIP).expect("a board");
        pins.map(|pin| board.pin_names.name(pin))
    };
    assert_eq!(names("", [0, 7, 33]), ["pin 0", "pin 7", "pin 33"]);
    assert_eq!(names("pin_names = \"GP0\"", [0, 7, 25]), ["GP0", "GP7", "GP25"]);
    assert_eq!(names("pin_names = \"P0.00\"", [0, 13, 37]), ["P0.00", "P0.13", "P1.05"]);
    assert_eq!(names("pin_names = \"PA0\"", [0, 15, 33]), ["PA0", "PA15", "PC1"]);
    assert!(refused(&format!("{BOARD}pin_names = \"IO0\"")).contains("unknown variant `IO0`"));
}
