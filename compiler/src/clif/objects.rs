//! Instances, statics, cells, closures, try slots.

use super::function::{Translator, clif_type};
use super::memory::Region;
use crate::ir::{Class, Func, Op, Rep};
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Value, types};

impl Translator<'_, '_> {
    /// Everything that lives at a fixed place in an object or in RAM.
    pub fn object_op(&mut self, op: &Op) -> Option<Value> {
        match op {
            Op::New(class) => {
                let name = self.symbols.class(*class).to_string();
                return Some(self.allocate(&name));
            }
            Op::FieldGet { class, index, object } => {
                let object = self.value(*object);
                let rep = self.module.classes[class.index()].fields[*index as usize].rep;
                let region = self.field_region(*class, *index);
                return Some(self.load(region, rep, object, self.layouts.field(*class, *index)));
            }
            Op::FieldSet { class, index, object, value } => {
                let (object, value) = (self.value(*object), self.value(*value));
                let rep = self.module.classes[class.index()].fields[*index as usize].rep;
                let region = self.field_region(*class, *index);
                self.store(region, rep, value, object, self.layouts.field(*class, *index));
            }
            Op::StaticGet(storage) => {
                let name = self.symbols.static_storage(*storage).to_string();
                let address = self.address(&name);
                return Some(self.load(Region::Static(*storage), self.module.statics[storage.index()].rep, address, 0));
            }
            Op::StaticSet(storage, value) => {
                let value = self.value(*value);
                let name = self.symbols.static_storage(*storage).to_string();
                let address = self.address(&name);
                self.store(Region::Static(*storage), self.module.statics[storage.index()].rep, value, address, 0);
            }
            Op::CellNew(cell, value) => {
                let value = self.value(*value);
                let rep = self.module.cells[cell.index()].rep;
                let name = self.symbols.cell_descriptor(*cell, rep);
                let object = self.allocate(name);
                self.store(Region::Cell(*cell), rep, value, object, 4);
                return Some(object);
            }
            Op::CellGet(cell, object) => {
                let object = self.value(*object);
                return Some(self.load(Region::Cell(*cell), self.module.cells[cell.index()].rep, object, 4));
            }
            Op::CellSet { cell, object, value } => {
                let (object, value) = (self.value(*object), self.value(*value));
                self.store(Region::Cell(*cell), self.module.cells[cell.index()].rep, value, object, 4);
            }
            Op::ClosureNew { function, captures } => return Some(self.closure_new(*function, captures)),
            Op::CaptureGet { of, index, closure } => {
                let (closure, of) = (self.value(*closure), of.unwrap_or(self.id));
                let offset = self.layouts.closure(of).offsets[*index as usize];
                return Some(self.load(Region::Capture(of, *index), self.capture_rep(of, *index), closure, offset));
            }
            Op::SlotGet(slot) => {
                let ty = clif_type(self.function.slots[slot.index()]);
                let address = self.builder.ins().stack_addr(types::I32, self.slots[slot.index()], 0);
                let flags = MemFlagsData::trusted();
                return Some(self.builder.ins().load(ty, flags, address, 0));
            }
            Op::SlotSet(slot, value) => {
                let value = self.value(*value);
                let address = self.builder.ins().stack_addr(types::I32, self.slots[slot.index()], 0);
                self.builder.ins().store(MemFlagsData::trusted(), value, address, 0);
            }
            _ => unreachable!("translate_rest sends objects here"),
        }
        None
    }

    /// A fresh object of a descriptor.
    fn allocate(&mut self, descriptor: &str) -> Value {
        let descriptor = self.address(descriptor);
        self.runtime_value("th_alloc", &[descriptor])
    }

    /// Fields that are also found by name share one region with all fields of that name.
    pub fn field_region(&self, class: Class, index: u32) -> Region {
        let members = &self.module.classes[class.index()].members;
        let named = members.iter().find(|(_, m)| *m == crate::ir::Member::Field(class, index));
        named.map_or(Region::Field(class, index), |(selector, _)| Region::Member(*selector))
    }

    fn capture_rep(&self, function: Func, index: u32) -> Rep {
        let function = self.module.functions[function.index()].as_ref().expect("the verifier saw that it exists");
        let capture = &function.captures[index as usize];
        if capture.cell.is_some() { Rep::Word } else { capture.rep }
    }

    fn closure_new(&mut self, function: Func, captures: &[crate::ir::Value]) -> Value {
        let name = self.symbols.closure_descriptor(function);
        let object = self.allocate(&name);
        let code = self.symbols.function(function).to_string();
        let code = self.address(&code);
        self.store_word(Region::Capture(function, 255), code, object, 4);
        for (i, &capture) in captures.iter().enumerate() {
            let value = self.value(capture);
            let offset = self.layouts.closure(function).offsets[i];
            self.store(Region::Capture(function, i as u32), self.capture_rep(function, i as u32), value, object, offset);
        }
        object
    }
}
