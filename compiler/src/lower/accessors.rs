//! Object literals with getters and setters. Each such literal makes objects of a shape of its own, whose table of members has the
//! accessors. One that needs a closure stands in a field that the program cannot name; the entry in the table calls it.

use super::World;
use super::body::{Body, Known};
use super::kinds::{ANY, Substitution, kinds};
use crate::ir::{Class, ClassInfo, FieldInfo, Func, Kinds, Member, Op, Rep, Type as Held, Value, Why};
use crate::program::{ExprKind, FunctionId, Property, PropertyKind, TypeId};
use std::rc::Rc;

/// What is known of such a shape beyond its fields.
#[derive(Debug, Default)]
pub struct AccessorShape {
    /// All keys, those of the accessors among them, in order.
    pub keys: Vec<Rc<str>>,
    accessors: Vec<(Rc<str>, Option<Func>, Option<Func>)>,
}

/// Fields with closures of accessors begin with these.
pub const HIDDEN: [&str; 2] = ["%%get ", "%%set "];

/// The function of an accessor.
pub fn accessor_function(property: &Property) -> FunctionId {
    let ExprKind::Closure { function } = property.value.kind else { unreachable!("check: accessors are functions") };
    function
}

impl World<'_> {
    /// The accessor that a selector finds in objects of a shape.
    pub fn accessor(&self, class: Class, name: &str) -> Option<Member> {
        let shape = self.accessor_shape(class)?;
        let (_, getter, setter) = shape.accessors.iter().find(|(n, ..)| &**n == name)?;
        Some(Member::Accessor(*getter, *setter))
    }

    /// What is known of a shape with accessors; of what it grew from, where members were added.
    pub fn accessor_shape(&self, class: Class) -> Option<&AccessorShape> {
        self.accessor_shapes.get(&self.root_shape(class))
    }
}

impl<'p> Body<'_, 'p> {
    /// A literal with getters or setters; `keys` are its members in order.
    pub fn lower_accessor_object(&mut self, properties: &'p [Property], keys: Vec<Rc<str>>, ty: TypeId) -> Known {
        let is_value = |p: &&Property| p.kind == PropertyKind::Value;
        let mut fields: Vec<Rc<str>> = properties.iter().filter(is_value).map(|p| p.name.clone()).collect();
        let mut values = Vec::new();
        let mut functions = Vec::new();
        for property in properties {
            let kind = match property.kind {
                PropertyKind::Value => {
                    let known = self.expr(&property.value);
                    let index = fields.iter().position(|f| *f == property.name).expect("lower: collected above");
                    values.push((index, self.word(known)));
                    continue;
                }
                PropertyKind::Getter => 0,
                PropertyKind::Setter => 1,
                PropertyKind::Spread { .. } => unreachable!("lower: the caller saw to spreads"),
            };
            let function = accessor_function(property);
            let mut field = None;
            if self.world.facts.needs_closure(self.world.program, function) {
                field = Some(fields.len());
                let known = self.expr(&property.value);
                values.push((fields.len(), self.word(known)));
                fields.push(format!("{}{}", HIDDEN[kind], property.name).into());
            }
            functions.push((property.name.clone(), kind, function, field));
        }
        let class = self.new_accessor_shape(keys, fields);
        let span = self.b.span();
        self.world.note_shape(class, ty, span);
        let outer = self.substitution.clone();
        for (name, kind, function, field) in functions {
            let substitution = self.world.substitution_for(function, &[], &outer);
            self.add_accessor(class, &name, kind, (function, substitution), field);
        }
        let object = self.new_instance(class);
        for (index, value) in values {
            self.b.effect(Op::FieldSet { class, index: index as u32, object: object.value, value });
        }
        object
    }

    /// An entry of the table of such a shape: a getter (kind 0) or a setter (1). `field` holds its closure, if it needs one.
    pub fn add_accessor(&mut self, class: Class, name: &Rc<str>, kind: usize, function: (FunctionId, Substitution), field: Option<usize>) {
        let func = self.write_accessor(class, kind, function, field);
        let shape = self.world.accessor_shapes.get_mut(&class).expect("lower: a shape that was just made");
        let at = shape.accessors.iter().position(|(n, ..)| n == name).unwrap_or_else(|| {
            shape.accessors.push((name.clone(), None, None));
            shape.accessors.len() - 1
        });
        let entry = &mut shape.accessors[at];
        *(if kind == 0 { &mut entry.1 } else { &mut entry.2 }) = Some(func);
    }

    pub fn new_accessor_shape(&mut self, keys: Vec<Rc<str>>, fields: Vec<Rc<str>>) -> Class {
        let classes = &mut self.world.module.classes;
        let id = Class(classes.len() as u32);
        classes.push(ClassInfo {
            name: format!("{{{}}}", keys.join(",")).into(),
            fields: fields.into_iter().map(|name| FieldInfo { name, rep: Rep::Word }).collect(),
            is_shape: true,
            ..ClassInfo::default()
        });
        self.world.accessor_shapes.insert(id, AccessorShape { keys, accessors: Vec::new() });
        id
    }

    /// The entry of the table: tells the function its `this` and calls it.
    fn write_accessor(&mut self, class: Class, kind: usize, (function, substitution): (FunctionId, Substitution), field: Option<usize>) -> Func {
        let name = format!("{}{}", HIDDEN[kind], self.world.program.functions[function.index()].name);
        self.world.write_hidden(class, &name, kind, |body, object, arguments| {
            let this = body.b.emit(Op::ToWord(object), Held::Word);
            if let Some(index) = field {
                let word = body.b.emit(Op::FieldGet { class, index: index as u32, object }, Held::Word);
                let callee = body.convert(Known { value: word, kinds: ANY }, kinds(Kinds::FUNCTION), Why::Load);
                body.tell_this(this);
                return body.emit(Op::CallClosure { callee, args: arguments.to_vec() }, ANY).value;
            }
            let instance = body.world.instance(function, substitution);
            let wanted = instance.signature.params.clone();
            let known = arguments.iter().map(|&value| Known { value, kinds: ANY });
            let args: Vec<Value> = known.zip(wanted).map(|(known, kinds)| body.convert(known, kinds, Why::Argument)).collect();
            if body.world.facts.receives_this(body.world.program, function) {
                body.tell_this(this);
            }
            let result = body.call_direct(&instance, args);
            body.word(result)
        })
    }
}
