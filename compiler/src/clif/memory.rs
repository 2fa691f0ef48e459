//! Loads and stores: which region of memory each belongs to, how each representation lies in memory.

use super::function::Translator;
use super::layout::shift;
use crate::ir::{Cell, Class, Element, Func, Rep, Selector, Static};
use cranelift_codegen::ir::{AliasRegionData, InstBuilder, MemFlagsData, Value, types};

/// A part of memory that no other part overlaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Region {
    /// A field of instances of the class that declares it and of its subclasses.
    Field(Class, u32),
    /// A captured value.
    Capture(Func, u32),
    /// A captured variable.
    Cell(Cell),
    /// A static.
    Static(Static),
    /// The elements of arrays of this representation.
    Elements(Rep),
    /// The length of an array.
    ArrayLength,
    /// The address of an array's storage.
    ArrayStorage,
    /// The length of a typed array: never changes.
    ViewLength,
    /// Where in which buffer a typed array of this sort lies: never changes.
    ViewPlace(Element),
    /// The elements of plain typed arrays of this sort.
    View(Element),
    /// The bytes of ArrayBuffers and all that lies over them.
    Buffers,
    /// The descriptors of objects that may grow.
    Descriptor,
    /// Fields of this name, wherever they are declared: what is found by name at run time may be any of them.
    Member(Selector),
}

impl Region {
    /// A number of its own.
    pub fn id(self) -> u32 {
        match self {
            Region::Field(class, index) => 0x1000_0000 | class.0 << 12 | index,
            Region::Capture(function, index) => 0x2000_0000 | function.0 << 8 | index,
            Region::Cell(cell) => 0x3000_0000 | cell.0,
            Region::Static(storage) => 0x4000_0000 | storage.0,
            Region::Elements(rep) => 0x5000_0000 | rep as u32,
            Region::ArrayLength => 0x6000_0001,
            Region::ArrayStorage => 0x6000_0002,
            Region::Buffers => 0x6000_0003,
            Region::ViewLength => 0x6000_0005,
            Region::ViewPlace(element) => 0x6200_0000 | element as u32,
            Region::View(element) => 0x6100_0000 | element as u32,
            Region::Descriptor => 0x6000_0004,
            Region::Member(selector) => 0x7000_0000 | selector.0,
        }
    }
}

impl Translator<'_, '_> {
    /// Flags of an access: never traps (addresses are those of live objects), aligned.
    fn flags(&mut self, region: Region) -> MemFlagsData {
        let user_id = region.id();
        let regions = &mut self.builder.func.dfg.alias_regions;
        let region = regions.get(user_id).unwrap_or_else(|| regions.insert(AliasRegionData { user_id, description: "".into() }));
        MemFlagsData::trusted().with_alias_region(Some(region))
    }

    /// Loads what never changes while the address is valid: headers, descriptors, lengths of strings.
    pub fn load_constant(&mut self, address: Value, offset: u32) -> Value {
        self.builder.ins().load(types::I32, MemFlagsData::trusted().with_readonly(), address, offset as i32)
    }

    /// Loads a word of a region of which nothing ever changes.
    pub fn load_unchanging(&mut self, region: Region, address: Value, offset: u32) -> Value {
        let flags = self.flags(region).with_readonly();
        self.builder.ins().load(types::I32, flags, address, offset as i32)
    }

    /// One such byte as i32.
    pub fn load_constant_byte(&mut self, address: Value, offset: u32) -> Value {
        self.builder.ins().uload8(types::I32, MemFlagsData::trusted().with_readonly(), address, offset as i32)
    }

    /// One such halfword as i32.
    pub fn load_constant_half(&mut self, address: Value, offset: u32) -> Value {
        self.builder.ins().uload16(types::I32, MemFlagsData::trusted().with_readonly(), address, offset as i32)
    }

    /// Loads a word.
    pub fn load_word(&mut self, region: Region, address: Value, offset: u32) -> Value {
        self.load(region, Rep::Word, address, offset)
    }

    /// Stores a word.
    pub fn store_word(&mut self, region: Region, value: Value, address: Value, offset: u32) {
        self.store(region, Rep::Word, value, address, offset)
    }

    /// Loads a value held as `rep`: booleans as i8, integers as i32, doubles as f64, float32 as f32.
    pub fn load(&mut self, region: Region, rep: Rep, address: Value, offset: u32) -> Value {
        let flags = self.flags(region);
        let offset = offset as i32;
        let ins = self.builder.ins();
        match rep {
            Rep::Bool => ins.load(types::I8, flags, address, offset),
            Rep::I8 => ins.sload8(types::I32, flags, address, offset),
            Rep::U8 | Rep::HoleBool => ins.uload8(types::I32, flags, address, offset),
            Rep::I16 => ins.sload16(types::I32, flags, address, offset),
            Rep::U16 => ins.uload16(types::I32, flags, address, offset),
            Rep::Word | Rep::I32 | Rep::HoleI32 | Rep::U32 => ins.load(types::I32, flags, address, offset),
            Rep::F64 | Rep::HoleF64 => ins.load(types::F64, flags, address, offset),
            Rep::F32 => ins.load(types::F32, flags, address, offset),
            Rep::Nothing => panic!("clif: a load of what takes no room"),
        }
    }

    /// Stores a value as `rep`.
    pub fn store(&mut self, region: Region, rep: Rep, value: Value, address: Value, offset: u32) {
        let flags = self.flags(region);
        let offset = offset as i32;
        let narrow = self.builder.func.dfg.value_type(value) == types::I8;
        let ins = self.builder.ins();
        match rep {
            Rep::HoleBool if narrow => ins.store(flags, value, address, offset),
            Rep::I8 | Rep::U8 | Rep::HoleBool => ins.istore8(flags, value, address, offset),
            Rep::I16 | Rep::U16 => ins.istore16(flags, value, address, offset),
            Rep::Bool | Rep::Word | Rep::I32 | Rep::HoleI32 | Rep::U32 | Rep::F64 | Rep::F32 | Rep::HoleF64 => ins.store(flags, value, address, offset),
            Rep::Nothing => panic!("clif: a store to what takes no room"),
        };
    }

    /// `base + (index << shift of rep)`, to be used with an offset.
    pub fn element_address(&mut self, base: Value, index: Value, rep: Rep) -> Value {
        let scaled = self.scaled(index, rep);
        self.builder.ins().iadd(base, scaled)
    }

    /// `index << shift of rep`.
    pub fn scaled(&mut self, index: Value, rep: Rep) -> Value {
        match shift(rep) {
            0 => index,
            n => self.builder.ins().ishl_imm_s(index, i64::from(n)),
        }
    }
}
