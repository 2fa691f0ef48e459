//! Where fields and captures lie, and which words the collector traces.
//!
//! An object is its header, the base's fields, then its own: words first, then doubles and 32-bit integers, halfwords, bytes.
//! Fields of a subclass that are smaller than a word fill the gap the base's leave at its end.

use super::views;
use crate::ir::{Class, ClassInfo, Element, Function, Module, Rep};

/// Bytes a representation takes in memory.
pub fn size(rep: Rep) -> u32 {
    if rep == Rep::Nothing { 0 } else { 1 << shift(rep) }
}

/// Log2 of [`size`], which is not 0.
pub fn shift(rep: Rep) -> u32 {
    match rep {
        Rep::Bool | Rep::HoleBool | Rep::I8 | Rep::U8 => 0,
        Rep::I16 | Rep::U16 => 1,
        Rep::Word | Rep::I32 | Rep::HoleI32 | Rep::U32 | Rep::F32 => 2,
        Rep::F64 | Rep::HoleF64 => 3,
        Rep::Nothing => panic!("clif: nothing has no size"),
    }
}

/// An object's shape in memory.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// Byte offset of each own field.
    pub offsets: Vec<u32>,
    /// Bytes used, header included; the object's size is this rounded up to words.
    pub end: u32,
    /// Words (counted from the object's start) that the collector traces, ascending, inherited ones included.
    pub traced: Vec<u32>,
}

impl Layout {
    /// Size in words.
    pub fn words(&self) -> u32 {
        self.end.div_ceil(4)
    }

    /// Appends members of these representations to a layout that ends here.
    fn extend(base: &Layout, reps: &[Rep]) -> Layout {
        let mut layout = Layout { offsets: vec![0; reps.len()], end: base.end, traced: base.traced.clone() };
        // Doubles are loaded as two words, so a word's alignment is enough for them.
        let align = |rep| size(rep).min(4);
        // First what fills the base's last word, then the rest from large to small.
        let mut todo: Vec<usize> = (0..reps.len()).filter(|&i| reps[i] != Rep::Nothing).collect();
        todo.sort_by_key(|&i| (std::cmp::Reverse(align(reps[i])), reps[i] != Rep::Word, i));
        while layout.end % 4 != 0 {
            let room = 4 - layout.end % 4;
            let fits = |&i: &usize| size(reps[i]) <= room && layout.end.is_multiple_of(align(reps[i]));
            match todo.iter().position(|i| fits(i)) {
                Some(at) => {
                    let i = todo.remove(at);
                    layout.put(i, reps[i]);
                }
                None if todo.iter().any(|&i| size(reps[i]) < room) => layout.end += 1,
                None => break,
            }
        }
        for i in todo {
            layout.end = layout.end.next_multiple_of(align(reps[i]));
            layout.put(i, reps[i]);
        }
        layout
    }

    fn put(&mut self, index: usize, rep: Rep) {
        self.offsets[index] = self.end;
        if rep == Rep::Word {
            self.traced.push(self.end / 4);
        }
        self.end += size(rep);
    }
}

/// The layouts of all classes and closures.
#[derive(Debug)]
pub struct Layouts {
    classes: Vec<Layout>,
    closures: Vec<Layout>,
    /// First and last class id of each class in preorder, from 1.
    ids: Vec<(u16, u16)>,
    buffered: [bool; Element::ALL.len()],
}

impl Layouts {
    /// Lays out everything in `module`.
    pub fn new(module: &Module) -> Layouts {
        let mut classes: Vec<Layout> = Vec::new();
        for class in &module.classes {
            let header = Layout { end: 4, ..Layout::default() };
            let base = class.base.map_or(&header, |b| &classes[b.index()]);
            let reps: Vec<Rep> = class.fields.iter().map(|f| f.rep).collect();
            classes.push(Layout::extend(base, &reps));
        }
        leave_room_to_grow(&module.classes, &mut classes);
        let closures = module.functions.iter().map(|f| f.as_ref().map_or(Layout::default(), closure)).collect();
        Layouts { classes, closures, ids: class_ids(&module.classes), buffered: views::buffered(module) }
    }

    /// A class's instances.
    pub fn class(&self, class: Class) -> &Layout {
        &self.classes[class.index()]
    }

    /// Byte offset of a field in the class that declares it.
    pub fn field(&self, class: Class, index: u32) -> u32 {
        self.classes[class.index()].offsets[index as usize]
    }

    /// The closures of a function.
    pub fn closure(&self, function: crate::ir::Func) -> &Layout {
        &self.closures[function.index()]
    }

    /// Whether the typed arrays of this sort lie over buffers.
    pub fn is_buffered(&self, element: Element) -> bool {
        self.buffered[element as usize]
    }

    /// A class's id and the last id among its subclasses.
    pub fn ids(&self, class: Class) -> (u16, u16) {
        self.ids[class.index()]
    }
}

/// An object that grows stays where it is: all shapes that it may have are as large as the largest.
fn leave_room_to_grow(classes: &[ClassInfo], layouts: &mut [Layout]) {
    let root = |mut class: usize| {
        while let (true, Some(base)) = (classes[class].is_grown, classes[class].base) {
            class = base.index();
        }
        class
    };
    let grown = || (0..classes.len()).filter(|&i| classes[i].is_grown);
    for class in grown() {
        layouts[root(class)].end = layouts[root(class)].end.max(layouts[class].end);
    }
    for class in grown() {
        layouts[class].end = layouts[root(class)].end;
    }
}

/// Header, code address, captures.
fn closure(function: &Function) -> Layout {
    let reps: Vec<Rep> = function.captures.iter().map(|c| if c.cell.is_some() { Rep::Word } else { c.rep }).collect();
    Layout::extend(&Layout { end: 8, ..Layout::default() }, &reps)
}

/// Numbers the classes in preorder, so that a class and its subclasses are a range.
fn class_ids(classes: &[ClassInfo]) -> Vec<(u16, u16)> {
    let mut children = vec![Vec::new(); classes.len()];
    for (i, class) in classes.iter().enumerate() {
        if let Some(base) = class.base {
            children[base.index()].push(i);
        }
    }
    let mut ids = vec![(0, 0); classes.len()];
    let mut next = 1;
    for root in (0..classes.len()).filter(|&i| classes[i].base.is_none()) {
        number(root, &children, &mut next, &mut ids);
    }
    ids
}

fn number(class: usize, children: &[Vec<usize>], next: &mut u16, ids: &mut [(u16, u16)]) {
    let first = *next;
    *next = next.checked_add(1).expect("a program has fewer than 65,535 classes");
    for &child in &children[class] {
        number(child, children, next, ids);
    }
    ids[class] = (first, *next - 1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_fields_fill_the_gap_of_the_base() {
        let base = Layout::extend(&Layout { end: 4, ..Layout::default() }, &[Rep::Bool, Rep::Word, Rep::U16]);
        assert_eq!((base.offsets.clone(), base.end, base.traced.clone()), (vec![10, 4, 8], 11, vec![1]));
        let derived = Layout::extend(&base, &[Rep::Word, Rep::U8, Rep::Nothing, Rep::F64, Rep::I16]);
        assert_eq!((derived.offsets.clone(), derived.words(), derived.traced), (vec![12, 11, 0, 16, 24], 7, vec![1, 3]));
    }
}
