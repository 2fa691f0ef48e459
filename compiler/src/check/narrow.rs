//! Narrowing: what a condition says of the places it mentions.

use super::Checker;
use super::flow::{Flow, Reference, Root};
use crate::ast::{self, ExprKind as E};
use super::calls::object_members::constructed;
use super::library::HAS_INSTANCE;
use crate::program::types::Member;
use crate::program::{BinaryOp, BindingId, Callee, CastReason, ClassId, Expr, ExprKind, Place, Type, TypeId, Types};
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// What is known where a condition holds, and where it does not.
    pub(super) fn narrowed_ways(&mut self, node: &'a ast::Expr, expr: &Expr) -> (Flow, Flow) {
        let mut yes = self.cx.flow.clone();
        let mut no = yes.clone();
        self.narrow_condition(&mut yes, node, expr, true);
        self.narrow_condition(&mut no, node, expr, false);
        (yes, no)
    }

    fn narrow_condition(&mut self, flow: &mut Flow, node: &'a ast::Expr, expr: &Expr, holds: bool) {
        match (&node.kind, &expr.kind) {
            (E::Paren(inner), _) => self.narrow_condition(flow, inner, expr, holds),
            (E::Binary { left, right, .. }, ExprKind::Binary { op, left: a, right: b }) => {
                self.narrow_comparison(flow, *op, (left, a), (right, b), holds);
            }
            (E::Binary { op: ast::BinaryOp::In, right, .. }, ExprKind::InstanceOf { value, class }) => {
                self.narrow_instance(flow, right, value, *class, holds);
            }
            (E::Binary { left, .. }, ExprKind::InstanceOf { value, class }) => {
                self.narrow_instance(flow, left, value, *class, holds);
            }
            (E::Binary { left, .. }, ExprKind::InstanceOfValue { value, instance, .. }) => self.narrow_made(flow, left, value, *instance, holds),
            (E::Binary { left, .. }, ExprKind::Call { callee: Callee::Intrinsic(test), arguments }) if test.0.ends_with(HAS_INSTANCE) => {
                self.narrow_typed(flow, left, &arguments[0], &test.0, holds);
            }
            (E::Binary { right, .. }, ExprKind::In { name, object }) => self.narrow_in(flow, right, object, name, holds),
            (E::Call { .. }, _) if self.predicates.contains_key(&node.id) => self.narrow_by_guard(flow, node, holds),
            (E::Chain(inner), _) if holds && self.predicates.contains_key(&inner.id) => {
                self.narrow_chain(flow, node, expr);
                self.narrow_by_guard(flow, inner, holds);
            }
            (E::Assign { place, .. }, _) => self.narrow_truth(flow, place, expr.ty, holds),
            _ => {
                self.narrow_truth(flow, node, expr.ty, holds);
                self.narrow_alias(flow, node, holds);
                if holds {
                    self.narrow_chain(flow, node, expr);
                }
                self.narrow_discriminant(flow, node, expr, &mut |c, ty| if holds { c.truthy_part(ty) } else { c.untrue_part(ty) });
            }
        }
    }

    /// `if (x)`.
    fn narrow_truth(&mut self, flow: &mut Flow, node: &ast::Expr, ty: TypeId, holds: bool) {
        let narrowed = if holds { self.truthy_part(ty) } else { self.untrue_part(ty) };
        self.narrow_place(flow, node, ty, narrowed);
    }

    pub(super) fn narrow_place(&mut self, flow: &mut Flow, node: &ast::Expr, ty: TypeId, narrowed: TypeId) {
        // What was refused stays without a type, whatever is found out of it.
        if ty == TypeId::ANY && self.holds_refusal(node.span) {
            return;
        }
        if narrowed == ty && flow.has_no_unassigned() {
            return;
        }
        let Some(reference) = self.reference_of(node) else { return };
        // What a test found to be there is there; that nothing was assigned to it was said where it was tested.
        if narrowed != TypeId::NEVER
            && !self.program.types.admits_undefined(narrowed)
            && let Some(mark) = self.mark_of(&reference)
        {
            flow.declare_assigned(mark);
        }
        if narrowed != ty {
            flow.narrow(reference, narrowed);
        }
    }

    /// What the flow knows a variable, or a field of the object under construction, by as long as nothing was assigned to it.
    fn mark_of(&mut self, reference: &Reference) -> Option<BindingId> {
        match (reference.root, &reference.path[..]) {
            (Root::Binding(binding), []) => Some(binding),
            (Root::This, [name]) => {
                let this = self.this_type()?;
                let Type::Class { class, .. } = *self.program.types.get(this) else { return None };
                self.field_mark(class, name)
            }
            _ => None,
        }
    }

    /// Where a chain `a?.b` has a value, `a` is there.
    pub(super) fn narrow_chain(&mut self, flow: &mut Flow, node: &ast::Expr, expr: &Expr) {
        let mut links = Vec::new();
        let mut next = match &node.kind {
            E::Chain(inner) => Some(&**inner),
            _ => None,
        };
        while let Some(link) = next {
            next = match &link.kind {
                E::Member { object, optional, .. } | E::Index { object, optional, .. } => {
                    if *optional {
                        links.push(&**object);
                    }
                    Some(object)
                }
                E::Call { callee, optional, .. } => {
                    if *optional {
                        links.push(&**callee);
                    }
                    Some(callee)
                }
                E::NonNull(inner) | E::Paren(inner) => Some(inner),
                _ => None,
            };
        }
        let mut subjects = Vec::new();
        let mut next = Some(expr);
        while let Some(Expr { kind: ExprKind::OptionalChain { subject, chain }, .. }) = next {
            subjects.push(subject.ty);
            next = Some(chain);
        }
        // The links were found from the outside in, the subjects from the inside out.
        for (link, ty) in links.into_iter().rev().zip(subjects) {
            let narrowed = self.types().non_null(ty);
            self.narrow_place(flow, link, ty, narrowed);
        }
    }

    fn narrow_comparison(&mut self, flow: &mut Flow, op: BinaryOp, left: (&'a ast::Expr, &Expr), right: (&'a ast::Expr, &Expr), holds: bool) {
        let (equal, strict) = match op {
            BinaryOp::StrictEqual => (holds, true),
            BinaryOp::StrictNotEqual => (!holds, true),
            BinaryOp::Equal => (holds, false),
            BinaryOp::NotEqual => (!holds, false),
            _ => return,
        };
        for (subject, other) in [(left, right), (right, left)] {
            self.narrow_equal(flow, subject, other, other.1.ty, equal, strict);
            self.narrow_by_typeof(flow, subject, &other.1.kind, equal);
            self.narrow_compared_condition(flow, subject, &other.1.kind, equal);
        }
    }

    /// `isA(x) === true` says what `isA(x)` says, `isA(x) === false` what `!isA(x)` does.
    fn narrow_compared_condition(&mut self, flow: &mut Flow, subject: (&'a ast::Expr, &Expr), other: &ExprKind, equal: bool) {
        let (node, expr) = subject;
        let node = super::expressions::without_parens(node);
        let is_condition = matches!(node.kind, E::Call { .. } | E::Binary { .. } | E::Name(_));
        if let ExprKind::Boolean(value) = *other
            && is_condition
        {
            match node.kind {
                E::Name(_) => self.narrow_alias(flow, node, equal == value),
                _ => self.narrow_condition(flow, node, expr, equal == value),
            }
        }
    }

    /// What comparing `subject` with `other`, of type `with`, says of `subject`.
    fn narrow_equal(&mut self, flow: &mut Flow, subject: (&'a ast::Expr, &Expr), other: (&'a ast::Expr, &Expr), with: TypeId, equal: bool, strict: bool) {
        let (node, expr) = subject;
        let node = super::expressions::without_parens(node);
        if let (E::Unary { op: ast::UnaryOp::TypeOf, operand }, ExprKind::TypeOf(value), ExprKind::String(name)) = (&node.kind, &expr.kind, &other.1.kind) {
            return self.narrow_typeof(flow, operand, value, &String::from_utf16_lossy(name), equal);
        }
        if let (true, E::Member { object, property, .. }, Some(value), ExprKind::ClassValue(class)) = (equal, &node.kind, constructed(expr), &other.1.kind)
            && &*property.text == "constructor"
        {
            return self.narrow_constructed(flow, object, value, *class);
        }
        let narrowed = self.equal_part(expr.ty, with, equal, strict);
        self.narrow_place(flow, node, expr.ty, narrowed);
        // `a?.b === 1` says that `a` is there; `a?.b !== undefined` too.
        let excludes = !self.program.types.admits_undefined(with) && (strict || !self.program.types.members(with).contains(&TypeId::NULL));
        let is_undefined = with == TypeId::UNDEFINED || (!strict && with == TypeId::NULL);
        if equal && excludes || !equal && is_undefined {
            self.narrow_chain(flow, node, expr);
        }
        // What the member says of the object is said of all of it: it comes last.
        self.narrow_discriminant(flow, node, expr, &mut |c, ty| c.equal_part(ty, with, equal, strict));
    }

    /// `x.constructor === C`: of several classes x is of that one.
    fn narrow_constructed(&mut self, flow: &mut Flow, node: &'a ast::Expr, value: &Expr, class: ClassId) {
        let is_own = |c: &Self, part: TypeId| matches!(c.program.types.get(part), Type::Class { class: own, .. } if *own == class);
        let kept: Vec<TypeId> = self.program.types.constituents(value.ty).into_iter().filter(|&part| is_own(self, part)).collect();
        if !kept.is_empty() {
            let narrowed = self.types().union(kept);
            self.narrow_place(flow, node, value.ty, narrowed);
        }
    }

    /// What is known where a case of a `switch` over `subject` matches, and where it does not.
    pub(super) fn case_ways(&mut self, node: &'a ast::Expr, subject: &Expr, test: &Expr) -> (Flow, Flow) {
        let mut yes = self.cx.flow.clone();
        let mut no = yes.clone();
        // The subject was typed before the first case; what earlier cases ruled out is in the flow.
        let subject = &self.subject_now(node, subject);
        // As in tsc a case does not say of what may be anything but null and undefined that it is the primitive.
        let anything = self.anything();
        let converts = self.program.types.members(subject.ty).contains(&anything) && !matches!(test.ty, TypeId::NULL | TypeId::UNDEFINED);
        // As in tsc the value of a case does not widen again.
        let with = self.types().unfresh(test.ty);
        self.narrow_equal(&mut yes, (node, subject), (node, test), with, true, !converts);
        if self.is_member_beside_literal(subject.ty, with) {
            return (yes, no);
        }
        self.narrow_equal(&mut no, (node, subject), (node, test), with, false, true);
        (yes, no)
    }

    /// What all the cases together rule out where none matched: an object whose `kind` is `"a" | "b"` is neither's only then.
    pub(super) fn narrow_by_cases(&mut self, entry: &mut Flow, node: &'a ast::Expr, subject: &Expr, values: &[TypeId]) {
        self.cx.flow = entry.clone();
        let subject = self.subject_now(node, subject);
        self.narrow_discriminant(entry, node, &subject, &mut |c, ty| {
            values.iter().fold(ty, |ty, &value| if c.is_member_beside_literal(ty, value) { ty } else { c.equal_part(ty, value, false, true) })
        });
    }

    /// Whether a case is a member of an enum and the subject has the same literal without being of that enum, or the other way round: as in tsc
    /// a `switch` then goes on with both, where `!==` does not.
    fn is_member_beside_literal(&self, ty: TypeId, value: TypeId) -> bool {
        let types = &self.program.types;
        let is_other = |part: TypeId| same_unit(types, part, value) && !types.is_same_literal(part, value);
        is_unit(types, value) && types.members(ty).into_iter().any(is_other)
    }

    fn subject_now(&mut self, node: &'a ast::Expr, subject: &Expr) -> Expr {
        let node = super::expressions::without_parens(node);
        let quiet = self.quietly(|c| c.check_expr(node, None));
        match (&quiet.kind, &node.kind) {
            (ExprKind::Read(_) | ExprKind::Get(_) | ExprKind::TypeOf(_), _) => quiet,
            (ExprKind::OptionalChain { .. }, E::Chain(link)) if matches!(&link.kind, E::Member { object, .. } if self.reference_of(object).is_some()) => quiet,
            _ => Expr { kind: ExprKind::Undefined, ty: subject.ty, span: subject.span },
        }
    }

    /// Of `ty`, what can equal (or differ from) a value of type `with`.
    pub(super) fn equal_part(&mut self, ty: TypeId, with: TypeId, equal: bool, strict: bool) -> TypeId {
        let nullish = |t: TypeId| matches!(t, TypeId::NULL | TypeId::UNDEFINED);
        if nullish(with) {
            let hit = |t: TypeId| if strict { t == with || with == TypeId::UNDEFINED && t == TypeId::VOID } else { nullish(t) || t == TypeId::VOID };
            if ty == TypeId::UNKNOWN && equal {
                return if strict { with } else { self.types().union([TypeId::NULL, TypeId::UNDEFINED]) };
            }
            if ty == TypeId::UNKNOWN {
                let something = self.anything();
                return match (strict, with) {
                    (false, _) => something,
                    (true, TypeId::NULL) => self.types().union([something, TypeId::UNDEFINED]),
                    _ => self.types().union([something, TypeId::NULL]),
                };
            }
            let ty = match (equal, strict, with) {
                (true, true, _) => self.with_nothing(ty, &[with]),
                (true, false, _) => self.with_nothing(ty, &[TypeId::UNDEFINED, TypeId::NULL]),
                (false, false, _) => self.with_something(ty, &[]),
                (false, true, TypeId::NULL) => self.with_something(ty, &[TypeId::UNDEFINED]),
                (false, true, _) => self.with_something(ty, &[TypeId::NULL]),
            };
            let hit = |types: &crate::program::Types, m: TypeId| match types.get(m) {
                Type::Intersection(parts) => parts.iter().any(|&part| hit(part)),
                // As in tsc what may be nothing, and of which no more is known, is not said to be nothing.
                Type::Parameter(_) | Type::Indexed { .. } if equal => true,
                _ => hit(m),
            };
            return self.types().filter(ty, |types, m| hit(types, m) == equal || matches!(m, TypeId::ANY | TypeId::UNKNOWN));
        }
        if ty == TypeId::ANY {
            return ty;
        }
        if !equal {
            // Only a type with a single value can be ruled out.
            if !is_unit(&self.program.types, with) {
                return ty;
            }
            let with = self.types().unfresh(with);
            return self.types().filter(ty, |types, m| !same_unit(types, m, with));
        }
        let anything = self.anything();
        if ty == TypeId::UNKNOWN || strict && self.program.types.members(ty).contains(&anything) {
            // Of what may be anything, `===` with a primitive says all; `==` converts.
            return if strict && self.is_primitive(with) { with } else { ty };
        }
        let candidates = self.program.types.constituents(ty);
        let others = self.program.types.constituents(with);
        let mut kept = Vec::new();
        for candidate in candidates {
            if !others.iter().any(|&other| self.are_comparable(candidate, other)) {
                continue;
            }
            // `string` compared with "a" is "a" from here on; that widens again, as what is written does.
            let narrower: Vec<TypeId> = others.iter().copied().filter(|&o| self.is_assignable(o, candidate)).collect();
            let has_many = matches!(candidate, TypeId::STRING | TypeId::NUMBER) || matches!(self.program.types.get(candidate), Type::Template { .. });
            if has_many && narrower.iter().any(|&o| is_unit(&self.program.types, o)) {
                kept.extend(narrower);
            } else {
                kept.push(candidate);
            }
        }
        self.types().union(kept)
    }

    pub(super) fn is_primitive(&self, ty: TypeId) -> bool {
        matches!(
            self.program.types.get(ty),
            Type::Number | Type::String | Type::Boolean | Type::NumberLiteral { .. } | Type::EnumComputed { .. } | Type::StringLiteral { .. } | Type::BooleanLiteral(_) | Type::Null | Type::Undefined | Type::Symbol | Type::UniqueSymbol(_)
        )
    }

    /// `a.kind === "x"` tells which member of a union `a` is.
    pub(super) fn narrow_discriminant(&mut self, flow: &mut Flow, node: &'a ast::Expr, expr: &Expr, part: &mut dyn FnMut(&mut Self, TypeId) -> TypeId) {
        let node = super::expressions::without_parens(node);
        self.narrow_origin(flow, node, part);
        if let (E::Chain(link), ExprKind::OptionalChain { .. }) = (&node.kind, &expr.kind) {
            return self.narrow_chained_discriminant(flow, link, expr, part);
        }
        let (object, key, value): (&'a ast::Expr, Rc<str>, &Expr) = match (&node.kind, &expr.kind) {
            (
                E::Member { object, property, optional: false },
                ExprKind::Get(
                    Place::Member { object: value, .. }
                    | Place::Field { object: value, .. }
                    | Place::Accessor { object: value, .. }
                    | Place::Length { object: value }
                    | Place::Entry { object: value, .. },
                ),
            ) => (object, property.text.clone(), value),
            (E::Index { object, index, optional: false }, ExprKind::Get(Place::Member { object: value, .. } | Place::Field { object: value, .. } | Place::Entry { object: value, .. }))
                if let E::String(key) = &index.kind =>
            {
                (object, String::from_utf16_lossy(key).into(), value)
            }
            // Tuples are told apart by what stands at a position.
            (E::Index { object, index, optional: false }, ExprKind::Get(Place::Element { object: value, .. })) if let E::Number(position) = index.kind => {
                (object, ast::number_text(position).into(), value)
            }
            _ => return,
        };
        // A dictionary that only a type parameter's bound tells.
        let value = match &value.kind {
            ExprKind::Cast { operand, reason: CastReason::Narrowing } => operand,
            _ => value,
        };
        let members = self.program.types.members(value.ty);
        if members.len() < 2 && !self.is_last_of_union(flow, object, &key) && self.union_bound(value.ty).is_none() {
            return;
        }
        if let Some(narrowed) = self.members_by(value.ty, &key, part) {
            self.narrow_place(flow, object, value.ty, narrowed);
        }
    }

    /// The last member of a union that was narrowed before can be ruled out too, by what told the members of the union apart.
    fn is_last_of_union(&mut self, flow: &Flow, object: &ast::Expr, key: &str) -> bool {
        let Some(reference) = self.reference_of(object).filter(|reference| flow.get(reference).is_some()) else { return false };
        let Root::Binding(binding) = reference.root else { return true };
        let declared = self.constraint_of(self.program.bindings[binding.index()].ty);
        if !reference.path.is_empty() || !matches!(self.program.types.get(declared), Type::Union(_)) {
            return true;
        }
        let mut types: Vec<TypeId> = self.program.types.members(declared).into_iter().filter_map(|part| self.find_member(part, key)).map(|found| found.ty).collect();
        types.dedup();
        types.len() > 1
    }

    /// `a?.kind === "x"`, where undefined stands for an `a` that is not there.
    fn narrow_chained_discriminant(&mut self, flow: &mut Flow, link: &'a ast::Expr, expr: &Expr, part: &mut dyn FnMut(&mut Self, TypeId) -> TypeId) {
        let E::Member { object, property, optional } = &link.kind else { return };
        // The last link is the innermost of the chains.
        let (mut innermost, mut last) = (expr, expr);
        while let ExprKind::OptionalChain { subject, chain } = &last.kind {
            (innermost, last) = (subject, chain);
        }
        if !optional {
            let ExprKind::Get(Place::Member { object: value, .. } | Place::Field { object: value, .. } | Place::Accessor { object: value, .. } | Place::Entry { object: value, .. }) = &last.kind else { return };
            // Where undefined passes, nothing says that the object is there.
            if part(self, TypeId::UNDEFINED) == TypeId::NEVER && let Some(narrowed) = self.members_by(value.ty, &property.text, part) {
                self.narrow_place(flow, object, value.ty, narrowed);
            }
            return;
        }
        let subject = innermost;
        let there = self.types().non_null(subject.ty);
        let Some(mut narrowed) = self.members_by(there, &property.text, part) else { return };
        if there != subject.ty && part(self, TypeId::UNDEFINED) != TypeId::NEVER {
            let absent = self.types().filter(subject.ty, |_, member| matches!(member, TypeId::NULL | TypeId::UNDEFINED | TypeId::VOID));
            narrowed = self.types().union([narrowed, absent]);
        }
        self.narrow_place(flow, object, subject.ty, narrowed);
    }

    /// `typeof x === "string"`.
    fn narrow_typeof(&mut self, flow: &mut Flow, operand: &'a ast::Expr, value: &Expr, name: &str, equal: bool) {
        let narrowed = self.typeof_part(value.ty, name, equal);
        self.narrow_place(flow, operand, value.ty, narrowed);
        if equal && name != "undefined" || !equal && name == "undefined" {
            self.narrow_chain(flow, operand, value);
        }
    }

    /// `typeof a.b === "string"` says what `a` is, where `b` tells the members of a union apart. (A `switch` does not: neither does tsc's.)
    fn narrow_by_typeof(&mut self, flow: &mut Flow, (node, expr): (&'a ast::Expr, &Expr), other: &ExprKind, equal: bool) {
        let node = super::expressions::without_parens(node);
        if let (E::Unary { op: ast::UnaryOp::TypeOf, operand }, ExprKind::TypeOf(value), ExprKind::String(name)) = (&node.kind, &expr.kind, other) {
            let name = String::from_utf16_lossy(name);
            self.narrow_discriminant(flow, operand, value, &mut |c, ty| c.typeof_part(ty, &name, equal));
        }
    }

    pub(super) fn typeof_part(&mut self, ty: TypeId, name: &str, equal: bool) -> TypeId {
        if matches!(ty, TypeId::UNKNOWN | TypeId::ANY) {
            let primitive = match name {
                "string" => TypeId::STRING,
                "number" => TypeId::NUMBER,
                "boolean" => TypeId::BOOLEAN,
                "symbol" => TypeId::SYMBOL,
                "undefined" => TypeId::UNDEFINED,
                "function" if ty == TypeId::UNKNOWN => self.some_function(),
                "object" if ty == TypeId::UNKNOWN => self.types().union([TypeId::NON_PRIMITIVE, TypeId::NULL]),
                _ => return ty,
            };
            let something = self.anything();
            return match name {
                _ if equal => primitive,
                // What is left of what may be anything.
                "undefined" if ty == TypeId::UNKNOWN => self.types().union([something, TypeId::NULL]),
                "object" if ty == TypeId::UNKNOWN => self.types().union([something, TypeId::UNDEFINED]),
                _ => ty,
            };
        }
        let mut kept = Vec::new();
        let something = self.anything();
        for member in self.program.types.constituents(ty) {
            if member == something && equal && matches!(name, "object" | "function") {
                let some = if name == "object" { TypeId::NON_PRIMITIVE } else { self.some_function() };
                kept.push(some);
                continue;
            }
            let constraint = self.constraint_of(member);
            if constraint != member && self.program.types.constituents(constraint).len() > 1 {
                match self.typeof_part(constraint, name, equal) {
                    TypeId::NEVER => {}
                    part if part == constraint => kept.push(member),
                    part => kept.push(self.intersect(&[member, part])),
                }
                continue;
            }
            let plain = matches!(name, "object" | "function") && self.is_object_type(constraint);
            let plain = plain || self.is_made_of_objects(member) || constraint == TypeId::NON_PRIMITIVE && name == "object" && !equal;
            let sort = if self.called_part(constraint).is_some() { "function" } else { "object" };
            match typeof_name(&self.program.types, constraint).or(plain.then_some(sort)) {
                Some(actual) if (actual == name) == equal => kept.push(member),
                Some(_) => {}
                // An interface or `unknown` may be one of several things.
                None => kept.push(self.typeof_candidate(member, constraint, name, equal)),
            }
        }
        self.types().union(kept)
    }

    /// An object type that has members and cannot be called: what it describes counts as an object, though a primitive may have its members.
    fn is_object_type(&mut self, ty: TypeId) -> bool {
        let is_object = matches!(self.program.types.get(ty), Type::Object { .. } | Type::Interface { .. });
        is_object && self.properties(ty).is_some_and(|members| !members.is_empty())
    }

    /// A mapped type, or an intersection with an array, a tuple or an object that cannot be called.
    fn is_made_of_objects(&mut self, ty: TypeId) -> bool {
        match self.program.types.get(ty).clone() {
            Type::Mapped { .. } => true,
            Type::Intersection(parts) => {
                let is_object = |c: &mut Self, part: TypeId| typeof_name(&c.program.types, part) == Some("object") || c.is_object_type(part);
                parts.iter().any(|&part| is_object(self, part)) && !parts.iter().any(|&part| self.call_signatures(part).is_some())
            }
            _ => false,
        }
    }

    fn typeof_candidate(&mut self, member: TypeId, constraint: TypeId, name: &str, equal: bool) -> TypeId {
        if !equal {
            return member;
        }
        let primitive = match name {
            "string" => TypeId::STRING,
            "number" => TypeId::NUMBER,
            "boolean" => TypeId::BOOLEAN,
            "symbol" => TypeId::SYMBOL,
            "undefined" if matches!(self.program.types.get(constraint), Type::Object { .. } | Type::Interface { .. } | Type::NonPrimitive) => return TypeId::NEVER,
            "function" if member == TypeId::NON_PRIMITIVE => return self.some_function(),
            "function" if constraint == TypeId::UNKNOWN => {
                let function = self.some_function();
                return self.intersect(&[member, function]);
            }
            "object" if constraint == TypeId::UNKNOWN && matches!(self.program.types.get(member), Type::Parameter(_)) => {
                let (object, null) = (self.intersect(&[member, TypeId::NON_PRIMITIVE]), self.intersect(&[member, TypeId::NULL]));
                return self.types().union([object, null]);
            }
            _ => return member,
        };
        match constraint == TypeId::UNKNOWN || self.is_assignable(primitive, constraint) {
            true if self.is_undecided(member) => self.intersect(&[member, primitive]),
            true => primitive,
            false => TypeId::NEVER,
        }
    }

    /// `"name" in x`.
    fn narrow_in(&mut self, flow: &mut Flow, node: &'a ast::Expr, object: &Expr, name: &str, holds: bool) {
        let has = |c: &mut Self, part: TypeId| c.member_asked_by_in(part, name);
        let is_possible = |c: &mut Self, part: TypeId| has(c, part).map_or(!holds && c.entries_of(part).is_none(), |found| holds || found.optional);
        let open: Vec<TypeId> = self.program.types.members(object.ty).into_iter().map(|part| self.open_part(part, is_possible)).collect();
        let open = self.types().union(open);
        if open != object.ty {
            return self.narrow_place(flow, node, object.ty, open);
        }
        let members = self.program.types.members(object.ty);
        let found: Vec<Option<Member>> =
            members.iter().map(|&member| has(self, member)).collect();
        let entries = members.iter().any(|&member| self.entries_of(member).is_some());
        if found.iter().all(Option::is_none) && !entries {
            if holds && !matches!(object.ty, TypeId::ANY | TypeId::UNKNOWN) {
                let narrowed = self.with_member(object.ty, name);
                self.narrow_place(flow, node, object.ty, narrowed);
            }
            return;
        }
        let kept = members.iter().zip(&found).filter(|(_, found)| found.as_ref().map_or(!holds, |found| holds || found.optional));
        let kept: Vec<TypeId> = kept.map(|(&member, _)| member).collect();
        let narrowed = self.types().union(kept);
        if narrowed != TypeId::NEVER || !holds {
            self.narrow_place(flow, node, object.ty, narrowed);
        }
    }

    /// The member that `name in object` asks for, of an object of this type.
    fn member_asked_by_in(&mut self, ty: TypeId, name: &str) -> Option<Member> {
        if let Some(all) = self.properties(ty) {
            return all.into_iter().find(|member| &*member.name == name);
        }
        match self.program.types.get(ty).clone() {
            Type::Intersection(parts) => parts.iter().find_map(|&part| self.member_asked_by_in(part, name)),
            _ if self.types().array_parts(ty).is_some() => {
                let found = self.find_member(ty, name)?;
                Some(Member { name: name.into(), ty: found.ty, optional: false, readonly: false, method: false, numeric: false })
            }
            _ => None,
        }
    }

    /// Of `ty`, that which has a member of this name, of which no more is known.
    fn with_member(&mut self, ty: TypeId, name: &str) -> TypeId {
        let member = Member { name: name.into(), ty: TypeId::UNKNOWN, optional: false, readonly: false, method: false, numeric: false };
        let holder = self.types().intern(Type::Object { members: [member].into(), fresh: false });
        self.intersect(&[ty, holder])
    }

    /// Of `ty`, what counts as true.
    pub(super) fn truthy_part(&mut self, ty: TypeId) -> TypeId {
        if ty == TypeId::UNKNOWN {
            return self.anything();
        }
        let ty = self.with_something(ty, &[]);
        self.types().filter(ty, |types, m| match types.get(m) {
            Type::Undefined | Type::Null | Type::Void | Type::BooleanLiteral(false) => false,
            Type::NumberLiteral { bits, .. } => f64::from_bits(*bits) != 0.0 && !f64::from_bits(*bits).is_nan(),
            Type::StringLiteral { units, .. } => !units.is_empty(),
            Type::Intersection(parts) => !parts.iter().any(|&part| matches!(part, TypeId::UNDEFINED | TypeId::NULL)),
            _ => true,
        })
    }

    /// Whether a type that is open may stand for `nothing`: a type parameter of which no more is known, a member that may be missing.
    fn may_be(&mut self, part: TypeId, nothing: &[TypeId]) -> bool {
        if !self.is_undecided(part) {
            return false;
        }
        let bound = self.constraint_of(part);
        match self.program.types.get(part) {
            Type::Parameter(_) | Type::Indexed { .. } if bound == TypeId::UNKNOWN => true,
            Type::Parameter(_) | Type::Indexed { .. } => bound != part && self.program.types.members(bound).iter().any(|one| nothing.contains(one)),
            _ => false,
        }
    }

    /// `ty` with `T & {}` for each part that may stand for nothing; besides, it may be one of `or`.
    pub(super) fn with_something(&mut self, ty: TypeId, or: &[TypeId]) -> TypeId {
        let mut each = vec![self.anything()];
        each.extend(or);
        self.with_each(ty, &[TypeId::UNDEFINED, TypeId::NULL], &each)
    }

    /// `ty` with `T & null` for each part that may stand for null, or so with what else of `nothing` it may stand for.
    fn with_nothing(&mut self, ty: TypeId, nothing: &[TypeId]) -> TypeId {
        let is_open = |c: &Self, part: TypeId| matches!(c.program.types.get(part), Type::Parameter(_) | Type::Indexed { .. });
        let parts: Vec<TypeId> = self.program.types.members(ty).into_iter().filter(|&part| !is_open(self, part) || self.may_be(part, nothing)).collect();
        let (open, others): (Vec<TypeId>, Vec<TypeId>) = parts.into_iter().partition(|&part| self.is_open_without_union(part));
        let others = self.types().union(others);
        let others = self.with_each(others, nothing, nothing);
        self.types().union(open.into_iter().chain([others]))
    }

    /// Whether a type is open and no union says what it may be.
    fn is_open_without_union(&mut self, ty: TypeId) -> bool {
        matches!(self.program.types.get(ty), Type::Parameter(_) | Type::Indexed { .. }) && self.union_bound(ty).is_none()
    }

    /// `ty` with `T & x` for each `x` of `each`, but for what T cannot stand for, in place of each part T that may stand for `nothing`.
    fn with_each(&mut self, ty: TypeId, nothing: &[TypeId], each: &[TypeId]) -> TypeId {
        let parts = self.program.types.members(ty);
        if !parts.iter().any(|&part| self.may_be(part, nothing)) {
            return ty;
        }
        let something = self.anything();
        let mut all = Vec::new();
        for part in parts {
            if !self.may_be(part, nothing) {
                all.push(part);
                continue;
            }
            for &one in each {
                if one == something || self.may_be(part, &[one]) {
                    all.push(self.intersect(&[part, one]));
                }
            }
        }
        self.types().union(all)
    }

    /// `{}`: whatever is not null or undefined.
    pub(super) fn anything(&mut self) -> TypeId {
        self.types().intern(Type::Object { members: [].into(), fresh: false })
    }

    /// The parts of `ty` that may count as false, whole: as in tsc a string that does is a string still.
    pub(super) fn untrue_part(&mut self, ty: TypeId) -> TypeId {
        let mut parts = self.program.types.constituents(ty);
        parts.retain(|&mut part| self.falsy_part(part) != TypeId::NEVER);
        self.types().union(parts)
    }

    /// Of `ty`, what counts as false.
    pub(super) fn falsy_part(&mut self, ty: TypeId) -> TypeId {
        let mut kept = Vec::new();
        for member in self.program.types.constituents(ty) {
            if self.is_never_false(member) {
                continue;
            }
            match self.program.types.get(member) {
                Type::String => kept.push(self.types().string_literal([].into(), false)),
                Type::Number => kept.push(self.types().number_literal(0.0, false)),
                Type::StringLiteral { units, .. } if !units.is_empty() => {}
                Type::NumberLiteral { bits, .. } if f64::from_bits(*bits) != 0.0 => {}
                Type::Object { members, .. } if members.is_empty() => kept.push(member),
                Type::BooleanLiteral(true)
                | Type::Array { .. }
                | Type::Tuple { .. }
                | Type::TypedArray(_)
                | Type::Function(_)
                | Type::Class { .. }
                | Type::ClassValue(_)
                | Type::Object { .. }
                | Type::Template { .. }
                | Type::Symbol
                | Type::UniqueSymbol(_)
                | Type::NonPrimitive => {}
                Type::Interface { .. } => {}
                _ => kept.push(member),
            }
        }
        self.types().union(kept)
    }

    /// Whether what an open type stands for always counts as true, going by what is known of it.
    fn is_never_false(&mut self, ty: TypeId) -> bool {
        let bound = if self.is_undecided(ty) { self.constraint_of(ty) } else { ty };
        bound != ty && self.falsy_part(bound) == TypeId::NEVER
    }

}

/// Whether a type has one value.
pub(super) fn is_unit(types: &Types, ty: TypeId) -> bool {
    matches!(
        types.get(ty),
        Type::NumberLiteral { .. } | Type::StringLiteral { .. } | Type::EnumComputed { .. } | Type::UniqueSymbol(_) | Type::BooleanLiteral(_) | Type::Null | Type::Undefined
    )
}

fn same_unit(types: &Types, a: TypeId, b: TypeId) -> bool {
    match (types.get(a), types.get(b)) {
        (Type::NumberLiteral { bits: x, .. }, Type::NumberLiteral { bits: y, .. }) => x == y,
        (Type::StringLiteral { units: x, .. }, Type::StringLiteral { units: y, .. }) => x == y,
        _ => types.is_same_literal(a, b),
    }
}

/// What `typeof` gives for every value of the type; `None` when values differ.
fn typeof_name(types: &Types, ty: TypeId) -> Option<&'static str> {
    Some(match types.get(ty) {
        Type::Number | Type::NumberLiteral { .. } | Type::EnumComputed { .. } => "number",
        Type::String | Type::StringLiteral { .. } | Type::Template { .. } | Type::StringCase { .. } => "string",
        Type::Boolean | Type::BooleanLiteral(_) => "boolean",
        Type::Symbol | Type::UniqueSymbol(_) => "symbol",
        Type::Undefined | Type::Void => "undefined",
        Type::Null | Type::Array { .. } | Type::Tuple { .. } | Type::TypedArray(_) | Type::Class { .. } => "object",
        Type::Function(_) | Type::ClassValue(_) => "function",
        Type::Never => "never",
        _ => return None,
    })
}
