//! Tuples whose length waits for a type parameter, and parameter lists that are tuples.
//!
//! `...T` of a `T` that is still open stands as a rest element whose type is `T[number]`; once T is known its elements take the place.
//! A rest parameter whose type is a tuple is, for the types, as many parameters as the tuple has elements.

use super::Checker;
use crate::problem::{Problem, Rule};
use crate::program::types::{SignatureParameter, TupleElement};
use super::variables::BindingKind;
use crate::program::{BindingId, Expr, ExprKind, FunctionId, LogicalOp, Parameter, Place, Signature, Statement, StatementKind, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// `...ty` in a tuple, `ty` still being open.
    pub(super) fn open_element(&mut self, ty: TypeId, label: Option<Rc<str>>) -> TupleElement {
        let ty = self.types().intern(Type::Indexed { object: ty, index: TypeId::NUMBER });
        TupleElement { ty, optional: false, rest: true, label }
    }

    /// The open type whose elements stand here.
    pub(super) fn spread_of(&self, element: &TupleElement) -> Option<TypeId> {
        match *self.program.types.get(element.ty) {
            Type::Indexed { object, index: TypeId::NUMBER } if element.rest => Some(object),
            _ => None,
        }
    }

    /// A tuple whose parts may be known by now.
    pub(super) fn settle_tuple(&mut self, elements: &[TupleElement], readonly: bool) -> TypeId {
        let mut settled: Vec<TupleElement> = Vec::with_capacity(elements.len());
        for element in elements {
            match self.spread_of(element) {
                Some(object) => {
                    let object = self.settle(object);
                    self.spread_type(object, element.label.clone(), &mut settled);
                }
                None => {
                    let ty = self.settle(element.ty);
                    settled.push(TupleElement { ty, ..element.clone() });
                }
            }
        }
        self.make_tuple(settled, readonly)
    }

    /// Adds what `...ty` stands for; says whether `ty` can be spread at all.
    pub(super) fn spread_type(&mut self, ty: TypeId, label: Option<Rc<str>>, out: &mut Vec<TupleElement>) -> bool {
        match self.program.types.get(ty).clone() {
            Type::Tuple { elements, .. } => out.extend(elements.iter().cloned()),
            Type::Array { element, .. } => out.push(TupleElement { ty: element, optional: false, rest: true, label }),
            Type::Any | Type::Never => out.push(TupleElement { ty: TypeId::ANY, optional: false, rest: true, label }),
            _ if self.is_undecided(ty) => {
                let bound = self.constraint_of(ty);
                let parts = self.program.types.members(bound);
                let spreads = parts.iter().all(|&part| self.types().array_parts(part).is_some() || part == TypeId::ANY);
                let element = self.open_element(ty, label);
                out.push(element);
                return spreads && !parts.is_empty();
            }
            _ => return false,
        }
        true
    }

    /// A tuple in normal form: at most one rest that is not open, nothing optional in front of something required.
    pub(super) fn make_tuple(&mut self, mut elements: Vec<TupleElement>, readonly: bool) -> TypeId {
        let plain = |c: &Self, e: &TupleElement| e.rest && c.spread_of(e).is_none();
        let rests: Vec<usize> = (0..elements.len()).filter(|&i| plain(self, &elements[i])).collect();
        if let (Some(&first), Some(&last)) = (rests.first(), rests.last())
            && first < last
        {
            let joined = self.types().union(elements[first..=last].iter().map(|e| e.ty).collect::<Vec<_>>());
            elements.splice(first..=last, [TupleElement { ty: joined, optional: false, rest: true, label: None }]);
        }
        if let Some(last) = elements.iter().rposition(|e| !e.optional && !e.rest) {
            elements[..last].iter_mut().for_each(|e| e.optional = false);
        }
        if let [only] = &elements[..]
            && let Some(object) = self.spread_of(only)
            && !readonly
            && only.label.is_none()
            && matches!(self.program.types.get(object), Type::Tuple { .. })
        {
            return object;
        }
        self.types().intern(Type::Tuple { elements: elements.into(), readonly })
    }

    /// The signature with the elements of a rest parameter's tuple as parameters of their own.
    pub(super) fn positional(&mut self, signature: &Signature) -> Signature {
        let Some(rest) = signature.parameters.last().filter(|p| p.rest) else { return signature.clone() };
        let Type::Tuple { elements, .. } = self.program.types.get(rest.ty).clone() else { return signature.clone() };
        let name = rest.name.clone();
        let mut all = signature.clone();
        all.parameters.pop();
        for (index, element) in elements.iter().enumerate() {
            let ty = match (element.rest, self.spread_of(element)) {
                (true, Some(object)) => object,
                (true, None) => self.types().array(element.ty),
                (false, _) => element.ty,
            };
            let name = element.label.clone().unwrap_or_else(|| format!("{name}_{index}").into());
            all.parameters.push(SignatureParameter { name, ty, optional: element.optional, rest: element.rest });
            if element.rest {
                break;
            }
        }
        all
    }

    /// The tuple of a signature's parameters from `from` on: what `...args: P` stands for.
    pub(super) fn parameter_tuple(&mut self, signature: &Signature, from: usize) -> TypeId {
        let signature = self.positional(signature);
        let mut elements = Vec::new();
        for parameter in signature.parameters.iter().skip(from) {
            let label = Some(parameter.name.clone());
            if parameter.rest {
                self.spread_type(parameter.ty, label, &mut elements);
            } else {
                elements.push(TupleElement { ty: parameter.ty, optional: parameter.optional, rest: false, label });
            }
        }
        // A rest alone is the array itself.
        if let ([only], Some(rest)) = (&elements[..], signature.parameters.last().filter(|p| p.rest))
            && only.rest
        {
            return rest.ty;
        }
        self.make_tuple(elements, false)
    }

    /// A function written where its arguments from `from` on come in an array takes them out of that: `(a, b) => …` becomes
    /// `(...[a, b]) => …`.
    pub(super) fn take_rest_apart(&mut self, function: FunctionId, from: usize) {
        let parameters = &self.program.functions[function.index()].parameters;
        if parameters.len() <= from || parameters[from].rest {
            return;
        }
        let signature = self.signature_with_result(function, TypeId::VOID);
        let (ty, span) = (self.parameter_tuple(&signature, from), self.program.functions[function.index()].span);
        let holder = self.new_binding(self.cx.scope, "rest$".into(), span, BindingKind::Parameter);
        self.program.bindings[holder.index()].global = false;
        self.set_binding_type(holder, ty);
        let mut own = std::mem::take(&mut self.program.functions[function.index()].parameters);
        let mut begin = Vec::with_capacity(own.len() - from);
        for (index, parameter) in own[from..].iter_mut().enumerate() {
            let all = Expr { kind: ExprKind::Read(holder), ty, span };
            let (binding, default) = (parameter.binding, parameter.default.take());
            let value = match parameter.rest {
                true => self.remaining_elements(&all, index, span),
                false => self.argument_at(all, index, binding, default),
            };
            begin.push(Statement { kind: StatementKind::Let { binding, value: Some(value) }, span });
        }
        let written = own.iter().map(|p| Parameter { binding: p.binding, default: None, optional: p.optional, rest: p.rest }).collect();
        own.truncate(from);
        own.push(Parameter { binding: holder, default: None, optional: false, rest: true });
        let entry = &mut self.program.functions[function.index()];
        entry.parameters = own;
        if let Some(body) = &mut entry.body {
            body.splice(0..0, begin);
        }
        self.functions[function.index()].written_parameters = Some(written);
    }

    /// The argument at a position of an array of arguments, or the parameter's default.
    fn argument_at(&mut self, all: Expr, index: usize, parameter: BindingId, default: Option<Expr>) -> Expr {
        let (ty, span) = (self.program.bindings[parameter.index()].ty, all.span);
        let number = self.types().number_literal(index as f64, true);
        let at = Expr { kind: ExprKind::Number(index as f64), ty: number, span };
        let value = Expr { kind: ExprKind::Get(Place::Element { object: Box::new(all), index: Box::new(at) }), ty, span };
        match default {
            Some(default) => {
                let kind = ExprKind::Logical { op: LogicalOp::Default, left: Box::new(value), right: Box::new(default) };
                Expr { kind, ty, span }
            }
            None => value,
        }
    }

    /// Refuses that a function stands for one which takes its further arguments in another way.
    pub(super) fn refuse_mixed_rest(&mut self, source: TypeId, target: TypeId, span: Span) {
        if self.quiet == 0 && self.mixes_rest_within(source, target, 3) {
            let (found, wanted) = (self.text(source), self.text(target));
            self.report(
                Problem::th(Rule::RestParameter, span)
                    .with_message(format!("a `{wanted}` is handed its arguments in an array, a `{found}` one by one, or the other way round"))
                    .with_help("write an arrow that takes what is given and passes it on"),
            );
        }
    }

    fn mixes_rest_within(&mut self, source: TypeId, target: TypeId, depth: u32) -> bool {
        if source == target || depth == 0 {
            return false;
        }
        match (self.program.types.get(source).clone(), self.program.types.get(target).clone()) {
            (Type::Function(a), Type::Function(b)) => Self::mixes_rest(&a, &b),
            (Type::Union(parts), _) => parts.iter().any(|&part| self.mixes_rest_within(part, target, depth - 1)),
            (_, Type::Union(parts)) => {
                let fitting: Vec<TypeId> = parts.iter().copied().filter(|&part| self.is_assignable(source, part)).collect();
                !fitting.is_empty() && fitting.into_iter().all(|part| self.mixes_rest_within(source, part, depth - 1))
            }
            (Type::Array { element: a, .. }, Type::Array { element: b, .. }) => self.mixes_rest_within(a, b, depth - 1),
            (Type::Object { members, .. }, Type::Object { .. } | Type::Interface { .. }) => members.iter().any(|own| {
                let wanted = self.find_member(target, &own.name).map(|found| found.ty);
                wanted.is_some_and(|wanted| self.mixes_rest_within(own.ty, wanted, depth - 1))
            }),
            _ => false,
        }
    }

    /// Whether two signatures take their further arguments in different ways: one by one, and as an array. A call through the one would
    /// hand the other something else than it takes.
    fn mixes_rest(source: &Signature, target: &Signature) -> bool {
        let rest = |s: &Signature| s.parameters.iter().position(|p| p.rest);
        match (rest(source), rest(target)) {
            (None, None) => false,
            (Some(a), Some(b)) => a != b,
            (None, Some(b)) => source.parameters.len() > b,
            (Some(a), None) => target.parameters.len() > a,
        }
    }
}
