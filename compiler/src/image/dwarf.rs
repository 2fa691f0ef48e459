//! Debug information (DWARF 4): function names and line tables, for debuggers, disassemblers and stack traces.
//!
//! In: [`Lines`]. Out: the contents of the debug sections; and back: an ELF file's debug sections as [`Lines`]. There is one compilation unit, one
//! entry for each function and one line sequence for each, so that nothing is said of the runtime's code between them. Paths are as the user wrote
//! them and no folder of the building machine appears, so that the same input gives the same bytes.

use gimli::write::{Address, AttributeValue, DwarfUnit, EndianVec, LineProgram, LineString, Sections};
use gimli::{DebuggingInformationEntry, Encoding, EndianSlice, Format, LineEncoding, LittleEndian, Unit};
use object::{Object, ObjectSection, ObjectSymbol};

use super::lines::{FunctionLines, Lines, Row};
use super::pieces::BUILD;

/// What the unit is called when there is no source file.
const NO_FILE: &str = "program";

/// Name and contents of each debug section.
pub(crate) fn write(lines: &Lines) -> Vec<(&'static str, Vec<u8>)> {
    let encoding = Encoding { format: Format::Dwarf32, version: 4, address_size: 4 };
    let mut dwarf = DwarfUnit::new(encoding);
    dwarf.unit.line_program = line_program(lines, encoding);
    describe_unit(&mut dwarf, lines);
    for function in &lines.functions {
        describe_function(&mut dwarf, function);
    }
    let mut sections = Sections::new(EndianVec::new(LittleEndian));
    dwarf.write(&mut sections).expect("addresses and sizes fit in 32 bits");
    let mut list = Vec::new();
    let collected: Result<(), ()> = sections.for_each(|id, data| {
        if !data.slice().is_empty() {
            list.push((id.name(), data.slice().to_vec()));
        }
        Ok(())
    });
    collected.expect("collecting never fails");
    list
}

fn line_program(lines: &Lines, encoding: Encoding) -> LineProgram {
    let text = |path: &str| LineString::String(path.as_bytes().to_vec());
    // Thumb instructions begin at even addresses.
    let line_encoding = LineEncoding { minimum_instruction_length: 2, ..LineEncoding::default() };
    let first = lines.files.first().map_or(NO_FILE, String::as_str);
    let mut program = LineProgram::new(encoding, line_encoding, text("."), None, text(first), None);
    let directory = program.default_directory();
    let files: Vec<_> = lines.files.iter().map(|path| program.add_file(text(path), directory, None)).collect();
    for function in lines.functions.iter().filter(|f| !f.rows.is_empty()) {
        program.begin_sequence(Some(Address::Constant(function.start.into())));
        for row in &function.rows {
            let next = program.row();
            next.address_offset = (row.address - function.start).into();
            (next.file, next.line, next.column) = (files[row.file], row.line.into(), row.column.into());
            program.generate_row();
        }
        program.end_sequence((function.end - function.start).into());
    }
    program
}

fn describe_unit(dwarf: &mut DwarfUnit, lines: &Lines) {
    let root = dwarf.unit.root();
    let producer = dwarf.strings.add(concat!("thimble ", env!("CARGO_PKG_VERSION")));
    let name = dwarf.strings.add(lines.files.first().map_or(NO_FILE, String::as_str));
    let directory = dwarf.strings.add(".");
    let low = lines.functions.first().map_or(0, |f| f.start);
    let high = lines.functions.last().map_or(0, |f| f.end);
    let entry = dwarf.unit.get_mut(root);
    entry.set(gimli::DW_AT_producer, AttributeValue::StringRef(producer));
    entry.set(gimli::DW_AT_name, AttributeValue::StringRef(name));
    entry.set(gimli::DW_AT_comp_dir, AttributeValue::StringRef(directory));
    entry.set(gimli::DW_AT_low_pc, AttributeValue::Address(Address::Constant(low.into())));
    entry.set(gimli::DW_AT_high_pc, AttributeValue::Udata((high - low).into()));
}

fn describe_function(dwarf: &mut DwarfUnit, function: &FunctionLines) {
    let root = dwarf.unit.root();
    let name = dwarf.strings.add(function.name.as_bytes());
    let id = dwarf.unit.add(root, gimli::DW_TAG_subprogram);
    let entry = dwarf.unit.get_mut(id);
    entry.set(gimli::DW_AT_name, AttributeValue::StringRef(name));
    entry.set(gimli::DW_AT_low_pc, AttributeValue::Address(Address::Constant(function.start.into())));
    entry.set(gimli::DW_AT_high_pc, AttributeValue::Udata((function.end - function.start).into()));
}

type Reader<'a> = EndianSlice<'a, LittleEndian>;

/// The functions and places that an ELF file's debug information names; nothing if it has none.
///
/// # Errors
/// A sentence, if the debug information is damaged.
pub fn read(elf: &[u8]) -> Result<Lines, String> {
    let file = object::read::elf::ElfFile32::<object::LittleEndian>::parse(elf).map_err(|e| e.to_string())?;
    let section = |id: gimli::SectionId| -> Result<Reader<'_>, object::Error> {
        let data = file.section_by_name(id.name()).map_or(Ok(&[][..]), |s| s.data())?;
        Ok(EndianSlice::new(data, LittleEndian))
    };
    let dwarf = gimli::Dwarf::load(section).map_err(|e| e.to_string())?;
    let mut lines = Lines { build: build(&file), ..Lines::default() };
    read_units(&dwarf, &mut lines).map_err(|e| format!("its debug information is damaged: {e}"))?;
    lines.functions.sort_by_key(|f| f.start);
    Ok(lines)
}

/// The word at the symbol that the linker gives it.
fn build(file: &object::read::elf::ElfFile32<'_, object::LittleEndian>) -> Option<u32> {
    let place = file.symbol_by_name(BUILD)?.address();
    let mut words = file.sections().filter_map(|s| s.data_range(place, 4).ok().flatten());
    words.next().and_then(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes)
}

fn read_units(dwarf: &gimli::Dwarf<Reader<'_>>, lines: &mut Lines) -> gimli::Result<()> {
    let mut headers = dwarf.units();
    while let Some(header) = headers.next()? {
        let unit = dwarf.unit(header)?;
        let rows = read_rows(dwarf, &unit, lines)?;
        let mut entries = unit.entries();
        while let Some(entry) = entries.next_dfs()? {
            if entry.tag() == gimli::DW_TAG_subprogram {
                lines.functions.extend(read_function(dwarf, &unit, entry, &rows)?);
            }
        }
    }
    Ok(())
}

/// All rows of a unit, ascending.
fn read_rows(dwarf: &gimli::Dwarf<Reader<'_>>, unit: &Unit<Reader<'_>>, lines: &mut Lines) -> gimli::Result<Vec<Row>> {
    let Some(program) = unit.line_program.clone() else { return Ok(Vec::new()) };
    let mut list = Vec::new();
    let mut rows = program.rows();
    while let Some((header, row)) = rows.next_row()? {
        let (Some(line), Some(file)) = (row.line(), row.file(header)) else { continue };
        if row.end_sequence() {
            continue;
        }
        let path = dwarf.attr_string(unit, file.path_name())?.to_string_lossy().into_owned();
        let column = match row.column() {
            gimli::ColumnType::LeftEdge => 0,
            gimli::ColumnType::Column(column) => column.get() as u32,
        };
        list.push(Row { address: row.address() as u32, file: lines.file(&path), line: line.get() as u32, column });
    }
    list.sort_by_key(|row| row.address);
    Ok(list)
}

fn read_function(
    dwarf: &gimli::Dwarf<Reader<'_>>,
    unit: &Unit<Reader<'_>>,
    entry: &DebuggingInformationEntry<Reader<'_>>,
    rows: &[Row],
) -> gimli::Result<Option<FunctionLines>> {
    let (Some(name), Some(low), Some(high)) =
        (entry.attr_value(gimli::DW_AT_name), entry.attr_value(gimli::DW_AT_low_pc), entry.attr_value(gimli::DW_AT_high_pc))
    else {
        return Ok(None);
    };
    let (Some(start), Some(size)) = (dwarf.attr_address(unit, low)?, high.udata_value()) else { return Ok(None) };
    let (start, end) = (start as u32, (start.wrapping_add(size)) as u32);
    let inside = rows.iter().filter(|row| row.address >= start && row.address < end).copied().collect();
    let name = dwarf.attr_string(unit, name)?.to_string_lossy().into_owned();
    Ok(Some(FunctionLines { name, start, end, rows: inside }))
}
