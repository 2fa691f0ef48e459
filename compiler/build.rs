//! Builds the runtime for each core and leaves what images can need of it in `$OUT_DIR/<core>.o`.
//!
//! In: `runtime/`, a workspace of its own, built here by cargo as a static library. Out: one relocatable ELF object with the sections that a
//! symbol of the runtime can reach; debug information, unwind indices and the unused parts of Rust's `core` are gone, so that
//! 8 MB become some tens of kB. `image::runtime` embeds it.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use inner_cargo::{ensure_target, variable};
use object::write::{Object, Relocation, SectionId, Symbol, SymbolId, SymbolSection};
use object::{Architecture, BinaryFormat, Endianness, RelocationFlags, SectionKind, SymbolFlags, SymbolKind, SymbolScope};
use objects::{ObjectName, Objects, PartKind};

#[path = "src/image/objects.rs"]
#[allow(dead_code, missing_docs, reason = "the library's own reader, of which a part is used here")]
mod objects;

#[path = "inner_cargo.rs"]
mod inner_cargo;

/// Name of each core, as boards have it, and the target that Rust knows it by.
const CORES: [(&str, &str); 2] = [("armv6m", "thumbv6m-none-eabi"), ("armv7em", "thumbv7em-none-eabi")];

fn main() {
    let out = PathBuf::from(variable("OUT_DIR"));
    let runtime = PathBuf::from(variable("CARGO_MANIFEST_DIR")).join("../runtime");
    for source in ["src", "Cargo.toml", "Cargo.lock", "build.rs"] {
        println!("cargo::rerun-if-changed={}", runtime.join(source).display());
    }
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=inner_cargo.rs");
    println!("cargo::rerun-if-changed=src/image/objects.rs");
    for (core, target) in CORES {
        ensure_target(target, "Thimble's runtime");
        let archive = build(&runtime, target, &out);
        let bytes = fs::read(&archive).unwrap_or_else(|e| panic!("{}: {e}", archive.display()));
        let all = Objects::read(&bytes).unwrap_or_else(|e| panic!("{}: {e}", archive.display()));
        let object = write(&all, &reachable(&all));
        fs::write(out.join(format!("{core}.o")), object).expect("OUT_DIR can be written");
    }
}

/// Builds the static library; gives its path.
fn build(runtime: &Path, target: &str, out: &Path) -> PathBuf {
    let folder = out.join("runtime");
    let mut cargo = inner_cargo::command();
    cargo
        .args(["rustc", "--release", "--locked", "--lib", "--crate-type", "staticlib", "--target", target])
        .arg("--manifest-path")
        .arg(runtime.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&folder);
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "the runtime does not build for {target}:\n{}", String::from_utf8_lossy(&output.stderr));
    folder.join(target).join("release/libthimble_runtime.a")
}

/// Whether compiled code, or the linker, may ask for a symbol.
fn is_root(symbol: &ObjectName) -> bool {
    let names = ["memcpy", "memmove", "memset", "memcmp", "thimble_program_begin", "thimble_program_end"];
    let name = symbol.name.as_str();
    symbol.global && (name.starts_with("th_") || name.starts_with("__aeabi_") || names.contains(&name))
}

/// The sections that a root needs, by index.
fn reachable(all: &Objects) -> HashSet<usize> {
    let mut definitions: HashMap<&str, Vec<usize>> = HashMap::new();
    for symbol in all.symbols.iter().filter(|s| s.global) {
        if let Some((section, _)) = symbol.place {
            definitions.entry(&symbol.name).or_default().push(section);
        }
    }
    let roots = all.symbols.iter().filter(|s| is_root(s)).filter_map(|s| s.place);
    let mut waiting: Vec<usize> = roots.map(|(section, _)| section).collect();
    let mut reached = HashSet::new();
    while let Some(section) = waiting.pop() {
        if !reached.insert(section) {
            continue;
        }
        for relocation in &all.sections[section].relocations {
            let symbol = &all.symbols[relocation.symbol];
            waiting.extend(symbol.place.map(|(section, _)| section));
            if symbol.global {
                waiting.extend(definitions.get(symbol.name.as_str()).into_iter().flatten());
            }
        }
    }
    reached
}

/// One object with the kept sections in their order, their symbols, and relocations as they were.
fn write(all: &Objects, kept: &HashSet<usize>) -> Vec<u8> {
    let mut object = Object::new(BinaryFormat::Elf, Architecture::Arm, Endianness::Little);
    let mut sections: HashMap<usize, SectionId> = HashMap::new();
    for (index, part) in all.sections.iter().enumerate().filter(|(index, _)| kept.contains(index)) {
        let kind = match part.kind {
            PartKind::Text => SectionKind::Text,
            PartKind::ReadOnly => SectionKind::ReadOnlyData,
            PartKind::Data => SectionKind::Data,
            PartKind::Zeroed => SectionKind::UninitializedData,
        };
        let id = object.add_section(Vec::new(), part.name.clone().into_bytes(), kind);
        match part.kind {
            PartKind::Zeroed => object.append_section_bss(id, u64::from(part.size), u64::from(part.align)),
            _ => object.append_section_data(id, &part.bytes, u64::from(part.align)),
        };
        sections.insert(index, id);
    }
    let mut used: HashSet<usize> = HashSet::new();
    for index in kept {
        used.extend(all.sections[*index].relocations.iter().map(|r| r.symbol));
    }
    let mut symbols: HashMap<usize, SymbolId> = HashMap::new();
    for (index, symbol) in all.symbols.iter().enumerate() {
        let section = symbol.place.and_then(|(section, _)| sections.get(&section)).copied();
        if used.contains(&index) || (symbol.global && section.is_some()) {
            symbols.insert(index, add_symbol(&mut object, symbol, section));
        }
    }
    for (index, id) in &sections {
        for relocation in &all.sections[*index].relocations {
            let flags = RelocationFlags::Elf { r_type: object::elf::RelocationType(relocation.r_type) };
            // The addend stays where it was, in the section's bytes.
            let relocation = Relocation { offset: relocation.offset.into(), symbol: symbols[&relocation.symbol], addend: 0, flags };
            object.add_relocation(*id, relocation).expect("a relocation that was read can be written");
        }
    }
    object.write().expect("what was read can be written")
}

fn add_symbol(object: &mut Object<'_>, symbol: &ObjectName, section: Option<SectionId>) -> SymbolId {
    if let (true, Some(section)) = (symbol.name.is_empty(), section) {
        return object.section_symbol(section);
    }
    let offset = symbol.place.map_or(0, |(_, offset)| u64::from(offset));
    object.add_symbol(Symbol {
        name: symbol.name.clone().into_bytes(),
        value: offset | u64::from(symbol.thumb),
        size: symbol.size.into(),
        kind: if symbol.thumb { SymbolKind::Text } else { SymbolKind::Data },
        scope: if symbol.global { SymbolScope::Dynamic } else { SymbolScope::Compilation },
        weak: symbol.weak,
        section: section.map_or(SymbolSection::Undefined, SymbolSection::Section),
        flags: SymbolFlags::None,
    })
}
