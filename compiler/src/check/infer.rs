//! Inference of type arguments: from the arguments of a call, and from what its result is wanted for.

use super::Checker;
use crate::hash::HashMap;
use crate::program::types::{ABSTRACT_CONSTRUCT, CONSTRUCT, Member, NUMBER_INDEX, STRING_INDEX, Substitution};
use crate::program::{ClassId, Signature, TupleElement, Type, TypeId, TypeParameterId};
use std::rc::Rc;

/// How deep branches of conditional types are looked into for a type parameter, as in tsc.
const BRANCHES: u32 = 3;

/// Type parameters on the way to their arguments.
#[derive(Debug)]
pub(super) struct Inference {
    pub parameters: Vec<TypeParameterId>,
    /// Per parameter: what was seen where the parameter gives values.
    candidates: Vec<Vec<TypeId>>,
    /// Per parameter: what was seen of a mapped type made of it, or of a union of several parameters. Counts where nothing else was seen.
    vague: Vec<Vec<TypeId>>,
    /// What is learnt from now on is of that kind.
    is_vague: bool,
    /// Per parameter: an object with the members whose names were given where its keys are wanted. Counts where nothing else tells.
    by_keys: Vec<Option<TypeId>>,
    /// Per parameter: what was seen where it takes values (parameters of functions).
    contra: Vec<Vec<TypeId>>,
    /// Per parameter: what the expected result suggests, when nothing else was seen.
    pub hints: Vec<Option<TypeId>>,
    /// Per parameter: settled because a function written in place needed it.
    fixed: Vec<Option<TypeId>>,
    /// Per parameter: it is the whole of the result, or a member of its union, so literals are kept.
    keep_literals: Vec<bool>,
    /// They are what `infer` names in a conditional type.
    of_condition: bool,
    /// What would say something of them was refused.
    pub refused: bool,
    /// The types of the array literals in what is learnt from now on.
    pub array_literals: Vec<TypeId>,
    /// Per parameter: candidates that are array literals.
    literals: Vec<Vec<TypeId>>,
    /// Per parameter: it was only seen where a declared type is it, alone or in a union; elsewhere literals stay.
    top_level: Vec<bool>,
    /// Per parameter: of how many arguments it is the tuple, where a rest parameter says so.
    pub arity: Vec<Option<usize>>,
    contravariant: bool,
    depth: u32,
    /// Classes whose members are being learnt from.
    classes: Vec<ClassId>,
    /// Which types were compared in this way for the outermost, and how deep: a second time tells nothing new (tsc's `visited`).
    compared: HashMap<Comparison, u32>,
}

/// Two types, whether the second takes values, and whether what is learnt is vague.
type Comparison = (TypeId, TypeId, bool, bool);

impl Inference {
    pub fn new(parameters: &[TypeParameterId]) -> Inference {
        let count = parameters.len();
        Inference {
            parameters: parameters.to_vec(),
            candidates: vec![Vec::new(); count],
            vague: vec![Vec::new(); count],
            is_vague: false,
            by_keys: vec![None; count],
            contra: vec![Vec::new(); count],
            hints: vec![None; count],
            fixed: vec![None; count],
            keep_literals: vec![false; count],
            of_condition: false,
            refused: false,
            array_literals: Vec::new(),
            literals: vec![Vec::new(); count],
            top_level: vec![true; count],
            arity: vec![None; count],
            contravariant: false,
            depth: 0,
            classes: Vec::new(),
            compared: HashMap::default(),
        }
    }

    /// Type parameters that `infer` names: every literal is kept, and all that is seen counts.
    pub fn of_condition(parameters: &[TypeParameterId]) -> Inference {
        let mut inference = Inference::new(parameters);
        inference.keep_literals.fill(true);
        inference.of_condition = true;
        inference
    }

    /// Whether something is known of a parameter, be it only what the expected result suggests.
    pub fn is_seen(&self, index: usize) -> bool {
        let seen = [&self.candidates, &self.vague, &self.contra].iter().any(|list| !list[index].is_empty());
        seen || self.fixed[index].is_some() || self.hints[index].is_some()
    }

    /// Whether only functions have told of a parameter, by what they take.
    pub fn is_only_taken(&self, parameter: TypeParameterId) -> bool {
        let told = |index: usize| !self.contra[index].is_empty() && self.candidates[index].is_empty() && self.fixed[index].is_none();
        self.index(parameter).is_some_and(told)
    }

    pub fn all_seen(&self) -> bool {
        (0..self.parameters.len()).all(|index| self.is_seen(index))
    }

    pub fn any_seen(&self) -> bool {
        (0..self.parameters.len()).any(|index| self.is_seen(index))
    }

    /// Learns from what takes values.
    pub fn taking(&mut self, learn: impl FnOnce(&mut Inference)) {
        self.contravariant = !self.contravariant;
        learn(self);
        self.contravariant = !self.contravariant;
    }

    /// Takes over what was found of parameters of which nothing was seen; nothing at all where something was seen of one of them.
    pub fn merge(&mut self, found: Inference) -> bool {
        let count = self.parameters.len();
        if (0..count).any(|index| self.is_seen(index) && found.is_seen(index)) {
            return false;
        }
        let Inference { candidates, vague, by_keys, contra, literals, top_level, .. } = found;
        for (own, found) in self.by_keys.iter_mut().zip(by_keys) {
            *own = own.or(found);
        }
        let parts = candidates.into_iter().zip(vague).zip(contra).zip(literals).zip(top_level);
        for (index, ((((candidates, vague), contra), literals), top_level)) in parts.enumerate() {
            self.candidates[index].extend(candidates);
            self.vague[index].extend(vague);
            self.contra[index].extend(contra);
            self.literals[index].extend(literals);
            self.top_level[index] &= top_level;
        }
        true
    }

    /// What the expected result says of the parameters.
    pub fn hinted(&self) -> Substitution {
        let hints = self.parameters.iter().copied().zip(self.hints.iter().copied());
        hints.filter_map(|(parameter, hint)| Some((parameter, hint?))).collect()
    }

    pub fn index(&self, parameter: TypeParameterId) -> Option<usize> {
        self.parameters.iter().position(|&p| p == parameter)
    }
}

impl<'a> Checker<'a> {
    /// Notes which parameters' literals the result keeps: those that are the result, or part of a union that is.
    pub(super) fn note_result(&mut self, inference: &mut Inference, result: TypeId) {
        for member in self.program.types.members(result) {
            if let Type::Parameter(parameter) = self.program.types.get(member)
                && let Some(index) = inference.index(*parameter)
            {
                inference.keep_literals[index] = true;
            }
        }
    }

    /// Learns from a `source` that stands where `target` is declared.
    pub(super) fn infer_from(&mut self, inference: &mut Inference, source: TypeId, target: TypeId) {
        let may_tell = self.program.types.may_mention(target, |parameter| inference.index(parameter).is_some());
        if !may_tell || inference.depth > 20 {
            return;
        }
        let source = self.told_result(source);
        if inference.depth == 0 {
            self.note_depth(inference, target);
            inference.compared.clear();
        }
        let comparison = (source, target, inference.contravariant, inference.is_vague);
        match inference.compared.get(&comparison) {
            Some(&depth) if depth <= inference.depth => return,
            _ => inference.compared.insert(comparison, inference.depth),
        };
        inference.depth += 1;
        self.infer_parts(inference, source, target);
        inference.depth -= 1;
    }

    /// Notes which of the parameters in a declared type are not the whole of it or a member of its union.
    pub(super) fn note_depth(&mut self, inference: &mut Inference, declared: TypeId) {
        for index in 0..inference.parameters.len() {
            let parameter = self.types().intern(Type::Parameter(inference.parameters[index]));
            if inference.top_level[index] && self.mentions(declared, parameter) && !self.is_at_top_level(declared, parameter, 0) {
                inference.top_level[index] = false;
            }
        }
    }

    /// Whether a type parameter is a type, or a member or a branch of it (tsc's `isTypeParameterAtTopLevel`).
    fn is_at_top_level(&mut self, ty: TypeId, parameter: TypeId, depth: u32) -> bool {
        if ty == parameter {
            return true;
        }
        let (parts, depth) = match self.program.types.get(ty).clone() {
            Type::Union(parts) | Type::Intersection(parts) => (parts.to_vec(), depth),
            Type::Conditional { root, arguments } if depth < BRANCHES => (self.branches(root, &arguments).to_vec(), depth + 1),
            _ => return false,
        };
        parts.into_iter().any(|part| self.is_at_top_level(part, parameter, depth))
    }

    fn infer_parts(&mut self, inference: &mut Inference, source: TypeId, target: TypeId) {
        let (from, to) = (self.program.types.get(source).clone(), self.program.types.get(target).clone());
        match (&from, &to) {
            (_, Type::Parameter(parameter)) => {
                let Some(index) = inference.index(*parameter) else { return };
                if source == target {
                    return;
                }
                let list = match (inference.contravariant, inference.is_vague && !inference.of_condition) {
                    (true, _) => &mut inference.contra[index],
                    (false, true) => &mut inference.vague[index],
                    (false, false) => &mut inference.candidates[index],
                };
                if !list.contains(&source) {
                    list.push(source);
                }
                if inference.array_literals.contains(&source) {
                    inference.literals[index].push(source);
                }
            }
            (_, Type::Union(parts)) => self.infer_to_union(inference, source, parts),
            (_, Type::Template { strings, types }) => self.infer_to_template(inference, source, strings, types),
            (_, Type::Intersection(parts)) => {
                for &part in parts.iter() {
                    let own = self.same_condition(&from, part).unwrap_or(source);
                    self.infer_from(inference, own, part);
                }
            }
            (Type::KeyOf(a), Type::KeyOf(b)) => {
                inference.contravariant = !inference.contravariant;
                self.infer_from(inference, *a, *b);
                inference.contravariant = !inference.contravariant;
            }
            (_, Type::KeyOf(object)) => self.infer_from_key(inference, source, *object),
            (Type::Indexed { object: a, index: i }, Type::Indexed { object: b, index: j }) => {
                self.infer_from(inference, *a, *b);
                self.infer_from(inference, *i, *j);
            }
            (Type::Mapped { root: a, arguments: x }, Type::Mapped { root: b, arguments: y }) if a == b => {
                for (&s, &t) in x.iter().zip(y.iter()) {
                    self.infer_from(inference, s, t);
                }
            }
            (_, Type::Mapped { root, arguments }) => self.infer_to_mapped(inference, source, *root, arguments),
            (_, Type::Conditional { root, arguments }) => self.infer_to_conditional(inference, source, *root, arguments),
            (Type::Union(parts), _) => {
                for &part in parts.iter() {
                    self.infer_from(inference, part, target);
                }
            }
            // Of what a type parameter decides, what it is at most has parts.
            (Type::Parameter(super::generics::THIS) | Type::Indexed { .. }, _) if let Some(bound) = self.known_bound(source) => self.infer_from(inference, bound, target),
            (Type::Array { element: a, .. }, Type::Array { element: b, .. }) => self.infer_from(inference, *a, *b),
            (Type::Tuple { elements: a, .. }, Type::Tuple { elements: b, .. }) => {
                self.infer_to_tuple(inference, a, b);
            }
            (Type::Tuple { elements, .. }, Type::Array { element: b, .. }) => {
                let all: Vec<TypeId> = elements.iter().map(|e| e.ty).collect();
                let all = self.types().union(all);
                self.infer_from(inference, all, *b);
            }
            (Type::Array { element: a, .. }, Type::Tuple { elements, .. }) => {
                for element in elements.iter() {
                    match self.spread_of(element) {
                        Some(open) => self.infer_from(inference, source, open),
                        None => self.infer_from(inference, *a, element.ty),
                    }
                }
            }
            (Type::Function(a), Type::Function(b)) => {
                let (a, b) = (self.instance_for(inference, a, b), b.clone());
                inference.contravariant = !inference.contravariant;
                if let (Some(x), Some(y)) = (a.this, b.this) {
                    self.infer_from(inference, x, y);
                }
                self.infer_parameters(inference, &a, &b);
                inference.contravariant = !inference.contravariant;
                self.infer_from(inference, a.result, b.result);
                if let (Some(x), Some(y)) = (a.predicate.as_ref().and_then(|p| p.ty), b.predicate.as_ref().and_then(|p| p.ty)) {
                    self.infer_from(inference, x, y);
                }
            }
            // Of several signatures the last one speaks.
            (Type::Intersection(parts), Type::Function(_)) => {
                if let Some(&last) = parts.iter().rfind(|&&part| matches!(self.program.types.get(part), Type::Function(_))) {
                    self.infer_from(inference, last, target);
                }
            }
            // Of a tuple or an instance that is more besides, the tuple or the instance.
            (Type::Intersection(parts), Type::Tuple { .. } | Type::Array { .. } | Type::Class { .. }) => {
                for &part in parts.iter() {
                    self.infer_from(inference, part, target);
                }
            }
            (Type::Interface { .. } | Type::Object { .. }, Type::Function(_)) => {
                if let Some(function) = self.called_part(source) {
                    self.infer_from(inference, function, target);
                }
            }
            (Type::Class { class: a, arguments: x }, Type::Class { class: b, arguments: y }) => {
                if let Some(arguments) = self.as_base(*a, x, *b) {
                    for (&s, &t) in arguments.iter().zip(y.iter()) {
                        self.infer_from(inference, s, t);
                    }
                }
            }
            (Type::Interface { interface: a, arguments: x }, Type::Interface { interface: b, arguments: y }) if a == b => {
                for (&s, &t) in x.iter().zip(y.iter()) {
                    self.infer_from(inference, s, t);
                }
            }
            // What is wanted as an iterable may be an array.
            (Type::Interface { .. }, Type::Array { element, .. }) if let Some(steps) = self.generator_steps(source) => {
                self.infer_from(inference, steps.given, *element);
            }
            // Or as what is only like one.
            (Type::Interface { .. } | Type::Object { .. }, Type::Array { element, .. }) if let Some(found) = self.find_member(source, NUMBER_INDEX) => {
                self.infer_from(inference, found.ty, *element);
            }
            // Of `any` nothing is known that it would hold.
            (Type::Any, _) => {}
            _ if let Some(wanted) = self.promise_like(target) => {
                if let Some(held) = self.held_by_promise(source) {
                    self.infer_from(inference, held, wanted);
                }
            }
            (_, Type::Interface { .. }) if let Some(wanted) = self.generator_steps(target) => {
                if let Some(given) = self.element_type(source) {
                    self.infer_from(inference, given, wanted.given);
                } else if let Some(steps) = self.iteration(source).or_else(|| self.steps_of(source)) {
                    self.infer_from(inference, steps.given, wanted.given);
                    self.infer_from(inference, steps.returned, wanted.returned);
                }
            }
            (_, Type::Interface { .. }) if let Some(wanted) = self.async_generator_steps(target) => {
                if let Some(steps) = self.async_iteration(source) {
                    self.infer_from(inference, steps.given, wanted.given);
                    self.infer_from(inference, steps.returned, wanted.returned);
                }
            }
            (Type::Interface { .. } | Type::Object { .. }, Type::Class { class, .. }) if !inference.classes.contains(class) => {
                inference.classes.push(*class);
                for member in self.properties(target).unwrap_or_default() {
                    self.infer_member(inference, source, target, &member);
                }
                inference.classes.pop();
            }
            (_, Type::Interface { .. } | Type::Object { .. }) => {
                for member in self.properties(target).unwrap_or_default() {
                    if &*member.name == NUMBER_INDEX
                        && let Some(element) = self.element_type(source)
                    {
                        self.infer_from(inference, element, member.ty);
                    } else if member.is_index()
                        && self.entries_of(source).is_none()
                        && let Some(members) = self.plain_members(source)
                    {
                        let all: Vec<TypeId> = members.iter().filter(|m| m.is_spoken_of(&member)).map(|m| self.present_type(m)).collect();
                        if !all.is_empty() {
                            let all = self.types().union(all);
                            self.infer_from(inference, all, member.ty);
                        }
                    } else {
                        self.infer_member(inference, source, target, &member);
                    }
                }
            }
            _ => {}
        }
    }

    /// What a member of `source` tells of the same one of `target`. Of several signatures those are compared that stand equally far from the last.
    fn infer_member(&mut self, inference: &mut Inference, source: TypeId, target: TypeId, member: &Member) {
        let Some(found) = self.find_member(source, &member.name) else { return };
        if found.overloads.is_empty() {
            return self.infer_from(inference, found.ty, member.ty);
        }
        let wanted = self.find_member(target, &member.name).map_or_else(Vec::new, |wanted| wanted.overloads.to_vec());
        if wanted.is_empty() {
            let whole = self.whole_type(&found);
            return self.infer_from(inference, whole, member.ty);
        }
        for (own, wanted) in found.overloads.iter().rev().zip(wanted.iter().rev()) {
            let [own, wanted] = [own, wanted].map(|signature| self.program.types.intern(Type::Function(signature.clone())));
            self.infer_from(inference, own, wanted);
        }
    }

    /// What a type that is still open is at most, where that is known.
    fn known_bound(&mut self, ty: TypeId) -> Option<TypeId> {
        let bound = self.constraint_of(ty);
        (bound != ty && bound != TypeId::UNKNOWN).then_some(bound)
    }

    /// A generic function where one without type parameters is wanted: what it is for the arguments known so far.
    fn instance_for(&mut self, inference: &Inference, function: &Rc<Signature>, wanted: &Signature) -> Rc<Signature> {
        if function.type_parameters.is_empty() || !wanted.type_parameters.is_empty() {
            return function.clone();
        }
        let mut with = self.known_so_far(inference);
        for &parameter in &inference.parameters {
            with.entry(parameter).or_insert(TypeId::UNKNOWN);
        }
        let wanted = self.substitute_signature(wanted, &with);
        Rc::new(self.erased(function, &wanted))
    }

    /// Parameter by parameter; a rest parameter whose type is open takes all that remain, as a tuple.
    pub(super) fn infer_parameters(&mut self, inference: &mut Inference, a: &Signature, b: &Signature) {
        let b = self.positional(b);
        for (index, wanted) in b.parameters.iter().enumerate() {
            if wanted.rest && (self.is_undecided(wanted.ty) || matches!(self.program.types.get(wanted.ty), Type::Tuple { .. })) {
                let all = self.parameter_tuple(a, index);
                self.infer_from(inference, all, wanted.ty);
            } else if wanted.rest {
                let element = self.element_type(wanted.ty).unwrap_or(TypeId::ANY);
                for at in index..a.parameters.len().max(index) {
                    if let Some(own) = self.nth_parameter(a, at) {
                        self.infer_from(inference, own.ty, element);
                    }
                }
            } else if let Some(own) = self.nth_parameter(a, index) {
                self.infer_from(inference, own.ty, wanted.ty);
            }
        }
    }

    /// Position by position from both ends; what lies between goes to the rest.
    fn infer_to_tuple(&mut self, inference: &mut Inference, from: &[TupleElement], to: &[TupleElement]) {
        let Some(rest) = to.iter().position(|e| e.rest) else {
            for (index, element) in to.iter().enumerate() {
                if let Some(own) = self.tuple_element(from, index) {
                    self.infer_from(inference, own, element.ty);
                }
            }
            return;
        };
        let ahead = rest.min(from.iter().position(|e| e.rest).unwrap_or(from.len()));
        let fixed = to.iter().rev().take_while(|e| !e.rest).count();
        let behind = fixed.min(from.iter().rev().position(|e| e.rest).unwrap_or(from.len()).min(from.len() - ahead));
        for index in 0..ahead {
            self.infer_from(inference, from[index].ty, to[index].ty);
        }
        for back in 1..=behind {
            self.infer_from(inference, from[from.len() - back].ty, to[to.len() - back].ty);
        }
        let between = from[ahead..from.len() - behind].to_vec();
        let open = &to[rest..to.len() - fixed];
        if open.len() > 1 {
            return self.infer_two_spreads(inference, &between, open);
        }
        match self.spread_of(&to[rest]) {
            Some(open) => {
                let slice = match self.spread_alone(&between) {
                    Some(list) => list,
                    None => self.make_tuple(between, false),
                };
                self.infer_from(inference, slice, open);
            }
            None => between.iter().for_each(|element| self.infer_from(inference, element.ty, to[rest].ty)),
        }
    }

    /// To `[...A, ...B]` where it is known how many elements A is: B is those that remain. Otherwise nothing tells where A ends.
    fn infer_two_spreads(&mut self, inference: &mut Inference, between: &[TupleElement], to: &[TupleElement]) {
        let [first, second] = to else { return };
        let (Some(a), Some(b)) = (self.spread_of(first), self.spread_of(second)) else { return };
        let Type::Parameter(parameter) = *self.program.types.get(a) else { return };
        let Some(count) = inference.index(parameter).and_then(|index| inference.arity[index]) else { return };
        let count = count.min(between.iter().position(|e| e.rest).unwrap_or(between.len()));
        for (elements, open) in [(&between[..count], a), (&between[count..], b)] {
            let slice = self.make_tuple(elements.to_vec(), false);
            self.infer_from(inference, slice, open);
        }
    }

    /// To `{ [K in keyof T]: X }`: T has the members of the source where X is `T[K]`; to `Record<K, X>`: K is the source's keys.
    fn infer_to_mapped(&mut self, inference: &mut Inference, source: TypeId, root: u32, arguments: &[TypeId]) {
        let mapped = self.program.types.mapped(root).clone();
        let with = Self::substitution(&mapped.outer, arguments);
        let keys = self.types().substitute(mapped.keys, &with);
        match *self.program.types.get(keys) {
            Type::KeyOf(whole) => {
                let key = self.types().intern(Type::Parameter(mapped.parameter));
                let same = self.types().intern(Type::Indexed { object: whole, index: key });
                let template = self.types().substitute(mapped.template, &with);
                let outer = std::mem::replace(&mut inference.is_vague, true);
                if template == same {
                    self.infer_from(inference, source, whole);
                } else if let Type::Parameter(parameter) = *self.program.types.get(whole)
                    && let Some(ty) = self.mapped_back(inference, source, (parameter, mapped.parameter), template)
                {
                    self.infer_from(inference, ty, whole);
                }
                inference.is_vague = outer;
            }
            _ => {
                // Of a type parameter what it is known to be counts.
                let bound = self.constraint_of(source);
                let source = if self.properties(bound).is_some() { bound } else { source };
                let own = self.key_of(source);
                let outer = std::mem::replace(&mut inference.is_vague, true);
                self.infer_from(inference, own, keys);
                inference.is_vague = outer;
                let all: Vec<TypeId> = self.properties(source).unwrap_or_default().iter().map(|m| m.ty).collect();
                if !all.is_empty() {
                    let all = self.types().union(all);
                    let template = self.types().substitute(mapped.template, &with);
                    self.infer_from(inference, all, template);
                }
            }
        }
    }

    /// What `{ [K in keyof T]: X }` was made of, going by what stands for T[K] in X, which each member of `source` says of its own.
    fn mapped_back(&mut self, inference: &Inference, source: TypeId, (whole, key): (TypeParameterId, TypeParameterId), template: TypeId) -> Option<TypeId> {
        if inference.contravariant || inference.depth > 5 {
            return None;
        }
        let part = self.part_parameter();
        let own = self.types().intern(Type::Parameter(part));
        let entry = Member { name: STRING_INDEX.into(), ty: own, optional: true, readonly: false, method: false, numeric: true };
        let object = self.types().intern(Type::Object { members: [entry].into(), fresh: false });
        let template = self.substitute(template, &Substitution::from_iter([(whole, object), (key, TypeId::STRING)]));
        let of_member = |c: &mut Self, ty: TypeId| {
            let mut inner = Inference::of_condition(&[part]);
            inner.depth = inference.depth + 1;
            c.infer_from(&mut inner, ty, template);
            c.choose(&inner, 0, false)
        };
        match self.program.types.get(source).clone() {
            Type::Tuple { elements, readonly } => {
                let parts = elements.iter().map(|e| Some(TupleElement { ty: of_member(self, e.ty)?, ..e.clone() })).collect::<Option<_>>()?;
                Some(self.make_tuple(parts, readonly))
            }
            Type::Array { element, readonly } => {
                let element = of_member(self, element)?;
                Some(self.types().intern(Type::Array { element, readonly }))
            }
            Type::Object { members, fresh } => {
                let parts: Vec<Member> = members.iter().map(|m| Some(Member { ty: of_member(self, m.ty)?, method: false, ..m.clone() })).collect::<Option<_>>()?;
                Some(self.types().intern(Type::Object { members: parts.into(), fresh }))
            }
            _ => None,
        }
    }

    /// A type parameter of no declaration, for what is looked for in one member.
    fn part_parameter(&mut self) -> TypeParameterId {
        if let Some(known) = self.part_parameter {
            return known;
        }
        let id = self.made_up_parameter("part");
        self.part_parameter = Some(id);
        id
    }

    pub(super) fn mentions(&self, ty: TypeId, parameter: TypeId) -> bool {
        let Type::Parameter(id) = *self.program.types.get(parameter) else { return false };
        let mut found = Vec::new();
        self.program.types.collect_parameters(ty, &mut found);
        found.contains(&id)
    }

    /// A key of an object of which nothing else is known, not even what it is for: it has a member of that name.
    fn infer_from_key(&mut self, inference: &mut Inference, key: TypeId, object: TypeId) {
        let Type::Parameter(parameter) = *self.program.types.get(object) else { return };
        let Some(index) = inference.index(parameter).filter(|_| !inference.contravariant) else { return };
        let mut members = Vec::new();
        for key in self.program.types.members(key) {
            let Type::StringLiteral { units, .. } = self.program.types.get(key) else { return };
            members.push(Member { name: String::from_utf16_lossy(units).into(), ty: TypeId::ANY, optional: false, readonly: false, method: false, numeric: false });
        }
        if members.is_empty() {
            return;
        }
        let holder = self.types().intern(Type::Object { members: members.into(), fresh: false });
        inference.by_keys[index].get_or_insert(holder);
    }

    /// To `T | X`: what fits one of the other members says nothing about `T`.
    fn infer_to_union(&mut self, inference: &mut Inference, source: TypeId, parts: &[TypeId]) {
        let is_sought = |c: &Self, ty: TypeId| matches!(c.program.types.get(ty), Type::Parameter(id) if inference.index(*id).is_some());
        let (naked, others): (Vec<TypeId>, Vec<TypeId>) = parts.iter().partition(|&&part| is_sought(self, part));
        // `T & (A | B)`, which is `T & A | T & B`, speaks of the whole.
        let is_of_whole = |c: &Self, ty: TypeId| matches!(c.program.types.get(ty), Type::Intersection(parts) if parts.iter().any(|&part| is_sought(c, part)));
        let (whole, others): (Vec<TypeId>, Vec<TypeId>) = others.into_iter().partition(|&other| is_of_whole(self, other));
        for &other in &whole {
            self.infer_from(inference, source, other);
        }
        let mut rest = Vec::new();
        let parts = if whole.is_empty() { self.program.types.members(source) } else { Default::default() };
        for part in parts {
            if others.contains(&part) || part != TypeId::ANY && others.iter().any(|&o| !self.program.types.is_generic(o) && self.is_assignable(part, o)) {
                continue;
            }
            let mut matched = false;
            for &other in &others {
                if let Type::KeyOf(object) = *self.program.types.get(other) {
                    self.infer_from_key(inference, part, object);
                } else if self.program.types.is_generic(other) && (self.same_form(part, other) || naked.is_empty() && self.have_members(part, other)) {
                    self.infer_from(inference, part, other);
                    matched = true;
                } else if matches!(self.program.types.get(other), Type::Conditional { .. }) {
                    self.infer_from(inference, part, other);
                }
            }
            if !matched {
                rest.push(part);
            }
        }
        if let ([only], false) = (&naked[..], rest.is_empty()) {
            let rest = self.types().union(rest);
            self.infer_from(inference, rest, *only);
        } else if rest.is_empty() && self.program.types.members(source).is_empty() {
            for &one in &naked {
                self.infer_from(inference, source, one);
            }
        } else if !naked.is_empty() {
            // Either the others take all of it, or which of several it is nothing tells: it counts for each of which nothing else is said.
            let outer = std::mem::replace(&mut inference.is_vague, true);
            for &one in &naked {
                self.infer_from(inference, source, one);
            }
            inference.is_vague = outer;
        }
    }

    /// What is wanted is one branch or the other: a branch that is a type parameter itself learns from it where nothing else is said of that.
    fn infer_to_conditional(&mut self, inference: &mut Inference, source: TypeId, root: u32, arguments: &[TypeId]) {
        if let Type::Conditional { root: own, arguments: given } = self.program.types.get(source).clone()
            && own == root
        {
            return given.iter().zip(arguments).for_each(|(&a, &b)| self.infer_from(inference, a, b));
        }
        // One that is written alike elsewhere.
        if let Type::Conditional { root: own, arguments: given } = self.program.types.get(source).clone()
            && let Some(pairs) = self.tested_alike((own, &given), (root, arguments))
        {
            return pairs.into_iter().for_each(|(a, b)| self.infer_from(inference, a, b));
        }
        for branch in self.branches(root, arguments) {
            let is_naked = matches!(*self.program.types.get(branch), Type::Parameter(parameter) if inference.index(parameter).is_some());
            let outer = inference.is_vague;
            inference.is_vague |= is_naked;
            self.infer_from(inference, source, branch);
            inference.is_vague = outer;
        }
    }

    /// The part of an intersection that is decided by the same conditional type as `target`.
    fn same_condition(&self, source: &Type, target: TypeId) -> Option<TypeId> {
        let (Type::Intersection(parts), Type::Conditional { root, .. }) = (source, self.program.types.get(target)) else { return None };
        parts.iter().copied().find(|&part| matches!(self.program.types.get(part), Type::Conditional { root: own, .. } if own == root))
    }

    /// Whether both are types of objects, whatever they are called, and not of iterators, whose steps tell more than their members.
    fn have_members(&mut self, a: TypeId, b: TypeId) -> bool {
        let are_objects = [a, b].iter().all(|&ty| matches!(self.program.types.get(ty), Type::Class { .. } | Type::Interface { .. } | Type::Object { .. }));
        are_objects && self.generator_steps(b).is_none() && self.async_generator_steps(b).is_none()
    }

    fn same_form(&mut self, a: TypeId, b: TypeId) -> bool {
        if self.promise_like(b).is_some() {
            return self.held_by_promise(a).is_some();
        }
        if let Type::Intersection(parts) = self.program.types.get(b).clone() {
            return parts.iter().any(|&part| self.same_form(a, part));
        }
        let source = self.program.types.get(a).clone();
        if let Type::Intersection(parts) = &source
            && (self.same_condition(&source, b).is_some() || parts.iter().any(|&part| self.same_form(part, b)))
        {
            return true;
        }
        // Of an array it is asked what stands at a number.
        if matches!(self.program.types.get(b), Type::Interface { .. }) && self.types().array_parts(a).is_some() && self.find_member(b, NUMBER_INDEX).is_some() {
            return true;
        }
        match (self.program.types.get(a), self.program.types.get(b)) {
            (Type::Array { .. } | Type::Tuple { .. }, Type::Array { .. } | Type::Tuple { .. }) | (Type::Function(_), Type::Function(_)) => true,
            (Type::Class { class: a, .. }, Type::Class { class: b, .. }) => self.extends_class(*a, *b),
            (Type::Interface { interface: a, .. }, Type::Interface { interface: b, .. }) if a == b => true,
            (Type::Object { .. }, Type::Interface { .. } | Type::Object { .. }) => true,
            (Type::Conditional { root: a, .. }, Type::Conditional { root: b, .. }) => a == b,
            (_, Type::Interface { .. }) if self.async_generator_steps(b).is_some() => self.async_generator_steps(a).is_some(),
            (_, Type::Interface { .. }) => self.generator_steps(b).is_some() && self.async_generator_steps(a).is_none(),
            (Type::ClassValue(_), Type::Object { members, .. }) => members.iter().any(|m| matches!(&*m.name, CONSTRUCT | ABSTRACT_CONSTRUCT)),
            (Type::StringLiteral { .. } | Type::Template { .. } | Type::String, Type::Template { .. }) => true,
            _ => false,
        }
    }

    /// What is known so far of the parameters, for the context of an argument: settled or inferred ones; others stay.
    pub(super) fn known_so_far(&mut self, inference: &Inference) -> Substitution {
        let mut with = Substitution::default();
        for (index, &parameter) in inference.parameters.iter().enumerate() {
            let known = inference.fixed[index].or_else(|| self.choose(inference, index, false)).or(inference.hints[index]);
            if let Some(ty) = known {
                with.insert(parameter, ty);
            }
        }
        with
    }

    /// From the type that a function written in place declares for a parameter, to the one it is expected to have.
    pub(super) fn infer_against(&mut self, inference: &mut Inference, source: TypeId, target: TypeId) {
        inference.contravariant = !inference.contravariant;
        self.infer_from(inference, source, target);
        inference.contravariant = !inference.contravariant;
    }

    /// Settles the parameters that `ty` mentions, as a function written in place needs its parameters' types.
    pub(super) fn fix(&mut self, inference: &mut Inference, ty: TypeId) {
        for index in 0..inference.parameters.len() {
            let parameter = self.types().intern(Type::Parameter(inference.parameters[index]));
            if inference.fixed[index].is_none() && self.mentions(ty, parameter) {
                let chosen = self.choose(inference, index, true).or(self.hint_of(inference, index));
                inference.fixed[index] = Some(match chosen {
                    Some(chosen) => self.within_constraint(inference, index, chosen),
                    None => self.fallback(inference, index),
                });
            }
        }
    }

    /// What the place of the result suggests where the arguments say nothing. What only takes the result apart says nothing of it, as in tsc.
    fn hint_of(&self, inference: &Inference, index: usize) -> Option<TypeId> {
        inference.hints[index].filter(|&hint| !self.only_takes_apart(hint))
    }

    /// Whether a type is what a pattern alone makes of a value: it says of no member more than that it is taken.
    pub(super) fn only_takes_apart(&self, ty: TypeId) -> bool {
        let says_nothing = |ty: TypeId| ty == TypeId::UNKNOWN || self.only_takes_apart(ty);
        match self.program.types.get(ty) {
            Type::Object { members, .. } => !members.is_empty() && members.iter().all(|member| says_nothing(member.ty)),
            Type::Tuple { elements, .. } => !elements.is_empty() && elements.iter().all(|element| says_nothing(element.ty)),
            _ => false,
        }
    }

    fn fallback(&mut self, inference: &Inference, index: usize) -> TypeId {
        if inference.refused {
            return TypeId::ANY;
        }
        let parameter = inference.parameters[index];
        if self.has_default(parameter) {
            let before: Vec<TypeId> = inference.fixed[..index].iter().map(|f| f.unwrap_or(TypeId::UNKNOWN)).collect();
            return self.default_argument(parameter, &inference.parameters, &before);
        }
        let constraint = self.program.type_parameters[parameter.index()].constraint;
        if self.program.types.is_generic(constraint) { TypeId::UNKNOWN } else { constraint }
    }

    /// The type that the candidates agree on. `settling`: for a function written in place, which widens literals.
    fn choose(&mut self, inference: &Inference, index: usize, settling: bool) -> Option<TypeId> {
        let parameter = inference.parameters[index];
        let constraint = self.program.type_parameters[parameter.index()].constraint;
        if inference.of_condition {
            return match (&inference.candidates[index][..], &inference.contra[index][..]) {
                ([], []) => None,
                ([], taken) => Some(self.intersect(taken)),
                (given, _) => {
                    let given: Vec<TypeId> = given.iter().map(|&ty| self.types().regular(ty)).collect();
                    Some(self.best_common_type(given))
                }
            };
        }
        let seen = if inference.candidates[index].is_empty() { &inference.vague[index] } else { &inference.candidates[index] };
        let candidates = &self.joined_literals(seen, &inference.literals[index]);
        let taken = inference.contra[index].first().copied().map(|first| {
            inference.contra[index].iter().fold(first, |best, &other| if self.is_assignable(other, best) { other } else { best })
        });
        if candidates.is_empty() {
            return taken.or(inference.by_keys[index].filter(|_| inference.hints[index].is_none()));
        }
        let primitive = self.program.types.members(constraint).iter().any(|&m| {
            let base = self.program.types.base_of_literal(m);
            matches!(self.program.types.get(m), Type::KeyOf(_)) || matches!(base, TypeId::STRING | TypeId::NUMBER | TypeId::BOOLEAN)
        });
        let constant = self.type_parameters[parameter.index()].node.is_some_and(|node| node.is_const);
        let keep = constant || primitive || !inference.top_level[index] || inference.keep_literals[index] && !settling;
        let mut widened: Vec<TypeId> = Vec::new();
        for &candidate in candidates {
            // Only what is written widens a symbol.
            let keep = keep || matches!(self.program.types.get(candidate), Type::UniqueSymbol(_));
            let ty = if keep { self.types().regular(candidate) } else { self.types().widen(candidate) };
            let ty = if constant || primitive { self.types().unfresh_literals(ty) } else { ty };
            if !widened.contains(&ty) {
                widened.push(ty);
            }
        }
        let given = self.common_supertype(&widened);
        // Values that no function takes which is to take them: it is they that are blamed.
        let fits = |c: &mut Self| inference.contra[index].iter().any(|&taken| c.is_assignable(given, taken));
        match taken {
            Some(taken) if !matches!(given, TypeId::NEVER | TypeId::ANY) && !fits(self) => Some(taken),
            _ => Some(given),
        }
    }

    /// Object literals, and array literals, of which none includes the others are what one of them is; they come last.
    fn joined_literals(&mut self, candidates: &[TypeId], arrays: &[TypeId]) -> Vec<TypeId> {
        let is_literal = |c: &Self, ty: TypeId| arrays.contains(&ty) || matches!(c.program.types.get(ty), Type::Object { fresh: true, .. });
        let (literals, others): (Vec<TypeId>, Vec<TypeId>) = candidates.iter().partition(|&&ty| is_literal(self, ty));
        if candidates.len() < 2 || literals.is_empty() {
            return candidates.to_vec();
        }
        let joined = self.best_common_type(literals);
        // `{}` as it is written includes no other.
        if self.is_empty_literal(joined) && others.iter().any(|&other| self.types().non_null(other) != TypeId::NEVER) {
            return others;
        }
        others.into_iter().chain([joined]).collect()
    }

    /// The leftmost candidate that all others are assignable to; null and undefined are added afterwards.
    fn common_supertype(&mut self, candidates: &[TypeId]) -> TypeId {
        if let &[only] = candidates {
            return only;
        }
        let bare: Vec<TypeId> = candidates.iter().map(|&c| self.types().non_null(c)).filter(|&c| c != TypeId::NEVER).collect();
        let nullish: Vec<TypeId> = candidates
            .iter()
            .flat_map(|&c| self.program.types.members(c))
            .filter(|m| matches!(*m, TypeId::NULL | TypeId::UNDEFINED | TypeId::VOID))
            .collect();
        if bare.is_empty() {
            return self.types().union(nullish);
        }
        if bare.contains(&TypeId::ANY) {
            return TypeId::ANY;
        }
        let bases: Vec<TypeId> = bare.iter().map(|&ty| self.types().kind_of_literal(ty)).collect();
        let literals = bare.iter().zip(&bases).all(|(ty, base)| ty != base);
        let same_base = bases.windows(2).all(|pair| pair[0] == pair[1]);
        let chosen = if literals && same_base {
            self.types().union(bare)
        } else {
            // tsc folds from the left, going over to a type the one so far is a subtype of.
            // Any number may be given where an enum of numbers is wanted; it is the wider type all the same.
            let is_wider = |c: &mut Self, other, best| c.is_assignable(best, other) && (other == TypeId::NUMBER && best != TypeId::NUMBER || !c.is_assignable(other, best));
            bare[1..].iter().fold(bare[0], |best, &other| if is_wider(self, other, best) { other } else { best })
        };
        self.types().union([chosen].into_iter().chain(nullish))
    }

    /// The arguments, all settled; a parameter of which nothing is known gets its default or constraint.
    pub(super) fn inferred_arguments(&mut self, inference: &mut Inference) -> Substitution {
        for index in 0..inference.parameters.len() {
            if inference.fixed[index].is_none() {
                let chosen = self.choose(inference, index, false).or(self.hint_of(inference, index));
                let chosen = chosen.unwrap_or_else(|| self.fallback(inference, index));
                inference.fixed[index] = Some(self.within_constraint(inference, index, chosen));
            }
        }
        inference.parameters.iter().copied().zip(inference.fixed.iter().map(|f| f.expect("every parameter was just settled"))).collect()
    }

    /// An inferred argument that its constraint refuses gives way to the constraint, so that the argument is blamed.
    fn within_constraint(&mut self, inference: &Inference, index: usize, chosen: TypeId) -> TypeId {
        let parameter = inference.parameters[index];
        let constraint = self.program.type_parameters[parameter.index()].constraint;
        let mut with = self.known_so_far(inference);
        with.insert(parameter, chosen);
        // Parameters that come later, and of which nothing is known, are what they may be at most.
        for (later, &parameter) in inference.parameters.iter().enumerate().skip(index + 1) {
            if !with.contains_key(&parameter) {
                with.insert(parameter, self.fallback(inference, later));
            }
        }
        let constraint = self.substitute(constraint, &with);
        if self.is_assignable(chosen, constraint) { chosen } else { constraint }
    }
}
