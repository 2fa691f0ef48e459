//! Items → bytes: places literal pools, widens branches that do not reach, resolves labels.
//!
//! In: the function's [`Item`]s in their final order. Out: bytes, relocations, line table, handlers, data ranges.
//! Always holds: sizes only grow from one round to the next, so the search for a fitting placement ends; every literal
//! lies within 1,020 bytes after its load, every label within reach of its branches.

use super::encode::{address_wide, branch_wide, encode_wide, literal_wide};
use super::inst::{Cond, Label, Literal, LiteralId, Reg, Shift, SymbolId, Thumb, Unary, Width};
use crate::code::{Handler, Relocation, RelocationKind};

/// One element of a function's code before it has bytes.
#[derive(Clone, Copy, Debug)]
pub enum Item {
    /// An instruction.
    Inst(Thumb),
    /// Where branches to the label go.
    Label(Label),
    /// From here on code belongs to this source location.
    Place(u32),
    /// The instruction before is a call that lands here when the callee throws.
    Landing(Label),
    /// Offsets for the `add pc, reg` just before it: one per label, relative to that instruction's address + 4, padded in front to
    /// a word. Indexes the list of tables.
    Table(u32),
    /// `adr rd, table`: the address of a [`Item::Table`].
    TableAddress(Reg, u32),
}

/// What `assemble` starts from.
#[derive(Debug, Default)]
pub struct Listing {
    /// The code.
    pub items: Vec<Item>,
    /// Pool words, by [`LiteralId`].
    pub literals: Vec<Literal>,
    /// Symbol names, by [`SymbolId`].
    pub symbols: Vec<String>,
    /// Targets of each jump table.
    pub tables: Vec<Vec<Label>>,
    /// How wide the tables' entries are.
    pub entries: Entries,
    /// One more than the highest label.
    pub labels: u32,
    /// Whether there are 32-bit branches.
    pub wide: bool,
}

/// How wide the entries of a function's jump tables are; the jump loads them so.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Entries {
    /// Signed halfwords, for targets within 32 kB.
    #[default]
    Halves,
    /// Words.
    Words,
}

impl Entries {
    /// Bytes of an entry, as a power of two.
    pub fn shift(self) -> u8 {
        match self {
            Entries::Halves => 1,
            Entries::Words => 2,
        }
    }

    /// How the jump loads an entry.
    pub fn width(self) -> Width {
        match self {
            Entries::Halves => Width::S16,
            Entries::Words => Width::Word,
        }
    }
}

/// What `assemble` makes.
#[derive(Debug, Default)]
pub struct Assembled {
    /// Instructions and pools.
    pub bytes: Vec<u8>,
    /// Calls and addresses to patch, ascending.
    pub relocations: Vec<Relocation>,
    /// Call sites with landing pads.
    pub handlers: Vec<Handler>,
    /// (offset, source location), ascending.
    pub places: Vec<(u32, u32)>,
    /// Byte ranges that are pools or tables, ascending.
    pub data: Vec<(u32, u32)>,
    /// Whether a branch had to be made a `bl`, which destroys lr.
    pub uses_lr: bool,
    /// Whether a jump table's target does not lie within reach of halfwords, which the bytes are no good for then.
    pub far_tables: bool,
}

/// How far a pool's end may lie from the first load of it. The instruction reaches 1,020 bytes from the word-aligned pc.
const REACH: u32 = 1012;
/// From this distance on a pool goes to the next place that control does not reach anyway.
const SETTLE: u32 = 560;

/// Branch forms, from short to long.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Form {
    /// 2 bytes: `b` or `b<cond>`.
    Short,
    /// `b<!cond>` over `b`: 4 bytes; of a comparison with zero: `cmp`, `b<cond>`.
    Inverted,
    /// `bl` (4 bytes), behind `b<!cond>` if conditional (6 bytes). On ARMv7-M `b.w` and `b<cond>.w` (4 bytes), behind `cmp` if it
    /// compares with zero.
    Far,
}

/// A pool: before which item it stands, whether code must jump over it, and what it holds.
#[derive(Debug)]
struct Pool {
    before: usize,
    jumped: bool,
    literals: Vec<LiteralId>,
    /// Offset of its first word.
    start: u32,
}

/// Literals loaded since the last pool.
#[derive(Default)]
struct Pending {
    literals: Vec<LiteralId>,
    first_use: u32,
}

struct Assembler<'a> {
    listing: &'a Listing,
    forms: Vec<Form>,
    pools: Vec<Pool>,
    /// Offset of each item, and of the end.
    offsets: Vec<u32>,
    labels: Vec<u32>,
    /// Offset of each table's first entry.
    tables: Vec<u32>,
}

/// Turns the listing into bytes.
pub fn assemble(listing: &Listing) -> Assembled {
    let mut assembler = Assembler {
        listing,
        forms: vec![Form::Short; listing.items.len()],
        pools: Vec::new(),
        offsets: vec![0; listing.items.len() + 1],
        labels: vec![u32::MAX; listing.labels as usize],
        tables: vec![0; listing.tables.len()],
    };
    loop {
        assembler.place();
        if !assembler.widen() {
            break;
        }
    }
    assembler.encode()
}

impl Assembler<'_> {
    fn item_size(&self, index: usize, offset: u32) -> u32 {
        match self.listing.items[index] {
            Item::Inst(Thumb::Branch(_)) if self.forms[index] != Form::Short => 4,
            Item::Inst(Thumb::BranchIf(..)) if self.listing.wide && self.forms[index] == Form::Far => 4,
            Item::Inst(Thumb::BranchIf(..) | Thumb::CompareBranch(..)) => match self.forms[index] {
                Form::Short => 2,
                Form::Inverted => 4,
                Form::Far => 6,
            },
            Item::Inst(inst) => inst.size(),
            Item::TableAddress(rd, _) => {
                if rd.is_low() {
                    2
                } else {
                    4
                }
            }
            Item::Label(_) | Item::Place(_) | Item::Landing(_) => 0,
            Item::Table(table) => offset % 4 + self.table_bytes(table),
        }
    }

    fn table_bytes(&self, table: u32) -> u32 {
        (self.listing.tables[table as usize].len() as u32) << self.listing.entries.shift()
    }

    /// Bytes from the start of this item that no pool may interrupt.
    fn span(&self, index: usize, offset: u32) -> u32 {
        match self.listing.items[index] {
            // The table's address, its load and the jump, then the table.
            Item::TableAddress(_, table) => self.table_bytes(table) + if self.listing.wide { 12 } else { 8 },
            // It and the instructions it governs.
            Item::Inst(Thumb::If(..)) => 2 + 4 * 4,
            _ => self.item_size(index, offset),
        }
    }

    /// Gives every item, pool, table and label its offset for the present forms.
    fn place(&mut self) {
        self.pools.clear();
        let mut offset = 0;
        let mut pending = Pending::default();
        let mut reached = true;
        let mut conditional = 0;
        for index in 0..self.listing.items.len() {
            let item = self.listing.items[index];
            let tied = conditional > 0 || matches!(item, Item::Landing(_) | Item::Table(_));
            conditional = match item {
                Item::Inst(Thumb::If(_, mask)) => 4 - mask.trailing_zeros(),
                _ => conditional.saturating_sub(1),
            };
            if !pending.literals.is_empty() && !tied {
                let end = offset + 4 + self.span(index, offset) + 4 * (pending.literals.len() as u32 + 1);
                let settled = !reached && offset - pending.first_use > SETTLE;
                if settled || end - pending.first_use > REACH {
                    offset = self.place_pool(index, reached, offset, &mut pending);
                }
            }
            self.offsets[index] = offset;
            match item {
                Item::Label(label) => self.labels[label.0 as usize] = offset,
                Item::Table(table) => self.tables[table as usize] = offset.next_multiple_of(4),
                Item::Inst(Thumb::LoadLiteral(_, literal)) => {
                    if pending.literals.is_empty() {
                        pending.first_use = offset;
                    }
                    if !pending.literals.contains(&literal) {
                        pending.literals.push(literal);
                    }
                }
                _ => {}
            }
            offset += self.item_size(index, offset);
            match item {
                Item::Inst(inst) => reached = !inst.ends_flow(),
                Item::Table(_) => reached = false,
                Item::Label(_) | Item::Place(_) | Item::Landing(_) | Item::TableAddress(..) => {}
            }
        }
        self.offsets[self.listing.items.len()] = offset;
        if !pending.literals.is_empty() {
            self.place_pool(self.listing.items.len(), false, offset, &mut pending);
        }
    }

    /// Puts the pending literals before item `before`; gives the offset after them.
    fn place_pool(&mut self, before: usize, jumped: bool, offset: u32, pending: &mut Pending) -> u32 {
        let start = (offset + if jumped { 2 } else { 0 }).next_multiple_of(4);
        let literals = std::mem::take(&mut pending.literals);
        let end = start + 4 * literals.len() as u32;
        self.pools.push(Pool { before, jumped, literals, start });
        end
    }

    /// Makes longer every branch that does not reach; says whether there was one.
    fn widen(&mut self) -> bool {
        let mut changed = false;
        for (index, item) in self.listing.items.iter().enumerate() {
            let form = match item {
                Item::Inst(Thumb::Branch(label)) => self.form(index, self.target(*label), false),
                Item::Inst(Thumb::BranchIf(_, label)) => self.form(index, self.target(*label), true),
                Item::Inst(Thumb::CompareBranch(_, _, label)) => self.compare_form(index, self.target(*label)),
                _ => continue,
            };
            if form > self.forms[index] {
                self.forms[index] = form;
                changed = true;
            }
        }
        changed
    }

    fn target(&self, label: Label) -> u32 {
        let offset = self.labels[label.0 as usize];
        assert!(offset != u32::MAX, "branch to {label:?}, which is nowhere");
        offset
    }

    /// The shortest form that reaches `target`.
    fn form(&self, index: usize, target: u32, conditional: bool) -> Form {
        let distance = i64::from(target) - i64::from(self.offsets[index]) - 4;
        if conditional && (-256..=254).contains(&distance) || !conditional && (-2048..=2046).contains(&distance) {
            Form::Short
        } else if conditional && !self.listing.wide && (-2046..=2048).contains(&distance) {
            Form::Inverted
        } else {
            Form::Far
        }
    }

    /// The same for a comparison with zero: `cbz` branches forwards only.
    fn compare_form(&self, index: usize, target: u32) -> Form {
        let distance = i64::from(target) - i64::from(self.offsets[index]) - 4;
        match distance {
            0..=126 => Form::Short,
            -254..=256 => Form::Inverted,
            _ => Form::Far,
        }
    }

    fn encode(self) -> Assembled {
        let mut out = Assembled::default();
        let mut pools = self.pools.iter().peekable();
        for (index, item) in self.listing.items.iter().enumerate() {
            while let Some(pool) = pools.next_if(|pool| pool.before == index) {
                self.encode_pool(pool, &mut out);
            }
            assert_eq!(out.bytes.len(), self.offsets[index] as usize, "item {item:?} is not where it was placed");
            self.encode_item(index, item, &mut out);
        }
        for pool in pools {
            self.encode_pool(pool, &mut out);
        }
        out
    }

    fn encode_item(&self, index: usize, item: &Item, out: &mut Assembled) {
        let offset = self.offsets[index];
        match *item {
            Item::Inst(inst) => self.encode_inst(index, inst, out),
            Item::Label(_) => {}
            Item::Place(place) => {
                out.places.retain(|(at, _)| *at != offset);
                if out.places.last().map(|(_, last)| *last) != Some(place) {
                    out.places.push((offset, place));
                }
            }
            Item::Landing(label) => out.handlers.push(Handler { return_offset: offset, landing_offset: self.target(label) }),
            Item::TableAddress(rd, table) => {
                let distance = self.tables[table as usize] - (offset + 4 & !3);
                if rd.is_low() { half(out, 0xa000 | u32::from(rd.0) << 8 | distance / 4) } else { halves(out, address_wide(rd, distance)) }
            }
            Item::Table(table) => self.encode_table(table, offset, out),
        }
    }

    /// Entries relative to the `add pc, reg` just before, whose pc reads as its address + 4.
    fn encode_table(&self, table: u32, offset: u32, out: &mut Assembled) {
        out.bytes.resize(offset.next_multiple_of(4) as usize, 0);
        for label in &self.listing.tables[table as usize] {
            let entry = i64::from(self.target(*label)) - i64::from(offset + 2);
            match self.listing.entries {
                Entries::Words => out.bytes.extend((entry as i32).to_le_bytes()),
                Entries::Halves => {
                    out.far_tables |= i16::try_from(entry).is_err();
                    out.bytes.extend((entry as i16).to_le_bytes());
                }
            }
        }
        out.data.push((offset, out.bytes.len() as u32));
    }

    fn encode_pool(&self, pool: &Pool, out: &mut Assembled) {
        if pool.jumped {
            let end = pool.start + 4 * pool.literals.len() as u32;
            let distance = end - (out.bytes.len() as u32 + 4);
            half(out, 0xe000 | distance / 2);
        }
        let from = out.bytes.len() as u32;
        out.bytes.resize(pool.start as usize, 0);
        for literal in &pool.literals {
            let word = match self.listing.literals[literal.0 as usize] {
                Literal::Word(word) => word,
                Literal::Address(symbol, addend) => {
                    out.relocations.push(self.relocation(out.bytes.len(), RelocationKind::Abs32, symbol, addend));
                    0
                }
            };
            out.bytes.extend(word.to_le_bytes());
        }
        out.data.push((from, out.bytes.len() as u32));
    }

    fn relocation(&self, offset: usize, kind: RelocationKind, symbol: SymbolId, addend: i32) -> Relocation {
        Relocation { offset: offset as u32, kind, target: self.listing.symbols[symbol.0 as usize].clone(), addend }
    }

    fn encode_inst(&self, index: usize, inst: Thumb, out: &mut Assembled) {
        let offset = self.offsets[index];
        match inst {
            Thumb::Branch(label) => self.encode_branch(self.forms[index], offset, self.target(label), out),
            Thumb::BranchIf(cond, label) => {
                let target = self.target(label);
                if self.listing.wide && self.forms[index] == Form::Far {
                    return halves(out, branch_wide(Some(cond), (i64::from(target) - i64::from(offset) - 4) as i32));
                }
                let code = |cond: Cond, distance: i64| 0xd000 | (cond as u32) << 8 | (distance >> 1) as u32 & 0xff;
                match self.forms[index] {
                    Form::Short => half(out, code(cond, i64::from(target) - i64::from(offset) - 4)),
                    Form::Inverted => {
                        half(out, code(cond.invert(), 0));
                        self.encode_branch(Form::Short, offset + 2, target, out);
                    }
                    Form::Far => {
                        half(out, code(cond.invert(), 2));
                        self.encode_branch(Form::Far, offset + 2, target, out);
                    }
                }
            }
            Thumb::CompareBranch(nonzero, rn, label) => self.encode_compare(index, nonzero, rn, self.target(label), out),
            Thumb::Call(symbol, _) => {
                out.relocations.push(self.relocation(offset as usize, RelocationKind::ThumbCall, symbol, 0));
                // As assemblers leave it: a branch to itself, which is an implicit addend of -4.
                call(out, -4);
            }
            Thumb::LoadLiteral(rt, literal) => {
                let next = self.pools.partition_point(|pool| pool.before <= index);
                let pool = self.pools[next..].iter().find(|pool| pool.literals.contains(&literal));
                let pool = pool.expect("every literal has a pool after its load");
                let slot = pool.literals.iter().position(|l| *l == literal).expect("the pool was chosen for holding it") as u32;
                let distance = pool.start + 4 * slot - (offset + 4 & !3);
                assert!(distance <= 1020, "literal out of reach of its load");
                if rt.is_low() { half(out, 0x4800 | u32::from(rt.0) << 8 | distance / 4) } else { halves(out, literal_wide(rt, distance)) }
            }
            other => match encode_wide(other) {
                Some(code) => halves(out, code),
                None => half(out, encode_plain(other)),
            },
        }
    }

    fn encode_compare(&self, index: usize, nonzero: bool, rn: Reg, target: u32, out: &mut Assembled) {
        let offset = self.offsets[index];
        let distance = i64::from(target) - i64::from(offset) - 4;
        let cond = if nonzero { Cond::Ne } else { Cond::Eq };
        if self.forms[index] == Form::Short {
            let n = distance as u32 >> 1;
            return half(out, 0xb100 | u32::from(nonzero) << 11 | (n >> 5 & 1) << 9 | (n & 31) << 3 | u32::from(rn.0));
        }
        half(out, encode_plain(Thumb::CmpImm(rn, 0)));
        if self.forms[index] == Form::Inverted {
            half(out, 0xd000 | (cond as u32) << 8 | (distance - 2 >> 1) as u32 & 0xff);
        } else {
            halves(out, branch_wide(Some(cond), distance as i32 - 2));
        }
    }

    fn encode_branch(&self, form: Form, offset: u32, target: u32, out: &mut Assembled) {
        let distance = i64::from(target) - i64::from(offset) - 4;
        match form {
            Form::Far if self.listing.wide => halves(out, branch_wide(None, distance as i32)),
            Form::Far => {
                out.uses_lr = true;
                call(out, distance as i32);
            }
            Form::Short | Form::Inverted => half(out, 0xe000 | (distance >> 1) as u32 & 0x7ff),
        }
    }
}

fn half(out: &mut Assembled, code: u32) {
    let code = u16::try_from(code).expect("a 16-bit encoding has 16 bits");
    out.bytes.extend(code.to_le_bytes());
}

fn halves(out: &mut Assembled, codes: [u32; 2]) {
    codes.into_iter().for_each(|code| half(out, code));
}

/// `bl` over this distance from pc (encoding T1, A6.7.13).
fn call(out: &mut Assembled, distance: i32) {
    let bits = distance as u32;
    let sign = bits >> 24 & 1;
    let j1 = (bits >> 23 & 1 ^ 1) ^ sign;
    let j2 = (bits >> 22 & 1 ^ 1) ^ sign;
    half(out, 0xf000 | sign << 10 | bits >> 12 & 0x3ff);
    half(out, 0xd000 | j1 << 13 | j2 << 11 | bits >> 1 & 0x7ff);
}

/// The instructions that name no label, literal or symbol.
fn encode_plain(inst: Thumb) -> u32 {
    let low = |reg: Reg| {
        assert!(reg.is_low(), "{inst:?} cannot name {reg}");
        u32::from(reg.0)
    };
    let any = |reg: Reg| u32::from(reg.0);
    match inst {
        Thumb::ShiftImm(Shift::Ror, ..) => panic!("{inst:?} has no 16-bit form"),
        Thumb::ShiftImm(shift, rd, rm, n) => (shift as u32) << 11 | u32::from(n & 31) << 6 | low(rm) << 3 | low(rd),
        Thumb::Add(rd, rn, rm) => 0x1800 | low(rm) << 6 | low(rn) << 3 | low(rd),
        Thumb::Sub(rd, rn, rm) => 0x1a00 | low(rm) << 6 | low(rn) << 3 | low(rd),
        Thumb::AddImm3(rd, rn, n) => 0x1c00 | u32::from(n) << 6 | low(rn) << 3 | low(rd),
        Thumb::SubImm3(rd, rn, n) => 0x1e00 | u32::from(n) << 6 | low(rn) << 3 | low(rd),
        Thumb::MovImm(rd, n) => 0x2000 | low(rd) << 8 | u32::from(n),
        Thumb::CmpImm(rn, n) => 0x2800 | low(rn) << 8 | u32::from(n),
        Thumb::AddImm8(rd, n) => 0x3000 | low(rd) << 8 | u32::from(n),
        Thumb::SubImm8(rd, n) => 0x3800 | low(rd) << 8 | u32::from(n),
        Thumb::Alu(op, rd, rm) => 0x4000 | (op as u32) << 6 | low(rm) << 3 | low(rd),
        Thumb::AddHigh(rd, rm) => 0x4400 | any(rd) >> 3 << 7 | any(rm) << 3 | any(rd) & 7,
        Thumb::CmpHigh(rn, rm) => 0x4500 | any(rn) >> 3 << 7 | any(rm) << 3 | any(rn) & 7,
        Thumb::Mov(rd, rm) => 0x4600 | any(rd) >> 3 << 7 | any(rm) << 3 | any(rd) & 7,
        Thumb::Bx(rm) => 0x4700 | any(rm) << 3,
        Thumb::Blx(rm) => 0x4780 | any(rm) << 3,
        Thumb::LoadIndex(width, rt, rn, rm) => load_index_code(width) | low(rm) << 6 | low(rn) << 3 | low(rt),
        Thumb::StoreIndex(width, rt, rn, rm) => store_index_code(width) | low(rm) << 6 | low(rn) << 3 | low(rt),
        Thumb::Load(width, rt, rn, offset) => offset_code(width, offset) | 0x0800 | low(rn) << 3 | low(rt),
        Thumb::Store(width, rt, rn, offset) => offset_code(width, offset) | low(rn) << 3 | low(rt),
        Thumb::LoadSp(rt, offset) => 0x9800 | low(rt) << 8 | word_offset(offset),
        Thumb::StoreSp(rt, offset) => 0x9000 | low(rt) << 8 | word_offset(offset),
        Thumb::AddSp(rd, offset) => 0xa800 | low(rd) << 8 | word_offset(offset),
        Thumb::AdjustSp(n) => {
            assert!(n % 4 == 0 && n.unsigned_abs() <= 508, "sp moves by words, 508 bytes at most");
            0xb000 | if n < 0 { 0x80 } else { 0 } | u32::from(n.unsigned_abs()) / 4
        }
        Thumb::Unary(op, rd, rm) => unary_code(op) | low(rm) << 3 | low(rd),
        Thumb::Push(mask) => 0xb400 | u32::from(mask >> 14 & 1) << 8 | u32::from(mask & 0xff),
        Thumb::Pop(mask) => 0xbc00 | u32::from(mask >> 15) << 8 | u32::from(mask & 0xff),
        Thumb::Udf(n) => 0xde00 | u32::from(n),
        Thumb::If(cond, mask) => 0xbf00 | (cond as u32) << 4 | u32::from(mask),
        _ => unreachable!("{inst:?} depends on where it stands, or has 32 bits"),
    }
}

fn word_offset(offset: u16) -> u32 {
    assert!(offset % 4 == 0 && offset <= 1020, "sp-relative offsets are words, 1,020 bytes at most");
    u32::from(offset) / 4
}

fn unary_code(op: Unary) -> u32 {
    match op {
        Unary::Sxth => 0xb200,
        Unary::Sxtb => 0xb240,
        Unary::Uxth => 0xb280,
        Unary::Uxtb => 0xb2c0,
        Unary::Rev => 0xba00,
        Unary::Rev16 => 0xba40,
        Unary::Rbit | Unary::Clz => panic!("{op:?} has no 16-bit form"),
    }
}

fn load_index_code(width: Width) -> u32 {
    match width {
        Width::S8 => 0x5600,
        Width::Word => 0x5800,
        Width::U16 => 0x5a00,
        Width::U8 => 0x5c00,
        Width::S16 => 0x5e00,
    }
}

fn store_index_code(width: Width) -> u32 {
    match width {
        Width::Word => 0x5000,
        Width::U16 | Width::S16 => 0x5200,
        Width::U8 | Width::S8 => 0x5400,
    }
}

fn offset_code(width: Width, offset: u8) -> u32 {
    assert!(width.takes_offset(i64::from(offset)), "{width:?} takes no offset of {offset}");
    let scaled = u32::from(offset) / width.bytes();
    let base = match width {
        Width::U8 => 0x7000,
        Width::U16 => 0x8000,
        _ => 0x6000,
    };
    base | scaled << 6
}
