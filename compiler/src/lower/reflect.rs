//! Hidden members: what the library asks of any object, found like other members by a selector. Their names begin with `%`, so
//! that no member of a program's is in their way. They are written here for each class and shape, if something asks for them:
//! * `%%keys()`: the names of the object's own enumerable members, in JavaScript's order;
//! * `%%value(i)`: the value of the i-th of them;
//! * `%%at(key)` and `%%put(key, value)`: the value of the member of this name, an accessor's among them, read (undefined if there is none) and
//!   written;
//! * `%%has(key)`: whether there is a member of this name, an accessor, a method or an inherited one;
//! * `%%copy()`: an object of the same shape (of what object literals without accessors make);
//! * `%%accessor(i)`: how console.log shows the i-th of them if it is an accessor, else an empty string;
//! * `%%bound NAME()`: the method of this name as a function, which is told the object by its call; `%%bind NAME()`: what `bind` makes of it;
//! * `%%symbols()`: the members whose keys are symbols, each the text of its key, how console.log shows it if it is an accessor, and its value (of what has such members);
//! * `%%name()`: the class's name (not of object literals);
//! * `%%unlisted()`: the names of a class's own members that no loop goes over;
//! * `%%tag()`: the text of what is no plain object for `Object.prototype.toString` (of the library's own classes).

use super::World;
use super::body::Body;
use super::kinds::{ANY, Substitution, instance, kinds};
use crate::ast::symbols::{is_hidden, is_own, is_private, is_symbol, symbol_text};
use crate::ir::{Class, Convention, Func, Kinds, Member, Op, Selector, Target, Terminator, Type as Held, Value, Why};
use crate::program::FunctionId;
use crate::program::types::{BIND, BOUND};
use crate::source::Span;
use std::rc::Rc;

/// The library's classes with a tag, which is their name.
const TAGGED: [&str; 9] = ["Map", "Set", "WeakMap", "WeakSet", "WeakRef", "Promise", "DataView", "Generator", "AsyncGenerator"];
/// Those whose tag is another.
const ITERATORS: [(&str, &str); 4] =
    [("ArrayIterator", "Array Iterator"), ("MapIterator", "Map Iterator"), ("SetIterator", "Set Iterator"), ("StringIterator", "String Iterator")];

/// A selector that nothing has.
const MISSING: &str = "%%missing";

/// A member as the program can see it.
#[derive(Debug, Clone)]
pub struct Visible {
    pub name: Rc<str>,
    pub source: Source,
}

/// Where a member's value is.
#[derive(Debug, Clone, Copy)]
pub enum Source {
    /// In the field with this index of the class that declares it.
    Field(Class, u32),
    /// What an accessor gives, found by its name.
    Accessor,
    /// A method, which is this function as a value.
    Method(Func),
    /// A method of a class that captures, which this function makes a value of.
    Bound(Func),
}

impl Visible {
    /// A member whose value its name finds.
    pub fn named(name: &str) -> Visible {
        Visible { name: name.into(), source: Source::Accessor }
    }
}

impl World<'_> {
    /// What a hidden selector finds in instances of a class.
    pub fn hidden_member(&mut self, class: Class, selector: Selector) -> Option<Member> {
        let name = self.module.selectors[selector.index()].clone();
        if let Some(&func) = self.hidden.get(&(class, selector)) {
            return Some(Member::Method(func));
        }
        let func = match &*name {
            "%%keys" => self.write_keys(class),
            "%%value" => self.write_value(class),
            "%%at" => {
                let mut members = self.keyed(class, &["get "]);
                self.add_methods(class, &mut members);
                self.write_at(class, &members, gives_nothing)
            }
            "%%put" => {
                // Writing to one that has a getter alone is an error, which the accessor knows.
                let members = self.keyed(class, &["set ", "get "]);
                self.write_put(class, &members, takes_nothing)
            }
            "%%has" => self.write_has(class),
            "%%tag" => self.write_tag(class)?,
            "%%copy" if self.module.classes[class.index()].is_shape && !self.accessor_shapes.contains_key(&class) => self.write_copy(class),
            "%%accessor" => self.write_accessor_text(class),
            "%%symbols" => self.write_symbols(class)?,
            "%%name" if !self.module.classes[class.index()].is_shape && !self.is_dictionary_class(class) => self.write_name(class),
            name if let Some((method, is_bind)) = bound_method(name) => self.write_bound(class, method, is_bind)?,
            _ => {
                let spreading = self.spreads.get(&selector).cloned()?;
                self.write_spread(class, &spreading)?
            }
        };
        self.hidden.insert((class, selector), func);
        Some(Member::Method(func))
    }

    /// The enumerable members of instances whose keys are strings.
    pub fn visible(&self, class: Class) -> Vec<Visible> {
        let mut all = self.enumerable(class);
        all.retain(|member| !is_symbol(&member.name));
        all
    }

    /// The enumerable members of instances: fields, those of the library's own classes and private names left out;
    /// names that are array indices come first, in their order, symbols last.
    pub fn enumerable(&self, class: Class) -> Vec<Visible> {
        let mut chain: Vec<Class> = std::iter::successors(Some(class), |c| self.module.classes[c.index()].base).collect();
        chain.reverse();
        let mut all = Vec::new();
        for (i, &class) in chain.iter().enumerate() {
            if self.class_ids.get(&class).is_some_and(|id| self.program.library.classes.values().any(|c| c == id)) {
                continue;
            }
            let before = all.len();
            for (index, field) in self.module.classes[class.index()].fields.iter().enumerate() {
                if !is_private(&field.name) && !is_own(&field.name) {
                    all.push(Visible { name: field.name.clone(), source: Source::Field(class, index as u32) });
                }
            }
            self.add_error_names(&chain[..i], class, before, &mut all);
            if let Some(shape) = self.accessor_shapes.get(&class) {
                all = shape.keys.iter().map(|key| all.iter().position(|v| v.name == *key).map_or_else(|| Visible::named(key), |at| all[at].clone())).collect();
            }
        }
        all.sort_by_key(|v| (is_symbol(&v.name), array_index(&v.name).map_or(u64::MAX, u64::from)));
        all
    }

    /// Adds what an error of this class has for itself that the library's class, one of `bases`, declares. The class's own members begin at `before`.
    fn add_error_names(&self, bases: &[Class], class: Class, before: usize, all: &mut Vec<Visible>) {
        let Some(names) = self.class_ids.get(&class).and_then(|id| self.facts.error_names.get(id)) else { return };
        for (added, (place, name)) in names.iter().enumerate() {
            let found = bases.iter().find_map(|&base| {
                let index = self.module.classes[base.index()].fields.iter().position(|field| field.name == *name)?;
                Some(Source::Field(base, index as u32))
            });
            if let Some(source) = found
                && !all.iter().any(|visible| visible.name == *name)
            {
                let at = before.saturating_add(*place).saturating_add(added).min(all.len());
                all.insert(at, Visible { name: name.clone(), source });
            }
        }
    }

    fn write_symbols(&mut self, class: Class) -> Option<Func> {
        let mut members = self.enumerable(class);
        members.retain(|member| is_symbol(&member.name));
        if members.is_empty() {
            return None;
        }
        Some(self.write_hidden(class, "%%symbols", 0, |body, object, _| {
            let mut elements = Vec::new();
            for member in &members {
                let text = body.text(&format!("[{}]", symbol_text(&member.name)));
                elements.push(body.word(text));
                let accessor = body.world.accessor_text(class, &member.name);
                let text = body.text(accessor.unwrap_or_default());
                elements.push(body.word(text));
                elements.push(match accessor {
                    Some(_) => body.undefined().value,
                    None => body.get_visible(member, object),
                });
            }
            body.emit(Op::ArrayNew { elements, rep: Default::default() }, kinds(Kinds::ARRAY)).value
        }))
    }

    fn write_keys(&mut self, class: Class) -> Func {
        let names: Vec<Rc<str>> = self.visible(class).into_iter().map(|member| member.name).collect();
        self.write_names(class, &names)
    }

    /// Gives an array of these names.
    pub fn write_names(&mut self, class: Class, names: &[Rc<str>]) -> Func {
        self.write_list(class, "%%keys", names)
    }

    /// The hidden member `hidden`, which gives an array of these names.
    pub fn write_list(&mut self, class: Class, hidden: &str, names: &[Rc<str>]) -> Func {
        self.write_hidden(class, hidden, 0, |body, _, _| {
            let elements = names.iter().map(|name| {
                let text = body.text(name);
                body.word(text)
            });
            let elements: Vec<Value> = elements.collect();
            body.emit(Op::ArrayNew { elements, rep: Default::default() }, kinds(Kinds::ARRAY)).value
        })
    }

    fn write_copy(&mut self, class: Class) -> Func {
        let fields = self.module.classes[class.index()].fields.len() as u32;
        self.write_hidden(class, "%%copy", 0, |body, object, _| {
            let values: Vec<Value> = (0..fields).map(|index| body.b.emit(Op::FieldGet { class, index, object }, Held::Word)).collect();
            let copy = body.new_instance(class).value;
            for (index, value) in (0..).zip(values) {
                body.b.effect(Op::FieldSet { class, index, object: copy, value });
            }
            copy
        })
    }

    /// A class without a name is shown by that of the class that it extends.
    fn write_name(&mut self, class: Class) -> Func {
        let classes = &self.module.classes;
        let mut names = std::iter::successors(Some(class), |c| classes[c.index()].base).map(|c| &classes[c.index()].name);
        let name = names.find(|name| !name.is_empty()).cloned().unwrap_or_default();
        self.write_hidden(class, "%%name", 0, |body, _, _| body.text(&name).value)
    }

    fn write_value(&mut self, class: Class) -> Func {
        let members = self.visible(class);
        self.write_values(class, members.len(), |body, at, object| body.get_visible(&members[at], object), gives_nothing)
    }

    /// Gives the value with this index of so many; `missing` gives that of any other, which is there as a number.
    pub fn write_values(
        &mut self,
        class: Class,
        count: usize,
        read: impl Fn(&mut Body, usize, Value) -> Value,
        missing: impl FnOnce(&mut Body, Value, Value) -> Value,
    ) -> Func {
        self.write_hidden(class, "%%value", 1, |body, object, arguments| {
            let known = super::body::Known { value: arguments[0], kinds: ANY };
            let index = body.convert(known, kinds(Kinds::NUM), Why::Argument);
            let blocks: Vec<_> = (0..count).map(|_| body.b.block()).collect();
            let other = body.b.block();
            let target = |block| Target { block, args: Vec::new() };
            let cases = blocks.iter().map(|&b| target(b)).collect();
            body.b.terminate(Terminator::Switch { value: index, cases, default: target(other) });
            for (at, &block) in blocks.iter().enumerate() {
                body.b.seal(block);
                body.b.switch_to(block);
                let word = read(body, at, object);
                body.b.terminate(Terminator::Return(Some(word)));
            }
            body.b.seal(other);
            body.b.switch_to(other);
            missing(body, index, object)
        })
    }

    /// The members of a class or function that is a value: their names and the functions that read them.
    pub fn write_static_member(&mut self, hidden: &str, holder: Class, fields: &[(Rc<str>, Func)]) -> Func {
        match hidden {
            "%%keys" => {
                let names: Vec<Rc<str>> = fields.iter().map(|(name, _)| name.clone()).collect();
                self.write_names(holder, &names)
            }
            "%%value" => {
                let read = |body: &mut Body, at: usize, object| body.b.emit(Op::Call { function: fields[at].1, args: vec![object] }, Held::Word);
                self.write_values(holder, fields.len(), read, gives_nothing)
            }
            // None of them is an accessor.
            _ => self.write_hidden(holder, "%%accessor", 1, |body, _, _| {
                let text = body.text("");
                body.word(text)
            }),
        }
    }

    /// Gives the method as a function, bound to this object if `bind` asks for it.
    fn write_bound(&mut self, class: Class, name: &str, is_bind: bool) -> Option<Func> {
        let &id = self.class_ids.get(&class)?;
        let (_, method) = super::facts::find_method(self.program, id, name)?;
        if is_bind {
            return Some(self.write_binding(class, name, method, is_bind));
        }
        self.program.functions[method.index()].body.as_ref()?;
        Some(self.write_taken(class, method))
    }

    /// Gives the method as a function that holds no object.
    pub fn write_taken(&mut self, class: Class, method: FunctionId) -> Func {
        let func = self.taken_method(method);
        self.write_hidden(class, "%%bound", 0, |body, _, _| body.emit(Op::Func(func), kinds(Kinds::FUNCTION)).value)
    }

    /// The same for a method that is known, of an object or a class.
    pub fn write_binding(&mut self, class: Class, name: &str, method: FunctionId, is_bind: bool) -> Func {
        let func = self.bound_function(&name.into(), method);
        self.bindings.push((func, method, is_bind));
        self.write_hidden(class, "%%bound", 0, |body, object, _| {
            let this = body.b.emit(Op::ToWord(object), Held::Word);
            body.emit(Op::ClosureNew { function: func, captures: vec![this] }, kinds(Kinds::FUNCTION)).value
        })
    }

    /// A function that calls the method `name` of the object or class that it captures, with the parameters of `method`.
    fn bound_function(&mut self, name: &Rc<str>, method: FunctionId) -> Func {
        let own = &self.program.functions[method.index()].parameters;
        let (takes_rest, parameters) = (own.last().is_some_and(|p| p.rest), own.iter().filter(|p| !p.rest).count());
        let func = self.reserve();
        self.closures.push(func);
        let mut body = Body::new(self, Rc::new(Substitution::new()), None, Span::default());
        let closure = body.b.param(Held::Ref);
        let arguments: Vec<Value> = (0..if takes_rest { 0 } else { parameters }).map(|_| body.b.param(Held::Word)).collect();
        let object = body.b.emit(Op::CaptureGet { of: None, index: 0, closure }, Held::Word);
        let selector = body.world.selector(name);
        let result = if takes_rest {
            let all = body.collect_rest(func, 0, ANY);
            body.call_spread(object, Some(selector), all.value).value
        } else {
            let args = std::iter::once(object).chain(arguments).collect();
            body.b.emit(Op::CallMember { selector, args, called: None }, Held::Word)
        };
        body.b.terminate(Terminator::Return(Some(result)));
        let unique = body.world.unique_name(&format!("{name}$bound"));
        let mut function = World::blank_function(unique, format!("<{name} as a value>").into(), Convention::Dynamic, Some(Held::Word), Span::default());
        function.captures = vec![crate::ir::CaptureInfo { name: "this".into(), rep: Default::default(), cell: None }];
        body.finish(func, function);
        func
    }

    fn write_accessor_text(&mut self, class: Class) -> Func {
        let texts: Vec<(u32, &str)> = self.visible(class).iter().enumerate().filter_map(|(i, v)| Some((i as u32, self.accessor_text(class, &v.name)?))).collect();
        self.write_hidden(class, "%%accessor", 1, |body, _, arguments| {
            for (at, text) in texts {
                let at = body.constant(f64::from(at));
                let at = body.b.emit(Op::ToWord(at), Held::Word);
                let test = body.b.emit(Op::StrictEqual([arguments[0], at]), Held::Bool);
                let (yes, no) = (body.b.block(), body.b.block());
                body.b.branch(test, yes, no);
                body.b.seal(yes);
                body.b.seal(no);
                body.b.switch_to(yes);
                let known = body.text(&Rc::from(text));
                let word = body.word(known);
                body.b.terminate(Terminator::Return(Some(word)));
                body.b.switch_to(no);
            }
            let known = body.text(&Rc::from(""));
            body.word(known)
        })
    }

    /// How console.log shows an accessor.
    fn accessor_text(&self, class: Class, name: &str) -> Option<&'static str> {
        match self.accessor(class, name)? {
            Member::Accessor(Some(_), Some(_)) => Some("[Getter/Setter]"),
            Member::Accessor(Some(_), None) => Some("[Getter]"),
            _ => Some("[Setter]"),
        }
    }

    /// The names of the methods and accessors of instances of one of the program's classes, accessors as `get x` and `set x`.
    fn method_names(&self, class: Class) -> Vec<Rc<str>> {
        let mut at = self.class_ids.get(&class).copied();
        let mut names: Vec<Rc<str>> = Vec::new();
        while let Some(id) = at.filter(|id| !self.program.library.classes.values().any(|c| c == id)) {
            let declared = &self.program.classes[id.index()];
            for method in &declared.methods {
                if !names.contains(&method.name) {
                    names.push(method.name.clone());
                }
            }
            at = declared.base.as_ref().map(|(base, _)| *base);
        }
        names
    }

    /// The members that a key finds: what is listed, and the accessors of the class that `word` (`get ` or `set `) names.
    fn keyed(&self, class: Class, words: &[&str]) -> Vec<Visible> {
        let mut members = self.visible(class);
        for name in self.method_names(class) {
            let found = words.iter().find_map(|word| name.strip_prefix(word));
            let Some(name) = found.filter(|name| !is_hidden(name)) else { continue };
            if !members.iter().any(|member| &*member.name == name) {
                members.push(Visible::named(name));
            }
        }
        members
    }

    /// Adds the methods of one of the program's classes, as values.
    fn add_methods(&mut self, class: Class, members: &mut Vec<Visible>) {
        let Some(&id) = self.class_ids.get(&class) else { return };
        for name in self.method_names(class) {
            let is_listed = name.starts_with("get ") || name.starts_with("set ") || is_hidden(&name) || members.iter().any(|member| member.name == name);
            if !is_listed && let Some(method) = self.concrete_method(id, &name) {
                let source = Source::Method(self.taken_method(method));
                members.push(Visible { name, source });
            }
        }
    }

    fn write_has(&mut self, class: Class) -> Func {
        let mut names: Vec<Rc<str>> = self.visible(class).into_iter().map(|member| member.name).collect();
        for name in self.method_names(class) {
            let name: Rc<str> = name.trim_start_matches("get ").trim_start_matches("set ").into();
            if !is_hidden(&name) && !names.contains(&name) {
                names.push(name);
            }
        }
        self.write_test(class, names.iter(), has_nothing)
    }

    /// Whether a key is one of these names; `missing` answers for any other.
    pub fn write_test<'n>(&mut self, class: Class, names: impl Iterator<Item = &'n Rc<str>>, missing: impl FnOnce(&mut Body, Value, Value) -> Value) -> Func {
        self.write_hidden(class, "%%has", 1, |body, object, arguments| {
            for name in names {
                body.if_named(name, arguments[0], |body| {
                    let yes = body.b.emit(Op::Bool(true), Held::Bool);
                    let yes = body.b.emit(Op::ToWord(yes), Held::Word);
                    body.b.terminate(Terminator::Return(Some(yes)));
                });
            }
            missing(body, object, arguments[0])
        })
    }

    fn write_tag(&mut self, class: Class) -> Option<Func> {
        let id = self.class_ids.get(&class)?;
        let (name, _) = self.program.library.classes.iter().find(|(_, c)| *c == id)?;
        let tags = TAGGED.iter().map(|&name| (name, name)).chain(ITERATORS);
        let (_, tag) = tags.into_iter().find(|(class, _)| *class == &**name)?;
        let text: Rc<str> = format!("[object {tag}]").into();
        Some(self.write_hidden(class, "%%tag", 0, |body, _, _| body.text(&text).value))
    }

    /// Finds one of these members by its name; `missing` gives what another name finds.
    pub fn write_at(&mut self, class: Class, members: &[Visible], missing: impl FnOnce(&mut Body, Value, Value) -> Value) -> Func {
        self.write_hidden(class, "%%at", 1, |body, object, arguments| {
            for member in members {
                body.if_named(&member.name, arguments[0], |body| {
                    let word = body.get_visible(member, object);
                    body.b.terminate(Terminator::Return(Some(word)));
                });
            }
            missing(body, object, arguments[0])
        })
    }

    /// The same for writing: `missing` takes the other key and the value.
    pub fn write_put(&mut self, class: Class, members: &[Visible], missing: impl FnOnce(&mut Body, Value, [Value; 2])) -> Func {
        self.write_hidden(class, "%%put", 2, |body, object, arguments| {
            for member in members {
                body.if_named(&member.name, arguments[0], |body| {
                    body.set_visible(member, object, arguments[1]);
                    let undefined = body.undefined().value;
                    body.b.terminate(Terminator::Return(Some(undefined)));
                });
            }
            missing(body, object, [arguments[0], arguments[1]]);
            body.undefined().value
        })
    }

    /// A method over words; `write` gives the result.
    pub fn write_hidden(&mut self, class: Class, name: &str, parameters: usize, write: impl FnOnce(&mut Body, Value, &[Value]) -> Value) -> Func {
        let func = self.reserve();
        let mut body = Body::new(self, Rc::new(Substitution::new()), None, Span::default());
        let object = body.b.param(Held::Ref);
        let arguments: Vec<Value> = (0..parameters).map(|_| body.b.param(Held::Word)).collect();
        let result = write(&mut body, object, &arguments);
        let known = super::body::Known { value: result, kinds: instance(class) };
        let word = body.word(known);
        body.b.terminate(Terminator::Return(Some(word)));
        let full = format!("{}.{name}", body.world.module.classes[class.index()].name);
        body.finish_made(func, &full, Convention::Dynamic, Some(Held::Word));
        func
    }
}

/// What a key finds that names no member.
pub fn gives_nothing(body: &mut Body, _: Value, _: Value) -> Value {
    body.undefined().value
}

/// Whether there is a member that no key names.
pub fn has_nothing(body: &mut Body, _: Value, _: Value) -> Value {
    let no = body.b.emit(Op::Bool(false), Held::Bool);
    body.b.emit(Op::ToWord(no), Held::Word)
}

/// A write by a key that names no member: no class has one of this name either, so it is an error like that of any other member that is missing.
pub fn takes_nothing(body: &mut Body, object: Value, [_, value]: [Value; 2]) {
    body.set_visible(&Visible::named(MISSING), object, value);
}

impl Body<'_, '_> {
    /// A member's value as a word.
    pub fn get_visible(&mut self, member: &Visible, object: Value) -> Value {
        match member.source {
            Source::Field(class, index) => self.b.emit(Op::FieldGet { class, index, object }, Held::Word),
            Source::Method(func) => {
                let known = self.emit(Op::Func(func), kinds(Kinds::FUNCTION));
                self.word(known)
            }
            Source::Bound(func) => self.b.emit(Op::Call { function: func, args: vec![object] }, Held::Word),
            Source::Accessor => {
                let selector = self.world.selector(&member.name);
                let object = self.b.emit(Op::ToWord(object), Held::Word);
                self.b.emit(Op::MemberGet { selector, object }, Held::Word)
            }
        }
    }

    fn set_visible(&mut self, member: &Visible, object: Value, value: Value) {
        match member.source {
            Source::Field(class, index) => self.b.effect(Op::FieldSet { class, index, object, value }),
            _ => {
                let selector = self.world.selector(&member.name);
                let object = self.b.emit(Op::ToWord(object), Held::Word);
                self.b.effect(Op::MemberSet { selector, object, value });
            }
        }
    }

    /// Where `key` is the text `name`, what `write` writes, which ends its block.
    fn if_named(&mut self, name: &Rc<str>, key: Value, write: impl FnOnce(&mut Self)) {
        let text = self.text(name);
        let text = self.word(text);
        let test = self.b.emit(Op::StrictEqual([key, text]), Held::Bool);
        let (yes, no) = (self.b.block(), self.b.block());
        self.b.branch(test, yes, no);
        self.b.seal(yes);
        self.b.seal(no);
        self.b.switch_to(yes);
        write(self);
        self.b.switch_to(no);
    }
}

/// The number that a key counts as in the order of keys: an integer below 2^32 - 1 in its shortest form.
pub fn array_index(name: &str) -> Option<u32> {
    let number: u32 = name.parse().ok()?;
    (number != u32::MAX && number.to_string() == name).then_some(number)
}

/// The method that a hidden member gives as a function, and whether `bind` asks for it.
pub fn bound_method(hidden: &str) -> Option<(&str, bool)> {
    hidden.strip_prefix(BOUND).map(|name| (name, false)).or_else(|| hidden.strip_prefix(BIND).map(|name| (name, true)))
}
