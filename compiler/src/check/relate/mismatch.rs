//! What is said where a value does not fit: which part of it is to blame, what it lacks, what to write instead.

use super::super::Checker;
use super::super::narrow::is_unit;
use super::super::scope::ScopeId;
use super::Relation;
use crate::ast::{self, ExprKind as E};
use crate::problem::{Code, Problem, Rule};
use crate::program::types::{ABSTRACT_CONSTRUCT, CALL, Member, TupleElement};
use crate::program::{ArrayElement, Expr, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// Complains unless `value` may stand where `target` is declared. `span` is where tsc puts the complaint when the
    /// expression itself does not show a better place.
    pub(in crate::check) fn require_assignable(&mut self, value: &Expr, target: TypeId, node: Option<&'a ast::Expr>, span: Span) {
        if self.is_assignable(value.ty, target) {
            if let Some(node) = node {
                self.check_fitting_literal(node, value.ty, target, span);
            }
            return;
        }
        match node {
            Some(node) => self.blame(node, value, value.ty, target, span),
            None => self.report_not_assignable(value.ty, target, 2322, span),
        }
    }

    /// The same for what a function returns: of `a ? b : c` each way is looked at by itself.
    pub(in crate::check) fn require_returned(&mut self, value: &Expr, target: TypeId, node: &'a ast::Expr, span: Span) {
        match (&super::super::expressions::without_parens(node).kind, &value.kind) {
            (E::Conditional { then, otherwise, .. }, crate::program::ExprKind::Conditional { then: a, otherwise: b, .. }) => {
                self.require_returned(a, target, then, then.span);
                self.require_returned(b, target, otherwise, otherwise.span);
            }
            _ => self.require_assignable(value, target, Some(node), span),
        }
    }

    /// Reports that `value` does not fit, at the innermost part that is to blame.
    fn blame(&mut self, node: &'a ast::Expr, value: &Expr, found: TypeId, target: TypeId, span: Span) {
        if self.quiet > 0 || self.elaborate(node, value, target) {
            return;
        }
        // A member too many is more telling than a member missing.
        let before = self.problems.len();
        self.check_excess(node, value.ty, target);
        if self.problems.len() == before {
            // A call is what is missing at the value itself.
            let span = if self.makes(found, target, &[TypeId::ANY, TypeId::NEVER]) { node.span } else { span };
            self.report_not_assignable(found, target, 2322, span);
        }
    }

    /// The same for an entry of a dictionary literal; `name` is where its key stands.
    pub(in crate::check) fn require_entry(&mut self, node: &'a ast::Expr, value: &Expr, ty: TypeId, wanted: TypeId, name: Span) {
        if self.is_assignable(ty, wanted) {
            self.check_excess(node, ty, wanted);
        } else {
            self.blame(node, value, ty, wanted, name);
        }
    }

    pub(in crate::check) fn require_type_assignable(&mut self, source: TypeId, target: TypeId, span: Span) {
        if !self.is_assignable(source, target) {
            self.report_not_assignable(source, target, 2322, span);
        }
    }

    /// Complains of what has all that the class `wanted` has and still is none. `typeof C` wants the class itself.
    pub(in crate::check) fn report_nominal(&mut self, source: TypeId, target: TypeId, span: Span) {
        if self.stands_for_function(source, target) {
            let found = self.text(source);
            let class = found.trim_start_matches("typeof ").to_string();
            let message = format!("`{class}` is called where it is named only");
            return self.report(Problem::th(Rule::BuiltinValue, span).with_message(message).with_help(format!("write a function: `(message) => new {class}(message)`")));
        }
        let found = self.text(source);
        if self.asks_for_positions(source, target) {
            let wanted = self.text(target);
            let message = format!("a `{found}` is an array; a `{wanted}` is an object with members named by numbers, and is kept in another way");
            return self.report(Problem::th(Rule::UnsupportedType, span).with_message(message).with_help("write a tuple type instead of the object type: `[A, B]`"));
        }
        let refused = self.class_refused(source, target);
        let wanted = &self.text(refused.unwrap_or(target));
        if refused.is_some_and(|class| self.is_made_by_library(class)) {
            let message = format!("a `{wanted}` is needed, which the library alone makes; found a `{found}`");
            return self.report(Problem::th(Rule::NominalClass, span).with_message(message).with_help("write `IterableIterator<…>`, which every iterator is"));
        }
        let (message, help) = match wanted.strip_prefix("typeof ") {
            // A class lies somewhere within.
            None if refused.is_none() => (
                format!("a `{wanted}` is needed, found a `{found}`: only `new` of a class or a subclass makes a value of its type"),
                "declare an interface with the members that are needed and use it instead of the class".to_string(),
            ),
            Some(class) => (
                format!("only `{class}` and classes that extend it are a `{wanted}`; found a `{found}`"),
                format!("where any class that makes such objects will do, write the type `new (…) => …` with an interface as its result instead of `{wanted}`"),
            ),
            None => (
                format!("a `{wanted}` is needed, and only `new {wanted}` or a subclass makes one; found a `{found}`"),
                format!("declare an interface with the members that are needed and use it instead of `{wanted}`"),
            ),
        };
        self.report(Problem::th(Rule::NominalClass, span).with_message(message).with_help(help));
    }

    /// Whether a tuple is to be an object type that names its elements.
    fn asks_for_positions(&mut self, source: TypeId, target: TypeId) -> bool {
        let wanted = self.program.types.members(target);
        wanted.into_iter().any(|part| {
            let all = match self.program.types.get(part) {
                Type::Object { .. } | Type::Interface { .. } => self.properties(part).unwrap_or_default(),
                _ => Vec::new(),
            };
            all.iter().any(|member| self.is_position_of_tuple(source, &member.name))
        })
    }

    /// Whether a class that tsc calls as a function stands for one.
    fn stands_for_function(&mut self, source: TypeId, target: TypeId) -> bool {
        self.is_called_class(source) && self.program.types.members(target).iter().any(|&part| matches!(self.program.types.get(part), Type::Function(_)))
    }

    /// Says what was expected, what was found, and where they part.
    pub(in crate::check) fn report_not_assignable(&mut self, source: TypeId, target: TypeId, number: u32, span: Span) {
        if self.quiet > 0 {
            return;
        }
        if self.holds_unknown(source) || self.holds_unknown(target) {
            // What nobody knows of is refused with the base.
            return self.note_refusal(span);
        }
        if self.is_structurally_assignable(source, target) {
            return self.report_nominal(source, target, span);
        }
        let (found, wanted) = (self.text(source), self.text(target));
        let target = self.blamed_part(source, target);
        let lacking = self.lacking_members(source, target);
        let similar = if number == 2322 { self.similar_literal(source, target) } else { None };
        let number = match number {
            2322 if similar.is_some() => 2820,
            2322 => self.code_of_mismatch(source, target, lacking.len()),
            _ => number,
        };
        let mut problem = Problem::ts(number, span, format!("expected `{wanted}`, found `{found}`"));
        if let Some(reason) = self.mismatch_reason(source, target, &lacking) {
            problem.message = format!("{}: {reason}", problem.message);
        }
        if let Some(similar) = similar {
            problem = problem.with_help(format!("did you mean `\"{similar}\"`?"));
        } else if let Some(help) = self.mismatch_help(source, target) {
            problem = problem.with_help(help);
        }
        self.report(problem);
    }

    /// The part of a union that is meant: null and undefined are not, by what is neither.
    fn blamed_part(&mut self, source: TypeId, target: TypeId) -> TypeId {
        let is_nullish = |ty: &TypeId| matches!(*ty, TypeId::NULL | TypeId::UNDEFINED);
        let is_known = match self.program.types.get(source) {
            Type::Mapped { .. } => true,
            Type::Intersection(_) => false,
            _ => !self.is_undecided(source) && !self.merged_types.contains(&source),
        };
        if !is_known || self.program.types.members(source).iter().any(is_nullish) {
            return target;
        }
        let others: Vec<TypeId> = self.program.types.members(target).into_iter().filter(|part| !is_nullish(part)).collect();
        if let [only] = others[..] { only } else { target }
    }

    /// tsc's code for what does not fit and `lacks` so many members.
    fn code_of_mismatch(&mut self, source: TypeId, target: TypeId, lacks: usize) -> u32 {
        let readonly = |c: &Self, ty: TypeId| match c.program.types.get(ty) {
            Type::Array { readonly, .. } | Type::Tuple { readonly, .. } => Some(*readonly),
            _ => None,
        };
        // What one part of an intersection lacks is the mistake of the whole.
        if matches!(self.program.types.get(target), Type::Intersection(_)) || self.merged_types.contains(&target) {
            return 2322;
        }
        let from_tuple = matches!(self.program.types.get(source), Type::Tuple { .. });
        match lacks {
            2.. if from_tuple => 2322,
            _ if self.lacks_library_members(source, target) => 2740,
            1 => 2741,
            0 if (readonly(self, source), readonly(self, target)) == (Some(true), Some(false)) => 4104,
            0 if !self.shares_nothing(source, target) => 2322,
            0 if self.makes(source, target, &[]) => 2560,
            0 => 2559,
            2..=5 => 2739,
            _ => 2740,
        }
    }

    /// An object where an array or a function is needed lacks all that those have.
    fn lacks_library_members(&mut self, source: TypeId, target: TypeId) -> bool {
        if self.is_bare_function(source) {
            return false;
        }
        let types = &self.program.types;
        let is_function = matches!(types.get(target), Type::Interface { interface, .. } if self.is_function_interface(*interface));
        match types.get(source) {
            Type::Object { .. } | Type::Interface { .. } | Type::Class { .. } | Type::ClassValue(_) | Type::NonPrimitive | Type::Intersection(_) | Type::Mapped { .. } => {
                is_function || matches!(types.get(target), Type::Array { .. })
            }
            Type::Array { .. } => is_function,
            _ => false,
        }
    }

    /// Whether calling a value, or making one with it, gives what is wanted, and none of the types `but`.
    fn makes(&mut self, source: TypeId, target: TypeId, but: &[TypeId]) -> bool {
        let made = match self.program.types.get(source).clone() {
            Type::Function(signature) => Some(signature.result),
            _ => self.find_member(source, ABSTRACT_CONSTRUCT).and_then(|found| match self.program.types.get(found.ty) {
                Type::Function(signature) => Some(signature.result),
                _ => None,
            }),
        };
        made.is_some_and(|made| !but.contains(&made) && self.relate(made, target, Relation::Structural))
    }

    /// Whether nothing is known of a type but how it is called, or what it makes.
    fn is_bare_function(&mut self, ty: TypeId) -> bool {
        match self.program.types.get(ty) {
            Type::Function(_) => true,
            Type::Object { .. } | Type::Interface { .. } => self.properties(ty).is_some_and(|all| !all.is_empty() && all.iter().all(Member::is_construct)),
            _ => false,
        }
    }

    /// The string literal of `target` that `source` was probably meant to be.
    fn similar_literal(&self, source: TypeId, target: TypeId) -> Option<Rc<str>> {
        let text = |ty: TypeId| match self.program.types.get(ty) {
            Type::StringLiteral { units, of: None, .. } => Some(Rc::<str>::from(String::from_utf16_lossy(units))),
            _ => None,
        };
        if !matches!(self.program.types.get(target), Type::Union(_)) {
            return None;
        }
        let candidates = self.program.types.members(target).into_iter().filter_map(text).collect();
        super::super::scope::most_similar(&text(source)?, candidates)
    }

    /// Whether a type has nothing in common with one whose members are all optional; of a union, tsc says that of each part.
    fn shares_nothing(&mut self, source: TypeId, target: TypeId) -> bool {
        let is_one = match self.program.types.members(source)[..] {
            [only] => !self.is_undecided(only) && !matches!(only, TypeId::NULL | TypeId::UNDEFINED | TypeId::UNKNOWN | TypeId::VOID),
            [first, ..] => self.types().base_of_literal(first) == source,
            [] => false,
        };
        let Some(wanted) = self.properties(target).filter(|_| is_one) else { return false };
        !wanted.is_empty() && !wanted.iter().any(|m| m.is_index()) && self.lacks_all_of(source, &wanted)
    }

    /// The class whose nominal reading is what refuses.
    fn class_refused(&mut self, source: TypeId, target: TypeId) -> Option<TypeId> {
        for member in self.program.types.members(target) {
            if let Type::Class { class, .. } = *self.program.types.get(member)
                && !matches!(*self.program.types.get(source), Type::Class { class: own, .. } if own == class)
                && self.is_structurally_assignable(source, member)
            {
                return Some(member);
            }
        }
        None
    }

    /// Whether a type is a class that programs know as a type only, as those of the library's iterators are.
    fn is_made_by_library(&mut self, ty: TypeId) -> bool {
        let Type::Class { class, .. } = *self.program.types.get(ty) else { return false };
        let class = &self.program.classes[class.index()];
        let (file, name) = (class.span.file, class.name.clone());
        self.is_library(file) && self.find_value(ScopeId::GLOBAL, &name).is_none()
    }

    /// The required members of `target` that `source` does not have, when both are object types.
    fn lacking_members(&mut self, source: TypeId, target: TypeId) -> Vec<Rc<str>> {
        let is_object = matches!(
            self.program.types.get(source),
            Type::Intersection(_)
                | Type::Object { .. }
                | Type::Interface { .. }
                | Type::Class { .. }
                | Type::Array { .. }
                | Type::Tuple { .. }
                | Type::Function(_)
                | Type::TypedArray(_)
                | Type::ClassValue(_)
                | Type::NonPrimitive
                | Type::Mapped { .. }
        );
        let both = |c: &mut Self, name: &str| c.find_member(source, name).is_some() && c.find_member(target, name).is_some();
        // Of functions tsc says that they are no such thing, not what they lack.
        if !is_object || self.is_bare_function(source) && !both(self, ABSTRACT_CONSTRUCT) && !both(self, CALL) {
            return Vec::new();
        }
        let mut wanted: Vec<Rc<str>> = match self.properties(target) {
            Some(wanted) => wanted.iter().filter(|m| !m.optional && !m.is_signature()).map(|m| m.name.clone()).collect(),
            // Two arrays differ in what they hold.
            None if matches!(
                (self.program.types.get(source), self.program.types.get(target)),
                (Type::TypedArray(_), Type::Array { .. }) | (_, Type::TypedArray(_))
            ) =>
            {
                self.member_names(target)
            }
            None => return Vec::new(),
        };
        if matches!(self.program.types.get(target), Type::ClassValue(_)) && !self.is_function_like(source) {
            wanted.insert(0, "prototype".into());
        }
        wanted.retain(|name| self.find_member(source, name).is_none() && !super::super::library::is_member_of_every_object(name));
        // A private name that is only written alike is another member: tsc says that the types differ.
        wanted.retain(|name| self.class_with_private_name_like(source, name).is_none());
        wanted
    }

    fn mismatch_reason(&mut self, source: TypeId, target: TypeId, lacking: &[Rc<str>]) -> Option<String> {
        if !lacking.is_empty() {
            const SHOWN: usize = 5;
            let names: Vec<String> = lacking.iter().take(SHOWN).map(|n| format!("`{n}`")).collect();
            let more = if lacking.len() > SHOWN { format!(" and {} more", lacking.len() - SHOWN) } else { String::new() };
            let verb = if lacking.len() == 1 { "is" } else { "are" };
            return Some(format!("{}{more} {verb} missing", names.join(", ")));
        }
        for member in self.properties(target)? {
            if self.relate_member(source, target, &member, Relation::Nominal) {
                continue;
            }
            let found = self.find_member(source, &member.name)?;
            if found.visibility != ast::Visibility::Public {
                return Some(format!("`{}` is not public", member.name));
            }
            let (have, want) = (self.text(found.ty), self.text(member.ty));
            if member.is_index() {
                return Some(format!("its entries are of type `{have}`, not `{want}`"));
            }
            return Some(format!("its member `{}` is a `{have}`, not a `{want}`", member.name));
        }
        None
    }

    fn mismatch_help(&mut self, source: TypeId, target: TypeId) -> Option<String> {
        let without = self.types().non_null(source);
        if without != source && without != TypeId::NEVER && self.is_assignable(without, target) {
            let what = match (self.admits(source, TypeId::NULL), self.admits(source, TypeId::UNDEFINED)) {
                (true, true) => "null and undefined",
                (true, false) => "null",
                _ => "undefined",
            };
            return Some(format!("it may be {what}: test for that first"));
        }
        let base = self.types().base_of_literal(source);
        match (base, target) {
            (TypeId::STRING, TypeId::NUMBER) => Some("`Number(…)` makes a number of a string".to_string()),
            (TypeId::NUMBER | TypeId::BOOLEAN, TypeId::STRING) => Some("`String(…)` makes a string of it".to_string()),
            _ => None,
        }
    }

    fn admits(&self, ty: TypeId, member: TypeId) -> bool {
        self.program.types.members(ty).contains(&member)
    }

    /// Whether what members a type has is not known yet: nothing can be said of a single one.
    fn is_worked_out_later(&self, ty: TypeId) -> bool {
        self.program.types.members(ty).iter().any(|&part| matches!(self.program.types.get(part), Type::Indexed { .. } | Type::Conditional { .. }))
    }

    /// Puts the complaint at the property, element or result that is to blame. Says whether it did.
    fn elaborate(&mut self, node: &'a ast::Expr, value: &Expr, target: TypeId) -> bool {
        let before = self.problems.len();
        match (&node.kind, &value.kind) {
            (E::Paren(inner) | E::AsConst(inner), _) => return self.elaborate(inner, value, target),
            (E::Object(nodes), crate::program::ExprKind::Object(properties)) if !self.is_worked_out_later(target) => {
                for (node, property) in nodes.iter().zip(properties) {
                    let is_computed = matches!(node.value, ast::PropertyValue::Computed(..));
                    let name = if is_computed { &property.name } else { &node.name.text };
                    let Some(wanted) = self.contextual_member(target, name) else { continue };
                    // An accessor's function is not what its property gives.
                    let held = match property.kind {
                        crate::program::PropertyKind::Getter | crate::program::PropertyKind::Setter => self.find_member(value.ty, &property.name).map(|m| m.ty),
                        _ => Some(property.value.ty),
                    };
                    let Some(held) = held else { continue };
                    let ty = self.mutable_type(held, Some(wanted));
                    if self.is_assignable(ty, wanted) {
                        continue;
                    }
                    match &node.value {
                        ast::PropertyValue::Expr(inner) => self.blame(inner, &property.value, ty, wanted, node.name.span),
                        ast::PropertyValue::Computed(key, inner) => {
                            if !self.elaborate(inner, &property.value, wanted) {
                                let number = if is_literal_key(key) { 2322 } else { 2418 };
                                self.report_not_assignable(ty, wanted, number, node.span);
                            }
                        }
                        _ => self.report_not_assignable(ty, wanted, 2322, node.name.span),
                    }
                }
            }
            (E::Array(nodes), crate::program::ExprKind::Array(elements)) if self.generator_steps(target).is_none() && !self.is_string(target) => {
                let of_index = |c: &mut Self| c.entries_of(target).and_then(|entries| entries.number.or(entries.string));
                let Some(all) = self.contextual_element(target).or_else(|| self.element_type(target)).or_else(|| of_index(self)) else { return false };
                let tuples = self.tuples_of(target);
                for (index, (node, element)) in nodes.iter().zip(elements).enumerate() {
                    let crate::program::ArrayElement::Item(item) = element else { continue };
                    // What goes to a rest, or is too much, is the mistake of the whole.
                    let wanted = match &tuples {
                        Some(tuples) => match self.wanted_in_tuples(tuples, index, elements) {
                            Some(wanted) => wanted,
                            None => break,
                        },
                        None => all,
                    };
                    if !self.is_assignable(item.ty, wanted) {
                        let ty = self.mutable_type(item.ty, Some(wanted));
                        self.blame(node, item, ty, wanted, node.span);
                    }
                }
            }
            (E::Arrow(function), crate::program::ExprKind::Closure { function: id }) => {
                return self.elaborate_arrow(function, *id, target);
            }
            _ => return false,
        }
        self.problems.len() > before
    }

    /// What one of the tuples is expected to have at a place: as in tsc anything that one of them has if all have something there, else what the one
    /// has whose literals are given.
    fn wanted_in_tuples(&mut self, tuples: &[Rc<[TupleElement]>], index: usize, given: &[ArrayElement]) -> Option<TypeId> {
        let at = |wanted: &Rc<[TupleElement]>| wanted.iter().take_while(|e| !e.rest).nth(index).map(|e| e.ty);
        if let Some(each) = tuples.iter().map(at).collect::<Option<Vec<TypeId>>>() {
            return Some(self.types().union(each));
        }
        let mut meant: Vec<&Rc<[TupleElement]>> = tuples.iter().collect();
        for (index, element) in given.iter().enumerate() {
            let ArrayElement::Item(item) = element else { return None };
            meant.retain(|wanted| {
                let Some(wanted) = wanted.get(index).map(|element| element.ty) else { return true };
                let is_told = self.program.types.constituents(wanted).iter().all(|&value| is_unit(&self.program.types, value));
                !is_told || self.is_assignable(item.ty, wanted)
            });
        }
        if let [only] = meant[..] { at(only) } else { None }
    }

    /// The elements of a tuple, or of each of several.
    fn tuples_of(&self, target: TypeId) -> Option<Vec<Rc<[TupleElement]>>> {
        let tuple = |&part: &TypeId| match self.program.types.get(part) {
            Type::Tuple { elements, .. } => Some(elements.clone()),
            _ => None,
        };
        let parts = self.program.types.members(target).into_iter().filter(|&part| !matches!(part, TypeId::NULL | TypeId::UNDEFINED));
        parts.collect::<Vec<TypeId>>().iter().map(tuple).collect()
    }

    /// An arrow whose body is an expression: the expression is to blame when only the result does not fit.
    fn elaborate_arrow(&mut self, node: &'a ast::Function, id: crate::program::FunctionId, target: TypeId) -> bool {
        let Some(ast::FunctionBody::Expr(body)) = &node.body else { return false };
        // As in tsc: not where a parameter has a type, nor where no function may be wanted as well.
        if node.is_async || node.result.is_some() || node.parameters.iter().any(|p| p.ty.is_some()) || !matches!(self.called_part(target), Some(called) if self.call_signature(called).is_some()) {
            return false;
        }
        let Some(wanted) = self.contextual_signature(target, None) else { return false };
        let result = self.program.functions[id.index()].result;
        if wanted.result == TypeId::VOID || self.is_assignable(result, wanted.result) {
            return false;
        }
        self.report_not_assignable(result, wanted.result, 2322, body.span);
        true
    }

    /// An object literal may not have members that its target does not know.
    pub(in crate::check) fn check_excess(&mut self, node: &'a ast::Expr, source: TypeId, target: TypeId) {
        if self.quiet > 0 {
            return;
        }
        match &node.kind {
            E::Paren(inner) | E::AsConst(inner) => self.check_excess(inner, source, target),
            E::Conditional { then, otherwise, .. } => {
                let before = self.problems.len();
                self.check_excess(then, source, target);
                if self.problems.len() == before {
                    self.check_excess(otherwise, source, target);
                }
                // What is wrong with one of several types is a mistake of the whole.
                if matches!(self.program.types.get(source), Type::Union(_)) {
                    self.problems[before..].iter_mut().filter(|p| p.code == Code::Ts(2353)).for_each(|p| p.code = Code::Ts(2322));
                }
            }
            E::Array(items) => {
                if let Some(element) = self.element_type(target) {
                    let held = self.element_type(source).unwrap_or(source);
                    for item in items {
                        self.check_excess(item, held, element);
                    }
                }
            }
            // What holds all of an `any` is one.
            E::Object(properties) if source == TypeId::ANY && properties.iter().any(is_spread) => {}
            E::Object(properties) => self.check_excess_properties(properties, source, target),
            _ => {}
        }
    }

    /// The same of one that is assignable, which may be several types of a union at once. `span` is where the whole is blamed.
    pub(in crate::check) fn check_fitting_literal(&mut self, node: &'a ast::Expr, source: TypeId, target: TypeId, span: Span) {
        let before = self.problems.len();
        self.check_excess(node, source, target);
        if self.problems.len() == before {
            self.check_union_excess(node, source, target, span);
        }
    }

    /// What is several types of a union at once must fit one of those that know it, member by member (tsc's `hasExcessProperties`).
    fn check_union_excess(&mut self, node: &'a ast::Expr, source: TypeId, target: TypeId, span: Span) {
        let E::Object(nodes) = &super::super::expressions::without_parens(node).kind else { return };
        let narrowed = self.discriminated(target, nodes);
        let parts = self.program.types.members(narrowed);
        if self.quiet > 0 || parts.len() < 2 || !parts.iter().all(|&part| self.says_its_members(part)) {
            return;
        }
        let own = self.properties(source).unwrap_or_default();
        for member in &own {
            let known: Vec<Option<TypeId>> = parts.iter().map(|&part| self.member_or_entry(part, &member.name)).collect();
            let wanted = self.types().union(known.iter().map(|ty| ty.unwrap_or(TypeId::UNDEFINED)));
            if known.iter().all(Option::is_none) || self.is_assignable(member.ty, wanted) {
                continue;
            }
            // The type that shares most with the literal is meant; if it has the member, that is to blame.
            let shared = |c: &mut Self, part: TypeId| own.iter().filter(|m| c.member_or_entry(part, &m.name).is_some()).count();
            let counts: Vec<usize> = parts.iter().map(|&part| shared(self, part)).collect();
            let meant = (0..parts.len()).rev().max_by_key(|&at| counts[at]);
            let named = nodes.iter().find(|node| node.name.text == member.name).filter(|_| meant.is_some_and(|at| known[at].is_some()));
            return self.report_misfit(source, target, member, wanted, named.map_or(span, |node| node.name.span));
        }
    }

    /// Whether a type is told by what its members are, or is nothing.
    fn says_its_members(&mut self, part: TypeId) -> bool {
        matches!(part, TypeId::NULL | TypeId::UNDEFINED)
            || matches!(self.program.types.get(part), Type::Object { .. } | Type::Interface { .. }) && self.properties(part).is_some_and(|members| !members.is_empty())
    }

    /// What a type says of a member.
    fn member_or_entry(&mut self, part: TypeId, name: &str) -> Option<TypeId> {
        let found = self.find_member(part, name).map(|found| found.ty);
        found.or_else(|| self.named_entry(part, name))
    }

    fn report_misfit(&mut self, source: TypeId, target: TypeId, member: &Member, known: TypeId, span: Span) {
        let (found, wanted) = (self.text(source), self.text(target));
        let (own, known) = (self.text(member.ty), self.text(known));
        self.error(2322, span, format!("expected `{wanted}`, found `{found}`: its member `{}` is a `{own}`, not a `{known}`", member.name));
    }

    fn check_excess_properties(&mut self, nodes: &'a [ast::Property], source: TypeId, target: TypeId) {
        let target = self.types().non_null(target);
        let target = self.discriminated(target, nodes);
        let parts = self.program.types.members(target);
        if !parts.iter().any(|&part| self.is_object(part) || self.is_undecided(part)) {
            return;
        }
        let known = |c: &mut Self, name: &str| {
            parts.iter().any(|&part| match c.program.types.get(part) {
                Type::Object { members, .. } => members.iter().any(|m| &*m.name == name) || c.named_entry(part, name).is_some(),
                Type::Interface { .. } | Type::Class { .. } | Type::Intersection(_) => {
                    c.properties(part).is_some_and(|all| all.is_empty() || all.iter().any(|m| &*m.name == name)) || c.named_entry(part, name).is_some()
                }
                Type::NonPrimitive | Type::Any | Type::Unknown => true,
                _ => c.is_undecided(part),
            })
        };
        if parts.iter().any(|&p| matches!(self.program.types.get(p), Type::Object { members, .. } if members.is_empty())) {
            return;
        }
        for node in nodes.iter().filter(|n| !is_spread(n)) {
            let name = match &node.value {
                ast::PropertyValue::Computed(key, _) => match self.symbol_named(key) {
                    Some(symbol) => symbol.text,
                    None => continue,
                },
                _ => node.name.text.clone(),
            };
            if known(self, &name) {
                if let ast::PropertyValue::Expr(value) = &node.value
                    && let Some(wanted) = self.contextual_member(target, &name)
                {
                    let held = self.find_member(source, &name).map_or(source, |found| found.ty);
                    self.check_excess(value, held, wanted);
                }
                continue;
            }
            let text = self.text(target);
            let names = parts.iter().filter_map(|&p| self.properties(p)).flatten().map(|m| m.name).collect();
            let is_symbol = matches!(node.value, ast::PropertyValue::Computed(..));
            match super::super::scope::most_similar(&name, names).filter(|_| !is_symbol) {
                Some(similar) => self.report(
                    Problem::ts(2561, node.name.span, format!("`{text}` has no member `{name}`")).with_help(format!("did you mean `{similar}`?")),
                ),
                None => self.error(2353, node.name.span, format!("`{text}` has no member `{name}`")),
            }
            return;
        }
    }
}

fn is_spread(node: &ast::Property) -> bool {
    matches!(node.value, ast::PropertyValue::Spread(_))
}

/// Whether a computed key is a literal: to tsc it is then a name like any other.
fn is_literal_key(key: &ast::Expr) -> bool {
    matches!(key.kind, E::String(_) | E::Number(_) | E::TemplateStrings { .. })
}
