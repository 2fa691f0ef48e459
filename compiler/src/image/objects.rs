//! Relocatable ELF objects, read: what the prebuilt runtime (or any other Rust or C library for these cores) consists of.
//!
//! In: the bytes of an `ar` archive or of one ELF object for 32-bit little-endian Arm. Out: [`Objects`]: sections that can end up in an
//! image, with symbols and raw relocations. Debug information, unwind indices (`.ARM.exidx`) and attributes are left out.
//! Symbols of different objects meet by name when they are global and never when they are local.
//! The build script of this crate reads the runtime through this same file, so it depends on `object` alone.

use std::collections::BTreeMap;

use object::read::archive::ArchiveFile;
use object::read::elf::ElfFile32;
use object::{LittleEndian, Object, ObjectSection, ObjectSymbol, RelocationFlags, RelocationTarget, SectionKind, SymbolKind};

/// Sections and symbols of all members of a library, in their order.
#[derive(Debug, Default, Clone)]
pub struct Objects {
    /// What can be placed.
    pub sections: Vec<ObjectPart>,
    /// What can be referred to. The first entry of none is special; symbols without a name are sections themselves.
    pub symbols: Vec<ObjectName>,
}

/// One section of one object.
#[derive(Debug, Clone)]
pub struct ObjectPart {
    /// The section's name, `.text.th_console_log`.
    pub name: String,
    /// Where it belongs.
    pub kind: PartKind,
    /// Contents; empty for zeroed memory.
    pub bytes: Vec<u8>,
    /// Size in bytes.
    pub size: u32,
    /// Alignment, a power of two.
    pub align: u32,
    /// Places to patch, ascending.
    pub relocations: Vec<ObjectRelocation>,
}

/// What a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// Instructions.
    Text,
    /// Constants.
    ReadOnly,
    /// Initialised variables.
    Data,
    /// Zeroed variables.
    Zeroed,
}

/// One symbol.
#[derive(Debug, Clone)]
pub struct ObjectName {
    /// Its name; empty for the symbol of a section.
    pub name: String,
    /// Section and offset (no Thumb bit), if it is defined here.
    pub place: Option<(usize, u32)>,
    /// Size in bytes, 0 where unknown.
    pub size: u32,
    /// Whether it is Thumb code.
    pub thumb: bool,
    /// Whether other objects see it.
    pub global: bool,
    /// A weak definition yields to a strong one; a weak reference does not keep what it names.
    pub weak: bool,
}

/// One relocation as the object holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ObjectRelocation {
    /// Byte offset in the section.
    pub offset: u32,
    /// ELF's number of the relocation's type (`R_ARM_…`).
    pub r_type: u32,
    /// Index in [`Objects::symbols`].
    pub symbol: usize,
}

/// Why bytes are not a library that can be linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectError(pub String);

impl std::fmt::Display for ObjectError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ObjectError {}

impl From<object::read::Error> for ObjectError {
    fn from(error: object::read::Error) -> ObjectError {
        ObjectError(error.to_string())
    }
}

impl Objects {
    /// Reads an `ar` archive or a single object.
    pub fn read(bytes: &[u8]) -> Result<Objects, ObjectError> {
        let mut objects = Objects::default();
        if bytes.starts_with(b"!<arch>\n") {
            let archive = ArchiveFile::parse(bytes)?;
            for member in archive.members() {
                let data = member?.data(bytes)?;
                // Rust archives carry a member of metadata that is no object.
                if data.starts_with(b"\x7fELF") {
                    objects.add(data)?;
                }
            }
        } else {
            objects.add(bytes)?;
        }
        Ok(objects)
    }

    /// Appends one ELF object.
    fn add(&mut self, bytes: &[u8]) -> Result<(), ObjectError> {
        // Members of an archive begin at even offsets; a copy of its own has the alignment that ELF's headers need.
        let copy = bytes.to_vec();
        let file: ElfFile32<'_, LittleEndian> = ElfFile32::parse(&*copy)?;
        if file.architecture() != object::Architecture::Arm {
            return Err(ObjectError(format!("an object for {:?}, not for Arm", file.architecture())));
        }
        let first_symbol = self.symbols.len();
        let mut sections = BTreeMap::new();
        for section in file.sections() {
            if let Some(kind) = part_kind(section.kind(), section.name()?) {
                sections.insert(section.index().0, self.sections.len());
                self.sections.push(ObjectPart {
                    name: section.name()?.to_string(),
                    kind,
                    bytes: if kind == PartKind::Zeroed { Vec::new() } else { section.data()?.to_vec() },
                    size: section.size() as u32,
                    align: section.align().max(1) as u32,
                    relocations: Vec::new(),
                });
            }
        }
        // Symbol indices in the file are dense, with a null symbol at 0 that `symbols()` leaves out.
        let mut indices = BTreeMap::new();
        for symbol in file.symbols() {
            indices.insert(symbol.index().0, first_symbol + indices.len());
            let place = symbol.section_index().and_then(|i| sections.get(&i.0)).map(|s| (*s, symbol.address() as u32));
            self.symbols.push(name_of(&symbol, place)?);
        }
        for section in file.sections() {
            let Some(&part) = sections.get(&section.index().0) else { continue };
            self.sections[part].relocations = relocations(&section, &indices)?;
        }
        Ok(())
    }
}

fn name_of<'d>(symbol: &impl ObjectSymbol<'d>, place: Option<(usize, u32)>) -> Result<ObjectName, ObjectError> {
    let is_section = symbol.kind() == SymbolKind::Section;
    // Arm ELF ABI: the address of Thumb code has bit 0 set in the symbol, and only there.
    let thumb = symbol.kind() == SymbolKind::Text && place.is_some_and(|(_, address)| address & 1 == 1);
    Ok(ObjectName {
        name: if is_section { String::new() } else { symbol.name()?.to_string() },
        place: place.map(|(section, address)| (section, if thumb { address & !1 } else { address })),
        size: symbol.size() as u32,
        thumb,
        global: symbol.is_global(),
        weak: symbol.is_weak(),
    })
}

fn relocations<'d>(
    section: &impl ObjectSection<'d>,
    indices: &BTreeMap<usize, usize>,
) -> Result<Vec<ObjectRelocation>, ObjectError> {
    let mut list = Vec::new();
    for (offset, relocation) in section.relocations() {
        let RelocationFlags::Elf { r_type } = relocation.flags() else { continue };
        let RelocationTarget::Symbol(index) = relocation.target() else {
            return Err(ObjectError(format!("a relocation in {} refers to no symbol", section.name()?)));
        };
        let symbol = *indices.get(&index.0).ok_or_else(|| ObjectError("a relocation refers past the symbols".to_string()))?;
        list.push(ObjectRelocation { offset: offset as u32, r_type: r_type.0, symbol });
    }
    list.sort_by_key(|r| r.offset);
    Ok(list)
}

fn part_kind(kind: SectionKind, name: &str) -> Option<PartKind> {
    match kind {
        // Unwind indices and build attributes: Thimble unwinds by tables of its own.
        _ if name.starts_with(".ARM.") => None,
        SectionKind::Text => Some(PartKind::Text),
        SectionKind::ReadOnlyData | SectionKind::ReadOnlyString | SectionKind::ReadOnlyDataWithRel => Some(PartKind::ReadOnly),
        SectionKind::Data => Some(PartKind::Data),
        SectionKind::UninitializedData => Some(PartKind::Zeroed),
        _ if name.starts_with(".rodata") => Some(PartKind::ReadOnly),
        _ => None,
    }
}
