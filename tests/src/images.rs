//! Images as others see them: a small hand-made program is linked for every board, written in every format, and read back by readers
//! that are not ours (GNU readelf, `emulators/imgload.py`), run in the simulator, and compared between them.

use std::path::{Path, PathBuf};
use std::process::Command;

use thimble::Stage;
use thimble::code::{Code, FunctionInfo, Relocation, RelocationKind, Section, SectionKind};
use thimble::image::{self, Image, Lines, elf, hex, uf2};
use thimble::options::Options;
use thimble::source::{FileId, Sources, Span};
use thimble_boards::{Board, Format, all};
use thimble_simulator::{Chip, Limits, Machine, Stop};
use thimble_tests::device::One;

const TEXT: &str = "hello from here";
const SOURCE: &str = "// A greeting.\nconsole.log(\"hello from here\");\n";

/// `console.log("hello from here")`, as the compiler would write it.
fn hello() -> Code {
    // push {r4, lr}; ldr r0, [pc, #8]; bl th_console_log; pop {r4, pc}; nop; .word literal
    let main = [0x10, 0xb5, 0x02, 0x48, 0x00, 0xf0, 0x00, 0xf8, 0x10, 0xbd, 0xc0, 0x46, 0, 0, 0, 0];
    let mut literal = vec![0; 8];
    literal[4] = TEXT.len() as u8;
    literal.extend(TEXT.bytes());
    literal.resize(literal.len().next_multiple_of(4), 0);
    // bx lr: what describes an uncaught exception; there is none.
    let describe = [0x70, 0x47, 0xc0, 0x46];
    let calls = [(4, RelocationKind::ThumbCall, "th_console_log"), (12, RelocationKind::Abs32, "literal")];
    Code {
        sections: vec![
            section("thimble_main", SectionKind::Text, &main, &calls),
            section("thimble_describe", SectionKind::Text, &describe, &[]),
            section("literal", SectionKind::ReadOnly, &literal, &[(0, RelocationKind::Abs32, "th_descriptor_latin1")]),
            section("dead", SectionKind::Text, &describe, &[]),
        ],
    }
}

fn section(name: &str, kind: SectionKind, bytes: &[u8], relocations: &[(u32, RelocationKind, &str)]) -> Section {
    let relocation = |(offset, kind, target): &(u32, RelocationKind, &str)| Relocation {
        offset: *offset,
        kind: *kind,
        target: (*target).to_string(),
        addend: 0,
    };
    Section {
        name: name.to_string(),
        kind,
        bytes: bytes.to_vec(),
        size: bytes.len() as u32,
        align: 4,
        relocations: relocations.iter().map(relocation).collect(),
        function: (kind == SectionKind::Text).then(|| FunctionInfo {
            display_name: name.to_string(),
            saved: 1 << 14 | 1 << 4,
            lines: if bytes.len() > 12 { vec![(0, at(0)), (4, at(15))] } else { Vec::new() },
            data: if bytes.len() > 12 { vec![(12, 16)] } else { Vec::new() },
            ..FunctionInfo::default()
        }),
        owner: name.to_string(),
    }
}

fn at(start: u32) -> Span {
    Span { file: FileId(0), start, end: start + 1 }
}

fn link(board: &Board, semihosting: bool) -> Image {
    let options = Options { semihosting, ..Options::new(board.clone()) };
    image::link(&hello(), image::runtime(board.core), &options).unwrap_or_else(|e| panic!("{}: {e}", board.id))
}

/// The image's debug information, as if it came from this source.
fn lines(image: &Image) -> Lines {
    let mut sources = Sources::default();
    sources.add("src/hello.ts", SOURCE);
    Lines::of(image, &sources)
}

/// The file that the board takes.
fn native(board: &Board, image: &Image) -> Vec<u8> {
    match board.format {
        Format::Uf2 { family } => uf2::write(image, family),
        Format::Hex {} => hex::write(image).into_bytes(),
    }
}

/// A file of this test's own.
fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("thimble-images-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a temporary file");
    path
}

fn output(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && errors.is_empty(), "{command:?}: {errors}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn readelf_accepts_the_elf_without_a_warning() {
    for board in all() {
        let image = link(board, false);
        let path = written(&format!("{}.elf", board.id), &elf::write(&image, &lines(&image)));
        let text = output(Command::new("arm-none-eabi-readelf").args(["-hlSs", "--debug-dump=info,decodedline", "--wide"]).arg(path));
        let entry = format!("Entry point address:               {:#x}", image.entry | 1);
        assert!(text.contains(&entry) && text.contains("Version5 EABI"), "{text}");
        let main = image.symbol("thimble_main").expect("the program is there") | 1;
        assert!(text.lines().any(|l| l.contains(&format!("{main:08x}")) && l.contains("FUNC") && l.ends_with("thimble_main")), "{text}");
        assert!(!text.contains("dead"), "{text}");
    }
}

#[test]
fn an_independent_reader_finds_the_same_bytes_in_every_format() {
    let reader = thimble_tests::root().join("tests/emulators");
    let script = "import sys, imgload; i = imgload.load(sys.argv[1]); n = int(sys.argv[3]); \
                  sys.stdout.write(i.flat(int(sys.argv[2]), (n + 255) // 256 * 256, 0)[:n].hex())";
    for board in all() {
        let image = link(board, false);
        let expected: String = image.flash.iter().map(|b| format!("{b:02x}")).collect();
        let elf = written(&format!("{}-read.elf", board.id), &elf::write(&image, &lines(&image)));
        let file = written(&format!("{}-read.{}", board.id, board.format.ending()), &native(board, &image));
        for path in [elf, file] {
            let mut python = Command::new("python3");
            python.current_dir(&reader).args(["-c", script]).arg(&path);
            python.args([image.flash_start.to_string(), image.flash.len().to_string()]);
            assert!(output(&mut python) == expected, "{}: imgload reads other bytes", path.display());
        }
    }
}

#[test]
fn an_independent_reader_finds_every_section_of_a_universal_file() {
    let reader = thimble_tests::root().join("tests/emulators");
    let script = "import sys, imgload; i = imgload.load(sys.argv[1], board=sys.argv[2]); n = int(sys.argv[3]); \
                  sys.stdout.write(i.flat(0, (n + 255) // 256 * 256, 0)[:n].hex())";
    let sections = thimble_boards::universal("microbit-universal");
    let images: Vec<(u16, Image)> = sections.iter().map(|(id, board)| (*id, link(board, false))).collect();
    let parts: Vec<(u16, &Image)> = images.iter().map(|(id, image)| (*id, image)).collect();
    let text = hex::write_universal(&parts);
    for (start, _) in text.match_indices(":0400000A") {
        assert_eq!((start - 16) % 512, 0, "a section begins at a block, with the record before its start");
    }
    let file = written("universal.hex", text.as_bytes());
    for ((id, image), name) in images.iter().zip(["v1", "v2"]) {
        let mut python = Command::new("python3");
        python.current_dir(&reader).args(["-c", script]).arg(&file).args([name, &image.flash.len().to_string()]);
        let expected: String = image.flash.iter().map(|b| format!("{b:02x}")).collect();
        assert!(output(&mut python) == expected, "section {id:#x} reads as other bytes");
    }
}

#[test]
fn every_format_runs_in_the_simulator() {
    for board in all() {
        let chip = Chip::named(&board.chip).expect("the simulator knows every board's chip");
        for semihosting in [false, true] {
            let image = link(board, semihosting);
            for file in [elf::write(&image, &lines(&image)), native(board, &image)] {
                let loaded = thimble_simulator::Image::parse(&file, chip).unwrap_or_else(|e| panic!("{}: {e}", board.id));
                let mut machine = Machine::new(chip, &loaded).unwrap_or_else(|e| panic!("{}: {e}", board.id));
                let stop = machine.run(Limits::until_ns(1_000_000_000));
                let console = String::from_utf8_lossy(&machine.take_console()).into_owned();
                assert_eq!(console, format!("{TEXT}\n"), "{}: {stop}", board.id);
                assert!(matches!(stop, Stop::Ended { status: 0 } | Stop::Exited { status: 0 }), "{}: {stop}", board.id);
            }
        }
    }
}

#[test]
fn the_same_program_gives_the_same_files() {
    for board in all() {
        let (a, b) = (link(board, false), link(board, false));
        assert!(elf::write(&a, &lines(&a)) == elf::write(&b, &lines(&b)) && native(board, &a) == native(board, &b), "{}", board.id);
    }
}

/// Generated programs are large and touch every pass: no stage may depend on the order of a table that begins with random keys.
#[test]
fn the_same_source_gives_the_same_text_at_every_stage() {
    let options = Options::new(all()[0].clone());
    for seed in 0..8 {
        let source = thimble_tests::generate::program(seed);
        for stage in [Stage::Program, Stage::Ir, Stage::Clif, Stage::Asm] {
            let text = || thimble::emit("main.ts", &One(&source), &options, stage).value.expect("a generated program compiles");
            let (a, b) = (text(), text());
            assert!(a == b, "seed {seed}, {stage:?}: {:?}", a.lines().zip(b.lines()).find(|(a, b)| a != b));
        }
    }
}

#[test]
fn gnu_finds_functions_and_lines() {
    let board = thimble_boards::find("microbit").expect("a known board");
    let image = link(board, false);
    let path = written("lines.elf", &elf::write(&image, &lines(&image)));
    let main = image.symbol("thimble_main").expect("the program is there");
    let mut find = Command::new("arm-none-eabi-addr2line");
    find.args(["-f", "-e"]).arg(path).args([main, main + 6].map(|address| format!("{address:#x}")));
    assert_eq!(output(&mut find), "thimble_main\n./src/hello.ts:1\nthimble_main\n./src/hello.ts:2\n");
}

#[test]
fn gnu_disassembles_what_was_linked() {
    let board = thimble_boards::find("microbit").expect("a known board");
    let image = link(board, false);
    let path = written("disassembled.elf", &elf::write(&image, &lines(&image)));
    let text = output(Command::new("arm-none-eabi-objdump").arg("-d").arg(Path::new(&path)));
    let main = text.split("<thimble_main>:").nth(1).expect("the program is there");
    let call = main.lines().nth(3).expect("the call is the third instruction");
    assert!(call.ends_with("<th_console_log>"), "{call}");
    assert!(main.lines().nth(6).is_some_and(|line| line.contains(".word")), "the literal pool is shown as data: {main}");
}
