//! ELF: the image with its symbols, for debuggers, disassemblers and emulators.
//!
//! In: an [`Image`], and its [`Lines`]. Out: an executable for 32-bit little-endian Arm, one program header for each stretch of memory that has contents; `.data` is loaded
//! where it lies in flash (its physical address) and linked where it lies in RAM. Mapping symbols (`$t`, `$d`; "ELF for the Arm
//! Architecture", 5.5.5) tell disassemblers what is code and what is a literal pool.

use super::{Image, Lines, Segment, SymbolKind, dwarf};
use object::Endianness;
use object::elf;
use object::write::elf::{FileHeader, ProgramHeader, SectionHeader, SectionIndex, Sym, Writer};
use object::write::StringId;

/// The whole file. Without lines (the default of [`Lines`]) there is no debug information.
pub fn write(image: &Image, lines: &Lines) -> Vec<u8> {
    let debug = if lines.functions.is_empty() { Vec::new() } else { dwarf::write(lines) };
    let mut buffer = Vec::new();
    let mut writer = Writer::new(Endianness::Little, false, &mut buffer);
    let names: Vec<StringId> = image.segments.iter().map(|s| writer.add_section_name(s.name.as_bytes())).collect();
    let debug_names: Vec<StringId> = debug.iter().map(|(name, _)| writer.add_section_name(name.as_bytes())).collect();
    let symbol_names: Vec<StringId> = image.symbols.iter().map(|s| writer.add_string(s.name.as_bytes())).collect();

    let loaded: Vec<usize> = (0..image.segments.len()).filter(|i| !image.segments[*i].bytes.is_empty()).collect();
    writer.reserve_file_header();
    writer.reserve_program_headers(loaded.len() as u32);
    let offsets: Vec<u64> = image.segments.iter().map(|s| writer.reserve(s.bytes.len() as u64, 16)).collect();
    let sections: Vec<SectionIndex> = image.segments.iter().map(|_| writer.reserve_section_index()).collect();
    let debug_offsets: Vec<u64> = debug.iter().map(|(_, bytes)| writer.reserve(bytes.len() as u64, 1)).collect();
    for _ in &debug {
        writer.reserve_section_index();
    }
    let mapping = mapping_symbols(image);
    let mapping_names: Vec<StringId> = mapping.iter().map(|(name, _)| writer.add_string(name.as_bytes())).collect();
    writer.reserve_null_symbol_index();
    for (_, address) in &mapping {
        writer.reserve_symbol_index(section_of(image, &sections, *address, SymbolKind::Object));
    }
    for symbol in &image.symbols {
        writer.reserve_symbol_index(section_of(image, &sections, symbol.address, symbol.kind));
    }
    writer.reserve_symtab_section_index();
    writer.reserve_symtab();
    writer.reserve_strtab_section_index();
    writer.reserve_strtab().expect("symbol names are shorter than 4 GiB");
    writer.reserve_shstrtab_section_index();
    writer.reserve_shstrtab().expect("section names are shorter than 4 GiB");
    writer.reserve_section_headers();

    writer.write_file_header(&header(image)).expect("the sizes of an ELF for 32 bits");
    writer.write_align_program_headers();
    for index in loaded {
        writer.write_program_header(&program_header(&image.segments[index], offsets[index]));
    }
    for segment in &image.segments {
        writer.write_align(16);
        writer.write(&segment.bytes);
    }
    debug.iter().for_each(|(_, bytes)| writer.write(bytes));
    writer.write_null_symbol();
    for ((_, address), name) in mapping.iter().zip(&mapping_names) {
        write_mapping_symbol(&mut writer, section_of(image, &sections, *address, SymbolKind::Object), *address, *name);
    }
    write_symbols(&mut writer, image, &sections, &symbol_names);
    writer.write_strtab();
    writer.write_shstrtab();
    writer.write_null_section_header();
    for ((segment, name), offset) in image.segments.iter().zip(names).zip(offsets) {
        let sh_name = writer.section_name_offset(Some(name));
        writer.write_section_header(&section_header(segment, sh_name, offset));
    }
    for (((_, bytes), name), offset) in debug.iter().zip(debug_names).zip(debug_offsets) {
        let sh_name = writer.section_name_offset(Some(name));
        writer.write_section_header(&debug_section_header(bytes, sh_name, offset));
    }
    // Local symbols, which come first, and the null symbol.
    writer.write_symtab_section_header(mapping.len() as u32 + 1);
    writer.write_strtab_section_header();
    writer.write_shstrtab_section_header();
    buffer
}

fn header(image: &Image) -> FileHeader {
    FileHeader {
        os_abi: elf::ELFOSABI_NONE,
        abi_version: 0,
        e_type: elf::ET_EXEC,
        e_machine: elf::EM_ARM,
        e_entry: u64::from(image.entry | 1),
        e_flags: elf::EF_ARM_EABI_VER5,
    }
}

fn is_code(segment: &Segment) -> bool {
    segment.name == ".text"
}

/// Whether the segment lies in RAM.
fn is_writable(segment: &Segment) -> bool {
    !matches!(segment.name, ".text" | ".rodata")
}

fn program_header(segment: &Segment, offset: u64) -> ProgramHeader {
    let mut flags = elf::PF_R;
    if is_code(segment) {
        flags |= elf::PF_X;
    }
    if is_writable(segment) {
        flags |= elf::PF_W;
    }
    ProgramHeader {
        p_type: elf::PT_LOAD,
        p_flags: flags,
        p_offset: offset,
        p_vaddr: u64::from(segment.address),
        p_paddr: u64::from(segment.load),
        p_filesz: segment.bytes.len() as u64,
        p_memsz: segment.bytes.len() as u64,
        p_align: 4,
    }
}

fn section_header(segment: &Segment, sh_name: u32, offset: u64) -> SectionHeader {
    let mut flags = elf::SHF_ALLOC;
    if is_code(segment) {
        flags |= elf::SHF_EXECINSTR;
    }
    if is_writable(segment) {
        flags |= elf::SHF_WRITE;
    }
    SectionHeader {
        sh_name,
        sh_type: if segment.bytes.is_empty() { elf::SHT_NOBITS } else { elf::SHT_PROGBITS },
        sh_flags: flags,
        sh_addr: u64::from(segment.address),
        sh_offset: offset,
        sh_size: u64::from(segment.size),
        sh_link: 0,
        sh_info: 0,
        sh_addralign: 4,
        sh_entsize: 0,
    }
}

fn debug_section_header(bytes: &[u8], sh_name: u32, offset: u64) -> SectionHeader {
    SectionHeader {
        sh_name,
        sh_type: elf::SHT_PROGBITS,
        sh_flags: elf::SectionFlags::default(),
        sh_addr: 0,
        sh_offset: offset,
        sh_size: bytes.len() as u64,
        sh_link: 0,
        sh_info: 0,
        sh_addralign: 1,
        sh_entsize: 0,
    }
}

/// The section a symbol lies in; boundaries are absolute because one may lie just past the last section.
fn section_of(image: &Image, sections: &[SectionIndex], address: u32, kind: SymbolKind) -> Option<SectionIndex> {
    if kind == SymbolKind::Boundary {
        return None;
    }
    let inside = |s: &Segment| address >= s.address && address - s.address < s.size;
    image.segments.iter().position(inside).map(|i| sections[i])
}

/// Where code (`$t`) and data (`$d`) begin in the segments that lie in flash.
fn mapping_symbols(image: &Image) -> Vec<(&'static str, u32)> {
    let mut list: Vec<(&str, u32)> = Vec::new();
    for segment in image.segments.iter().filter(|s| !s.bytes.is_empty() && !is_writable(s)) {
        list.push((if is_code(segment) { "$t" } else { "$d" }, segment.address));
    }
    for function in &image.functions {
        list.push(("$t", function.start));
        for (from, to) in &function.data {
            list.push(("$d", *from));
            if *to < function.end {
                list.push(("$t", *to));
            }
        }
    }
    list
}

fn write_mapping_symbol(writer: &mut Writer<'_>, section: Option<SectionIndex>, address: u32, name: StringId) {
    let st_name = writer.string_offset(Some(name));
    writer.write_symbol(&Sym {
        section: section.map(|s| s.0),
        st_name,
        st_info: elf::SymbolInfo::new(elf::STB_LOCAL, elf::STT_NOTYPE),
        st_other: elf::SymbolOther::default(),
        st_shndx: elf::SHN_ABS,
        st_value: u64::from(address),
        st_size: 0,
    });
}

fn write_symbols(writer: &mut Writer<'_>, image: &Image, sections: &[SectionIndex], names: &[StringId]) {
    for (symbol, name) in image.symbols.iter().zip(names) {
        let (kind, value) = match symbol.kind {
            SymbolKind::Function => (elf::STT_FUNC, symbol.address | 1),
            SymbolKind::Object => (elf::STT_OBJECT, symbol.address),
            SymbolKind::Boundary => (elf::STT_NOTYPE, symbol.address),
        };
        let section = section_of(image, sections, symbol.address, symbol.kind);
        let st_name = writer.string_offset(Some(*name));
        writer.write_symbol(&Sym {
            section: section.map(|s| s.0),
            st_name,
            st_info: elf::SymbolInfo::new(elf::STB_GLOBAL, kind),
            st_other: elf::SymbolOther::default(),
            st_shndx: elf::SHN_ABS,
            st_value: u64::from(value),
            st_size: u64::from(symbol.size),
        });
    }
}
