//! Members that functions have from the namespaces of their names: `function f() {} namespace f { export let x = 1; }`.
//!
//! Such a function, used as a value, is a closure with a descriptor and a table of members of its own, as a class is (`class_values`). Its members are
//! accessors of what the namespace exports; what it does not have itself it has as all functions do (`given`).

use super::World;
use super::body::Known;
use super::kinds::{ANY, Substitution, kinds};
use super::reflect::Visible;
use crate::ir::{Class, ClassInfo, Func, Kinds, Member, NumOp, NumRep, Op, Selector, Type as Held, Value};
use crate::program::{ExportSource, FunctionId};
use std::rc::Rc;

impl World<'_> {
    /// Gives the closure of a function the descriptor that its members need, if it has some.
    pub fn hold_exports(&mut self, function: FunctionId, closure: Func) {
        let info = &self.program.functions[function.index()];
        if info.exports.is_empty() {
            return;
        }
        self.function_holders.push((function, Class(self.module.classes.len() as u32)));
        self.module.classes.push(ClassInfo { name: info.name.clone(), value: Some(closure), ..ClassInfo::default() });
    }

    /// Writes the tables of members of those functions for all selectors used so far.
    pub fn fill_exports(&mut self, selectors: &[Selector]) {
        for (function, holder) in self.function_holders.clone() {
            for &selector in selectors {
                if self.module.classes[holder.index()].members.iter().any(|(known, _)| *known == selector) {
                    continue;
                }
                if let Some(member) = self.exported_member(function, holder, selector) {
                    self.module.classes[holder.index()].members.push((selector, member));
                }
            }
        }
    }

    fn exported_member(&mut self, function: FunctionId, holder: Class, selector: Selector) -> Option<Member> {
        let program = self.program;
        let exports = &program.functions[function.index()].exports;
        let name = self.module.selectors[selector.index()].clone();
        let names = || exports.iter().map(|member| member.name.clone()).collect::<Vec<Rc<str>>>();
        let is_given = !program.given_to_functions.is_empty();
        match &*name {
            "%%keys" | "%%value" | "%%at" | "%%put" | "%%has" if is_given => Some(Member::Method(self.write_with_given(holder, &name, &names()))),
            "%%keys" | "%%value" | "%%accessor" => {
                let mut getters = Vec::new();
                for name in names() {
                    let selector = self.selector(&name);
                    if let Some(Member::Accessor(Some(getter), _)) = self.exported_member(function, holder, selector) {
                        getters.push((name, getter));
                    }
                }
                Some(Member::Method(self.write_static_member(&name, holder, &getters)))
            }
            "%%at" | "%%put" | "%%has" => {
                let members: Vec<Visible> = exports.iter().map(|member| Visible::named(&member.name)).collect();
                Some(Member::Method(self.write_keyed(holder, &name, &members)))
            }
            _ => match exports.iter().find(|member| member.name == name) {
                Some(member) => Some(self.write_export(holder, &member.source)),
                None if program.given_to_functions.contains(&name) => self.given_member(holder, selector),
                None => None,
            },
        }
    }

    /// The hidden members over all keys, where functions are given members besides: those come behind what is exported.
    fn write_with_given(&mut self, holder: Class, hidden: &str, names: &[Rc<str>]) -> Func {
        let members = || names.iter().map(|name| Visible::named(name)).collect::<Vec<_>>();
        let any = |value: Value| Known { value, kinds: ANY };
        match hidden {
            "%%keys" => {
                let own = self.write_names(holder, names);
                self.write_hidden(holder, "%%keys", 0, |body, object, _| {
                    let own = body.b.emit(Op::Call { function: own, args: vec![object] }, Held::Word);
                    body.call_given("given.keysAfter", object, &[any(own)])
                })
            }
            "%%value" => {
                let members = members();
                self.write_values(holder, names.len(), |body, at, object| body.get_visible(&members[at], object), |body, at, object| {
                    let count = body.constant(names.len() as f64);
                    let at = body.b.emit(Op::Num { op: NumOp::Sub, rep: NumRep::Open, args: [at, count] }, Held::Num);
                    body.call_given("given.value", object, &[Known { value: at, kinds: kinds(Kinds::NUM) }])
                })
            }
            "%%at" => self.write_at(holder, &members(), |body, object, key| body.call_given("given.get", object, &[any(key)])),
            "%%put" => self.write_put(holder, &members(), |body, object, [key, value]| {
                body.call_given("given.set", object, &[any(key), any(value)]);
            }),
            _ => self.write_test(holder, names.iter(), |body, object, key| body.call_given("given.has", object, &[any(key)])),
        }
    }

    fn write_export(&mut self, holder: Class, source: &ExportSource) -> Member {
        match *source {
            ExportSource::Variable(binding) => {
                let getter = self.write_hidden(holder, "%%get", 0, |body, _, _| {
                    let known = body.read(binding);
                    body.word(known)
                });
                let setter = self.write_hidden(holder, "%%set", 1, |body, _, arguments| {
                    body.assign(binding, Known { value: arguments[0], kinds: ANY });
                    body.undefined().value
                });
                Member::Accessor(Some(getter), Some(setter))
            }
            ExportSource::Getter(getter) => {
                let substitution = self.substitution_for(getter, &[], &Substitution::new());
                Member::Accessor(Some(self.thunk(getter, substitution)), None)
            }
        }
    }
}
