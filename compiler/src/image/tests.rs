//! Linking hand-made code to a hand-made runtime: pruning, placing, tables, symbols, files.

use object::write::{Object, Relocation as ObjectRelocation, StandardSegment, Symbol as ObjectSymbol, SymbolSection};
use object::{Architecture, BinaryFormat, Endianness, RelocationFlags, SectionKind as Kind, SymbolFlags, SymbolKind, SymbolScope};

use super::*;
use crate::code::{FunctionInfo, Handler, Relocation, RelocationKind, Section, SectionKind};
use crate::source::{FileId, Sources};

/// `bl` with ELF's addend of -4.
const BL: [u8; 4] = [0xff, 0xf7, 0xfe, 0xff];
/// `bx lr; nop`.
const RETURN: [u8; 4] = [0x70, 0x47, 0xc0, 0x46];

/// Builds an object as a compiler would: one section for each function or variable.
struct Fixture {
    object: Object<'static>,
}

impl Fixture {
    fn new() -> Fixture {
        Fixture { object: Object::new(BinaryFormat::Elf, Architecture::Arm, Endianness::Little) }
    }

    fn symbol(&mut self, name: &str) -> object::write::SymbolId {
        self.reference(name, false)
    }

    fn reference(&mut self, name: &str, weak: bool) -> object::write::SymbolId {
        if let Some(id) = self.object.symbol_id(name.as_bytes()) {
            return id;
        }
        self.object.add_symbol(ObjectSymbol {
            name: name.into(),
            value: 0,
            size: 0,
            kind: SymbolKind::Text,
            scope: SymbolScope::Unknown,
            weak,
            section: SymbolSection::Undefined,
            flags: SymbolFlags::None,
        })
    }

    /// A section with one symbol and relocations of the form (offset, type, target).
    fn define(&mut self, section: &str, name: &str, kind: Kind, bytes: &[u8], relocations: &[(u64, u32, &str)]) -> &mut Fixture {
        let segment = self.object.segment_name(StandardSegment::Text).to_vec();
        let section = self.object.add_section(segment, section.into(), kind);
        if kind == Kind::UninitializedData {
            self.object.append_section_bss(section, bytes.len() as u64, 4);
        } else {
            self.object.append_section_data(section, bytes, 4);
        }
        let id = self.symbol(name);
        let is_code = kind == Kind::Text;
        let symbol = self.object.symbol_mut(id);
        symbol.section = SymbolSection::Section(section);
        symbol.value = u64::from(is_code);
        symbol.size = bytes.len() as u64;
        symbol.kind = if is_code { SymbolKind::Text } else { SymbolKind::Data };
        symbol.scope = SymbolScope::Dynamic;
        for (offset, r_type, target) in relocations {
            let symbol = self.symbol(target);
            let flags = RelocationFlags::Elf { r_type: object::elf::RelocationType(*r_type) };
            let relocation = ObjectRelocation { offset: *offset, symbol, addend: 0, flags };
            self.object.add_relocation(section, relocation).expect("a relocation of Arm");
        }
        self
    }

    fn read(&self) -> Objects {
        let late = Fixture::new().define(".text.th_late", "th_late", Kind::Text, &RETURN, &[]).object.write();
        let members = [self.object.write(), late].map(|m| m.expect("the object can be written"));
        Objects::read(&archive(&members)).expect("the archive can be read")
    }
}

/// An `ar` archive (System V): for each member a head of 60 bytes in text, padded to even offsets.
fn archive(members: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"!<arch>\n".to_vec();
    for (number, member) in members.iter().enumerate() {
        let name = format!("{number}.o/");
        bytes.extend(format!("{name:<16}{:<12}{:<6}{:<6}{:<8}{:<10}`\n", 0, 0, 0, 644, member.len()).bytes());
        bytes.extend(member);
        bytes.resize(bytes.len().next_multiple_of(2), b'\n');
    }
    bytes
}

/// A runtime for `board`: vectors, second stage, a start that calls the program and a function of which each chip has its own.
fn runtime(board: &Board) -> Fixture {
    let chip = &board.chip;
    let mut f = Fixture::new();
    let vectors: Vec<u8> = vec![0; 16];
    let handlers = [(0, 2, "__stack_top"), (4, 2, "th_start"), (8, 2, "th_fault"), (12, 2, "th_late")];
    f.reference("th_late", true);
    f.define(&format!(".vectors.{chip}"), &format!("th_vectors_{chip}"), Kind::ReadOnlyData, &vectors, &handlers);
    f.define(".boot2", &format!("th_boot2_{chip}"), Kind::Text, &[1, 2, 3, 4], &[]);
    let start = [BL, BL, [0, 0, 0, 0], [0, 0, 0, 0]].concat();
    let calls = [(0, 10, "thimble_main"), (4, 10, "th_chip"), (8, 2, "__unwind_start"), (12, 2, "__handlers_start")];
    f.define(".text.th_start", "th_start", Kind::Text, &start, &calls);
    f.define(".text.th_chip", "th_chip", Kind::Text, &RETURN, &[]);
    f.define(".text.th_chip_own", &format!("th_chip_{chip}"), Kind::Text, &RETURN, &[]);
    f.define(".text.th_chip_semihosting", "th_chip_semihosting", Kind::Text, &RETURN, &[]);
    f.define(".text.th_fault", "th_fault", Kind::Text, &RETURN, &[]);
    f.define(".text.th_used", "th_used", Kind::Text, &RETURN, &[]);
    f.define(".text.th_unused", "th_unused", Kind::Text, &RETURN, &[(0, 10, "th_nowhere")]);
    f.define(".bss.th_gc_stress", "th_gc_stress", Kind::UninitializedData, &[0; 4], &[]);
    f.define(".ARM.exidx.text.th_start", "exidx", Kind::ReadOnlyData, &[0; 8], &[(0, 42, "th_start")]);
    f
}

fn section(name: &str, kind: SectionKind, bytes: &[u8], relocations: Vec<(u32, RelocationKind, &str)>) -> Section {
    let zeroed = matches!(kind, SectionKind::Roots | SectionKind::Bss);
    Section {
        name: name.to_string(),
        kind,
        bytes: if zeroed { Vec::new() } else { bytes.to_vec() },
        size: bytes.len() as u32,
        align: 4,
        relocations: relocations
            .into_iter()
            .map(|(offset, kind, target)| Relocation { offset, kind, target: target.to_string(), addend: 0 })
            .collect(),
        function: (kind == SectionKind::Text).then(|| FunctionInfo { display_name: name.to_string(), ..FunctionInfo::default() }),
        owner: name.to_string(),
    }
}

/// A program of two functions, one of them dead, with data of every kind.
fn program() -> Code {
    let call = [[0, 0xf0, 0, 0xf8], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]].concat();
    let calls = vec![
        (0, RelocationKind::ThumbCall, "th_used"),
        (4, RelocationKind::Abs32, "literal"),
        (8, RelocationKind::Abs32, "variable"),
        (12, RelocationKind::Abs32, "root"),
    ];
    let mut main = section("thimble_main", SectionKind::Text, &call, calls);
    main.function = Some(FunctionInfo {
        display_name: "main".to_string(),
        frame_words: 3,
        saved: 1 << 14 | 1 << 4,
        handlers: vec![Handler { return_offset: 4, landing_offset: 6 }],
        lines: vec![(0, at(10)), (4, at(20))],
        data: Vec::new(),
    });
    Code {
        sections: vec![
            main,
            section("dead", SectionKind::Text, &RETURN, vec![]),
            section("literal", SectionKind::ReadOnly, b"text", vec![]),
            section("variable", SectionKind::Data, &[0, 0, 0, 0, 7, 0, 0, 0], vec![(0, RelocationKind::Abs32, "thimble_main")]),
            section("root", SectionKind::Roots, &[0; 4], vec![]),
            section("unused_root", SectionKind::Roots, &[0; 4], vec![]),
        ],
    }
}

fn at(start: u32) -> Span {
    Span { file: FileId(0), start, end: start + 1 }
}

fn board(id: &str) -> Board {
    thimble_boards::find(id).expect("a known board").clone()
}

fn link_for(id: &str, change: impl Fn(&mut Options)) -> Image {
    let mut options = Options::new(board(id));
    change(&mut options);
    link(&program(), &runtime(&options.board).read(), &options).expect("it links")
}

fn word(image: &Image, address: u32) -> u32 {
    let at = (address - image.flash_start) as usize;
    u32::from_le_bytes(image.flash[at..at + 4].try_into().expect("four bytes"))
}

fn symbol(image: &Image, name: &str) -> u32 {
    image.symbol(name).unwrap_or_else(|| panic!("{name} is in the image"))
}

#[test]
fn what_is_not_reached_is_not_there() {
    let image = link_for("microbit", |_| ());
    let has = |name: &str| image.symbol(name).is_some();
    assert!(has("thimble_main") && has("th_used") && has("th_start") && has("literal") && has("root"));
    assert!(!has("dead") && !has("th_unused") && !has("unused_root") && !has("exidx"));
    // A weak reference keeps nothing; its word in the vector table is 0.
    assert!(!has("th_late"));
    assert_eq!(word(&image, 12), 0);
    assert_eq!(word(&image, 8), symbol(&image, "th_fault") | 1);
}

#[test]
fn memory_is_laid_out_as_the_map_says() {
    for id in ["pico", "microbit"] {
        let board = board(id);
        let image = link_for(id, |_| ());
        let s = |name: &str| symbol(&image, name);
        let vectors = board.flash.start + board.second_stage;
        assert_eq!(s(&format!("th_vectors_{}", board.chip)), vectors);
        assert_eq!(word(&image, vectors), board.ram.start + board.stack);
        assert_eq!(word(&image, vectors + 4), s("th_start") | 1);
        assert_eq!(image.entry, s("th_start"));
        assert!(s("th_used") < s("__code_start") && s("__code_start") <= s("thimble_main"));
        assert!(s("thimble_main") < s("__code_end") && s("__code_end") <= s("literal"));
        assert_eq!(s("__stack_top"), board.ram.start + board.stack);
        assert_eq!((s("variable"), s("__data_end")), (s("__data_start"), s("__data_start") + 8));
        assert_eq!((s("root"), s("__roots_end")), (s("__roots_start"), s("__roots_start") + 4));
        assert_eq!(u64::from(s("__heap_end")), board.ram.end());
        assert_eq!(word(&image, s("__data_load")), s("thimble_main") | 1);
        assert_eq!(word(&image, s("__data_load") + 4), 7);
        assert_eq!(image.usage.flash, image.flash.len() as u64);
        assert_eq!((image.usage.ram(), image.usage.statics), (u64::from(board.stack) + 16, 16));
    }
}

#[test]
fn tables_describe_compiled_functions() {
    let image = link_for("microbit", |_| ());
    let main = symbol(&image, "thimble_main");
    let (unwind, handlers) = (symbol(&image, "__unwind_start"), symbol(&image, "__handlers_start"));
    assert_eq!(symbol(&image, "__unwind_end") - unwind, 8);
    assert_eq!((word(&image, unwind), word(&image, unwind + 4)), (main, 3 | (1 << 14 | 1 << 4) << 16));
    assert_eq!(symbol(&image, "__handlers_end") - handlers, 8);
    assert_eq!((word(&image, handlers), word(&image, handlers + 4)), (main + 4, main + 6));
}

#[test]
fn a_symbol_means_semihosting_then_chip_then_itself() {
    let callee = |image: &Image| {
        let chip = board("microbit").chip;
        let names = ["th_chip".to_string(), format!("th_chip_{chip}"), "th_chip_semihosting".to_string()];
        names.into_iter().filter(|n| image.symbol(n).is_some()).collect::<Vec<_>>()
    };
    assert_eq!(callee(&link_for("microbit", |_| ())), [format!("th_chip_{}", board("microbit").chip)]);
    assert_eq!(callee(&link_for("microbit", |o| o.semihosting = true)), ["th_chip_semihosting"]);
}

#[test]
fn a_compiled_definition_wins_over_the_runtime() {
    let mut code = program();
    code.sections.push(section("th_used", SectionKind::Text, &RETURN, vec![]));
    let options = Options::new(board("microbit"));
    let image = link(&code, &runtime(&options.board).read(), &options).expect("it links");
    assert!(symbol(&image, "th_used") >= symbol(&image, "__code_start"));
}

#[test]
fn collecting_always_sets_the_runtime_s_switch() {
    let mut f = runtime(&board("microbit"));
    f.define(".text.th_used2", "th_used2", Kind::Text, &[0; 4], &[(0, 2, "th_gc_stress")]);
    let mut code = program();
    code.sections[0].relocations[0].target = "th_used2".to_string();
    let mut options = Options::new(board("microbit"));
    options.collect_always = true;
    let image = link(&code, &f.read(), &options).expect("it links");
    let load = symbol(&image, "th_gc_stress") - symbol(&image, "__data_start") + symbol(&image, "__data_load");
    assert_eq!(word(&image, load), 1);
}

#[test]
fn the_heap_can_be_limited() {
    let image = link_for("microbit", |o| o.heap = Some(1027));
    assert_eq!(symbol(&image, "__heap_end") - symbol(&image, "__heap_start"), 1024);
    let image = link_for("microbit", |o| o.heap = Some(u32::MAX));
    assert_eq!(u64::from(symbol(&image, "__heap_end")), board("microbit").ram.end());
}

#[test]
fn what_is_missing_or_double_is_named() {
    let options = Options::new(board("microbit"));
    let mut code = program();
    code.sections[0].relocations[0].target = "th_gone".to_string();
    let error = link(&code, &runtime(&options.board).read(), &options).expect_err("it cannot link");
    assert_eq!(error, LinkError::Undefined { symbol: "th_gone".to_string(), from: "thimble_main".to_string() });
    let mut code = program();
    code.sections.push(code.sections[1].clone());
    let error = link(&code, &runtime(&options.board).read(), &options).expect_err("it cannot link");
    assert_eq!(error, LinkError::Duplicate { symbol: "dead".to_string() });
}

#[test]
fn what_does_not_fit_names_its_largest_owners() {
    let mut code = program();
    let size = 300_000;
    let mut big = section("big table", SectionKind::ReadOnly, &[], vec![]);
    (big.bytes, big.size) = (vec![0; size as usize], size);
    code.sections.push(big);
    code.sections[0].relocations[0] = Relocation { offset: 8, kind: RelocationKind::Abs32, target: "big table".to_string(), addend: 0 };
    let options = Options::new(board("microbit"));
    let Err(LinkError::DoesNotFit { usage, largest }) = link(&code, &runtime(&options.board).read(), &options) else {
        panic!("300 kB do not fit");
    };
    assert!(usage.flash > 300_000 && !usage.fits());
    assert_eq!(largest[0], Owner { name: "big table".to_string(), flash: size, ram: 0 });
    assert!(largest.len() <= 10);

    code.sections.pop();
    code.sections[0].relocations[0].target = "root".to_string();
    code.sections[4].size = 15_000;
    assert!(matches!(link(&code, &runtime(&options.board).read(), &options), Err(LinkError::DoesNotFit { .. })));
}

#[test]
fn owners_in_the_runtime_have_names() {
    let options = Options::new(board("microbit"));
    let image = link(&allocating(), runtime_of(&options.board), &options).expect("it links");
    let named = |name: &str| image.owners.iter().any(|owner| owner.name == name);
    assert!(named("runtime: th_start"), "{:?}", image.owners);
    assert!(named("runtime: errors::report::report_fault"), "{:?}", image.owners);
    let mut names: Vec<&String> = image.owners.iter().map(|owner| &owner.name).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), image.owners.len());
}

#[test]
fn addresses_resolve_to_functions_and_places() {
    let image = link_for("pico", |_| ());
    let mut sources = Sources::default();
    sources.add("src/a.ts", "let a = 1;\nlet b = 2;\n");
    let lines = Lines::of(&image, &sources);
    let main = symbol(&image, "thimble_main");
    assert_eq!(lines.resolve(main).as_deref(), Some("main (src/a.ts:1:11)"));
    assert_eq!(lines.resolve(main + 2).as_deref(), Some("main (src/a.ts:1:11)"));
    assert_eq!(lines.resolve(main + 6).as_deref(), Some("main (src/a.ts:2:10)"));
    assert_eq!(lines.resolve(symbol(&image, "th_start")), None);
    // The same comes back out of the debug information.
    assert_eq!(dwarf::read(&elf::write(&image, &lines)), Ok(lines));
    assert_eq!(dwarf::read(&elf::write(&image, &Lines::default())), Ok(Lines::default()));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (a, b) = (link_for("pico", |_| ()), link_for("pico", |_| ()));
    assert_eq!(elf::write(&a, &Lines::default()), elf::write(&b, &Lines::default()));
    assert_eq!(uf2::write(&a, 1), uf2::write(&b, 1));
}

#[test]
fn files_hold_the_flash() {
    let image = link_for("pico", |_| ());
    let file = uf2::write(&image, 0xe48b_ff56);
    assert_eq!(file.len() % 512, 0);
    let payloads: Vec<u8> = file.chunks(512).flat_map(|block| block[32..32 + 256].to_vec()).collect();
    assert_eq!(payloads[..image.flash.len()], image.flash);
    assert!(payloads[image.flash.len()..].iter().all(|b| *b == 0));

    let mut read = Vec::new();
    for record in ihex::Reader::new(&hex::write(&image)) {
        if let ihex::Record::Data { value, .. } = record.expect("a good record") {
            read.extend(value);
        }
    }
    assert_eq!(read, image.flash);
}

#[test]
fn the_embedded_runtime_links_on_every_board() {
    let code = allocating();
    for board in thimble_boards::all() {
        let mut options = Options::new(board.clone());
        for flag in [false, true] {
            (options.semihosting, options.collect_always) = (flag, flag);
            let image = link(&code, runtime_of(board), &options).unwrap_or_else(|e| panic!("{}: {e}", board.id));
            assert!(image.usage.flash < 12_000, "{}: a program that allocates takes {}", board.id, image.usage);
            let initialised = symbol(&image, "__data_end") - symbol(&image, "__data_start");
            assert_eq!(initialised, 8 + 4 * u32::from(flag), "the switch for collecting always is an initialised word");
        }
    }
}

/// A program that asks the embedded runtime for memory.
fn allocating() -> Code {
    let mut code = program();
    code.sections[0].relocations[0].target = "th_alloc".to_string();
    code.sections.push(section("thimble_describe", SectionKind::Text, &RETURN, vec![]));
    code
}

fn runtime_of(board: &Board) -> &'static Objects {
    super::runtime(board.core)
}
