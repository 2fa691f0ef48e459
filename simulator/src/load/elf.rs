//! ELF, by the `object` crate: loadable segments at their physical addresses, and the symbol table.
//!
//! The physical address is where bytes lie in flash before start-up copies them; a debugger's loader and a flashing
//! tool use it too.

use object::elf::{EM_ARM, FileHeader32, PT_LOAD, STT_FUNC};
use object::read::elf::{ElfFile, FileHeader, ProgramHeader};
use object::{LittleEndian, Object, ObjectSymbol};

use super::{LoadError, Piece, Place, Symbol};

type File<'data> = ElfFile<'data, FileHeader32<LittleEndian>>;

/// The pieces of the image, one a segment, and the symbols.
pub(super) fn read(file: &[u8]) -> Result<(Vec<Piece>, Vec<Symbol>), LoadError> {
    let fail = |what: String| LoadError::new(Place::File, what);
    let elf = File::parse(file).map_err(|error| fail(format!("not a 32-bit little-endian ELF file: {error}")))?;
    let header = elf.elf_header();
    let machine = header.e_machine(LittleEndian);
    if machine != EM_ARM {
        return Err(fail(format!("the ELF file is for machine {machine:?}, not Arm")));
    }
    let headers = header.program_headers(LittleEndian, file).map_err(|error| fail(error.to_string()))?;
    let mut pieces = Vec::new();
    for (index, segment) in headers.iter().enumerate() {
        if segment.p_type(LittleEndian) != PT_LOAD {
            continue;
        }
        let place = Place::Segment(index);
        let bytes = segment
            .data(LittleEndian, file)
            .map_err(|()| LoadError::new(place, "its bytes lie beyond the end of the file: the file is cut off"))?;
        pieces.push(Piece { address: segment.p_paddr(LittleEndian), bytes: bytes.to_vec(), place });
    }
    Ok((pieces, symbols(&elf)))
}

/// Named symbols with an address, in order. Mapping symbols ($t, $d, $a) are not names.
fn symbols(elf: &File<'_>) -> Vec<Symbol> {
    let mut symbols: Vec<Symbol> = elf
        .symbols()
        .filter(|symbol| symbol.is_definition() || symbol.section_index().is_none())
        .filter_map(|symbol| {
            let name = symbol.name().ok().filter(|name| !name.is_empty() && !name.starts_with('$'))?;
            if symbol.is_undefined() {
                return None;
            }
            let is_function = symbol.elf_symbol().st_type() == STT_FUNC;
            let address = symbol.address() as u32 & if is_function { !1 } else { !0 };
            Some(Symbol { name: name.into(), address, size: symbol.size() as u32, is_function })
        })
        .collect();
    symbols.sort_by(|a, b| (a.address, &a.name).cmp(&(b.address, &b.name)));
    symbols
}
