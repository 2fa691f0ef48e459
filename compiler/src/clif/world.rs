//! What is certain of regions of memory and of parameters, in the terms of CLIF.
//!
//! In: a module with what `represent` left in [`Known`](crate::ir::Known). Out: [`Sure`], and what each function's parameters are.

use super::memory::Region;
use crate::ir::{Cell, Class, Element, Func, Function, Kinds, Module, Static};
use crate::hash::{HashMap, HashSet};

/// A sort of object whose memory can be accessed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Object {
    /// An array.
    Array,
    /// An instance of this class or a subclass.
    Instance(Class),
    /// A cell.
    Cell,
    /// A closure of this function.
    Closure(Func),
    /// A typed array; of this sort alone, where that is known.
    View(Option<Element>),
}

/// What is known of regions, by their numbers.
#[derive(Debug, Default)]
pub struct Sure {
    /// What an access to the region needs its address to be.
    pub lies_in: HashMap<u32, Object>,
    /// Regions of which nothing ever changes.
    pub constant: HashSet<u32>,
    /// What a word loaded from the region certainly is.
    pub holds: HashMap<u32, Object>,
    /// By class: its base.
    bases: Vec<Option<Class>>,
}

impl Sure {
    /// What is certain of `module`. Fields that may be found by name share the region of the name, of which nothing is known.
    pub fn new(module: &Module) -> Sure {
        let mut sure = Sure { bases: module.classes.iter().map(|c| c.base).collect(), ..Sure::default() };
        for region in [Region::ArrayLength, Region::ArrayStorage] {
            sure.lies_in.insert(region.id(), Object::Array);
        }
        sure.lies_in.insert(Region::ViewLength.id(), Object::View(None));
        for element in Element::ALL {
            sure.lies_in.insert(Region::ViewPlace(element).id(), Object::View(Some(element)));
        }
        sure.constant = sure.lies_in.iter().filter(|(_, o)| matches!(o, Object::View(_))).map(|(&region, _)| region).collect();
        for (i, class) in module.classes.iter().enumerate() {
            let class_id = Class(i as u32);
            for index in 0..class.fields.len() {
                let known = module.known.fields.get(i).and_then(|f| f.get(index));
                sure.add(Region::Field(class_id, index as u32), Some(Object::Instance(class_id)), known.and_then(object));
            }
        }
        for (i, kinds) in module.known.statics.iter().enumerate() {
            sure.add(Region::Static(Static(i as u32)), None, object(kinds));
        }
        for i in 0..module.cells.len() as u32 {
            sure.add(Region::Cell(Cell(i)), Some(Object::Cell), None);
        }
        for (i, function) in module.functions.iter().enumerate() {
            for (index, capture) in function.iter().flat_map(|f| f.captures.iter().enumerate()) {
                let known = module.known.captures.get(i).and_then(|c| c.get(index));
                let holds = if capture.cell.is_some() { Some(Object::Cell) } else { known.and_then(object) };
                sure.add(Region::Capture(Func(i as u32), index as u32), Some(Object::Closure(Func(i as u32))), holds);
            }
        }
        sure
    }

    fn add(&mut self, region: Region, lies_in: Option<Object>, holds: Option<Object>) {
        self.lies_in.extend(lies_in.map(|o| (region.id(), o)));
        self.holds.extend(holds.map(|o| (region.id(), o)));
    }

    /// Whether what is a `held` can be accessed as a `wanted`.
    pub fn fits(&self, held: Object, wanted: Object) -> bool {
        match (held, wanted) {
            (Object::Instance(held), Object::Instance(wanted)) => {
                std::iter::successors(Some(held), |c| self.bases[c.index()]).any(|c| c == wanted)
            }
            (Object::View(_), Object::View(None)) => true,
            _ => held == wanted,
        }
    }
}

/// What a function's parameters certainly are.
pub fn params(module: &Module, id: Func, function: &Function) -> Vec<Option<Object>> {
    let kinds = module.known.params.get(id.index()).into_iter().flatten();
    let mut objects: Vec<Option<Object>> = kinds.map(object).collect();
    if let (false, Some(first)) = (function.captures.is_empty(), objects.first_mut()) {
        *first = Some(Object::Closure(id));
    }
    objects
}

fn object(kinds: &Kinds) -> Option<Object> {
    match (kinds.bits, kinds.class) {
        (Kinds::ARRAY, _) => Some(Object::Array),
        (Kinds::INSTANCE, Some(class)) => Some(Object::Instance(class)),
        (bits, _) if bits != 0 && bits & !Kinds::VIEWS == 0 => Some(Object::View(Element::of_kinds(*kinds))),
        _ => None,
    }
}
