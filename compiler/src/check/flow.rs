//! What is known at a point of a body: which places hold less than their declared type, which variables may be
//! unassigned, whether the point is reached at all.
//!
//! A [`Flow`] is cheap to copy. An absent place has its declared type; so where two ways meet, a place narrowed on one
//! of them only is forgotten.

use super::scope::ScopeId;
use crate::program::{BindingId, FunctionId, Program, TargetId, TypeId, Types};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A place that can be narrowed: a variable or `this`, and the properties read from it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Reference {
    pub root: Root,
    pub path: Vec<Rc<str>>,
}

/// Where a [`Reference`] begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Root {
    Binding(BindingId),
    This,
}

impl Reference {
    pub fn binding(id: BindingId) -> Reference {
        Reference { root: Root::Binding(id), path: Vec::new() }
    }

    /// Whether writing to `self` may change what `other` holds.
    fn contains(&self, other: &Reference) -> bool {
        self.root == other.root && other.path.starts_with(&self.path)
    }
}

/// What is known at one point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flow {
    pub reachable: bool,
    narrowed: Rc<BTreeMap<Reference, TypeId>>,
    /// Arrays that began as `[]` without a type, with the type of what was put into them so far.
    evolving: Rc<BTreeMap<Reference, TypeId>>,
    unassigned: Rc<BTreeSet<BindingId>>,
}

impl Flow {
    /// The start of a body.
    pub fn start() -> Flow {
        Flow { reachable: true, narrowed: Rc::default(), evolving: Rc::default(), unassigned: Rc::default() }
    }

    /// A point that nothing reaches.
    pub fn unreachable() -> Flow {
        Flow { reachable: false, ..Flow::start() }
    }

    /// The same knowledge, at a point that nothing reaches.
    pub fn never_reached(self) -> Flow {
        Flow { reachable: false, ..self }
    }

    /// What `reference` is narrowed to.
    pub fn get(&self, reference: &Reference) -> Option<TypeId> {
        self.narrowed.get(reference).copied()
    }

    /// What is narrowed here and not, or otherwise, in `other`.
    pub fn beyond(&self, other: &Flow) -> Vec<(Reference, TypeId)> {
        let differs = |(reference, ty): &(&Reference, &TypeId)| other.narrowed.get(*reference) != Some(*ty);
        self.narrowed.iter().filter(differs).map(|(reference, &ty)| (reference.clone(), ty)).collect()
    }

    /// Narrows `reference`. A place that can hold nothing makes the point unreachable only where `check` says so.
    pub fn narrow(&mut self, reference: Reference, ty: TypeId) {
        if self.reachable && self.narrowed.get(&reference) != Some(&ty) {
            Rc::make_mut(&mut self.narrowed).insert(reference, ty);
        }
    }

    /// Forgets what is known of `reference` and of everything read through it.
    pub fn forget(&mut self, reference: &Reference) {
        if self.narrowed.keys().any(|known| reference.contains(known)) {
            Rc::make_mut(&mut self.narrowed).retain(|known, _| !reference.contains(known));
        }
        if self.evolving.keys().any(|known| reference.contains(known)) {
            Rc::make_mut(&mut self.evolving).retain(|known, _| !reference.contains(known));
        }
    }

    /// `to` now holds what `from` does: what is known of the parts of one is known of the other's.
    pub fn copy_parts(&mut self, from: &Reference, to: &Reference) {
        self.forget(to);
        let parts = |(reference, ty): (&Reference, &TypeId)| {
            let rest = reference.path.get(from.path.len()..).filter(|rest| !rest.is_empty() && from.contains(reference))?;
            Some((Reference { root: to.root, path: [&to.path[..], rest].concat() }, *ty))
        };
        for (reference, ty) in self.narrowed.iter().filter_map(parts).collect::<Vec<_>>() {
            self.narrow(reference, ty);
        }
    }

    /// What the array that began empty holds so far.
    pub fn evolving(&self, reference: &Reference) -> Option<TypeId> {
        self.evolving.get(reference).copied()
    }

    /// Notes what the array that began empty holds now.
    pub fn evolve(&mut self, reference: Reference, element: TypeId) {
        if self.reachable && self.evolving.get(&reference) != Some(&element) {
            Rc::make_mut(&mut self.evolving).insert(reference, element);
        }
    }

    /// Keeps only what is known of places that `keep` admits.
    pub fn retain(&mut self, mut keep: impl FnMut(&Reference) -> bool) {
        Rc::make_mut(&mut self.narrowed).retain(|known, _| keep(known));
    }

    /// Forgets the variables of a body that ended.
    pub fn leave_scope_of(&mut self, mut is_inner: impl FnMut(BindingId) -> bool) {
        let mut ends = |known: &Reference| matches!(known.root, Root::Binding(binding) if is_inner(binding));
        Rc::make_mut(&mut self.narrowed).retain(|known, _| !ends(known));
        Rc::make_mut(&mut self.evolving).retain(|known, _| !ends(known));
        Rc::make_mut(&mut self.unassigned).retain(|&binding| !is_inner(binding));
    }

    /// What `other` knows of the places that `is_meant` names is known here too.
    pub fn restore(&mut self, other: &Flow, is_meant: impl Fn(&Reference) -> bool) {
        for (reference, &ty) in other.narrowed.iter().filter(|(reference, _)| is_meant(reference)) {
            self.narrow(reference.clone(), ty);
        }
    }

    pub fn declare_unassigned(&mut self, binding: BindingId) {
        if self.reachable {
            Rc::make_mut(&mut self.unassigned).insert(binding);
        }
    }

    pub fn declare_assigned(&mut self, binding: BindingId) {
        if self.unassigned.contains(&binding) {
            Rc::make_mut(&mut self.unassigned).remove(&binding);
        }
    }

    pub fn is_unassigned(&self, binding: BindingId) -> bool {
        self.unassigned.contains(&binding)
    }

    pub fn has_no_unassigned(&self) -> bool {
        self.unassigned.is_empty()
    }

    /// The state where this way and `other` meet. Where a variable has its declared type on one of the ways it has it here too: whatever
    /// it was narrowed to on the other is among that.
    pub fn join(self, other: Flow, program: &mut Program) -> Flow {
        let Program { types, bindings, .. } = program;
        let declared = |reference: &Reference| match reference.root {
            Root::Binding(binding) if reference.path.is_empty() => Some(bindings[binding.index()].ty),
            _ => None,
        };
        if !self.reachable {
            return other;
        }
        if !other.reachable {
            return self;
        }
        let narrowed = if Rc::ptr_eq(&self.narrowed, &other.narrowed) {
            self.narrowed.clone()
        } else {
            let both = self.narrowed.iter().filter_map(|(reference, &a)| {
                let b = other.get(reference)?;
                let both = match declared(reference) {
                    _ if a == b => a,
                    Some(declared) if a == declared || b == declared => declared,
                    Some(TypeId::UNKNOWN) => types.either_unknown(a, b),
                    _ => types.either(a, b),
                };
                Some((reference.clone(), both))
            });
            Rc::new(both.collect())
        };
        let (narrowed, evolving) = join_evolving(&self, &other, narrowed, types);
        let unassigned = if Rc::ptr_eq(&self.unassigned, &other.unassigned) {
            self.unassigned
        } else {
            Rc::new(self.unassigned.union(&other.unassigned).copied().collect())
        };
        Flow { reachable: true, narrowed, evolving, unassigned }
    }
}

/// What is known of arrays that began empty where `a` and `b` meet. One that is no longer such an array on one of the ways
/// is an array like any other from there on.
#[allow(clippy::type_complexity)]
fn join_evolving(
    a: &Flow,
    b: &Flow,
    mut narrowed: Rc<BTreeMap<Reference, TypeId>>,
    types: &mut Types,
) -> (Rc<BTreeMap<Reference, TypeId>>, Rc<BTreeMap<Reference, TypeId>>) {
    if Rc::ptr_eq(&a.evolving, &b.evolving) {
        return (narrowed, a.evolving.clone());
    }
    let mut evolving = BTreeMap::new();
    for (one, other) in [(a, b), (b, a)] {
        for (reference, &element) in one.evolving.iter() {
            if let Some(also) = other.evolving(reference) {
                evolving.insert(reference.clone(), types.union([element, also]));
            } else if let Some(assigned) = other.get(reference) {
                let array = types.array(element);
                let either = types.union([array, assigned]);
                Rc::make_mut(&mut narrowed).insert(reference.clone(), either);
            }
        }
    }
    (narrowed, Rc::new(evolving))
}

/// A statement that `break` or `continue` can leave.
#[derive(Debug)]
pub(super) struct Target {
    pub id: TargetId,
    pub label: Option<Rc<str>>,
    /// Loops; the others are left by `break` only, and by an unlabelled one only when `switch`.
    pub is_loop: bool,
    pub is_switch: bool,
    /// Where the breaks meet.
    pub breaks: Flow,
    /// Where the continues meet.
    pub continues: Flow,
}

/// The body under way.
#[derive(Debug)]
pub(super) struct Context {
    pub function: FunctionId,
    pub scope: ScopeId,
    pub flow: Flow,
    /// The types of the `return`s so far, with their expressions' spans.
    pub returns: Vec<TypeId>,
    /// The types of what was given by `yield` so far.
    pub yields: Vec<TypeId>,
    /// The types of what the places of `yield`s want to be sent, where the generator does not declare it.
    pub sent: Vec<TypeId>,
    /// What a generator's declared result says.
    pub steps: Option<super::generators::Steps>,
    /// The same as far as the context expects it of a generator without annotation.
    pub steps_hint: Option<super::generators::Steps>,
    /// A `return` without a value was met.
    pub returns_nothing: bool,
    /// What a `return` must give, once known to be required.
    pub result: Option<TypeId>,
    /// What a `return` is expected to give, as a hint only.
    pub result_hint: Option<TypeId>,
    pub targets: Vec<Target>,
    /// Where the `return`s of a constructor or a static block meet.
    pub exits: Flow,
    pub next_target: u32,
    /// For each enclosing `try` of this body, the states in which its block may be left by an exception.
    pub tries: Vec<Flow>,
    /// `super(…)` was met.
    pub super_called: bool,
    /// What `this` is in the initialiser of a field that is being walked.
    pub initializer_this: Option<TypeId>,
    /// The field whose initialiser is being walked, by its position among the members.
    pub field: Option<(crate::program::ClassId, usize)>,
    /// The field whose type is sought in this body, as the body names it.
    pub seeks: Option<Reference>,
    /// In a function that is walked where it stands: which of the inferences under way what it returns tells.
    pub told: Vec<bool>,
}

impl Context {
    pub fn new(function: FunctionId, scope: ScopeId) -> Self {
        Context {
            function,
            scope,
            flow: Flow::start(),
            returns: Vec::new(),
            yields: Vec::new(),
            sent: Vec::new(),
            steps: None,
            steps_hint: None,
            returns_nothing: false,
            result: None,
            result_hint: None,
            targets: Vec::new(),
            exits: Flow::unreachable(),
            next_target: 0,
            tries: Vec::new(),
            super_called: false,
            initializer_this: None,
            field: None,
            seeks: None,
            told: Vec::new(),
        }
    }
}

impl super::Checker<'_> {
    /// Takes note of a way out of the body under way.
    pub(super) fn leave(&mut self) {
        let flow = std::mem::replace(&mut self.cx.flow, Flow::unreachable());
        let before = std::mem::replace(&mut self.cx.exits, Flow::unreachable());
        self.cx.exits = self.joined(before, flow);
    }

    /// Joins `flow` into the current point.
    pub(super) fn meet(&mut self, flow: Flow) {
        let current = std::mem::replace(&mut self.cx.flow, Flow::unreachable());
        self.cx.flow = self.joined(current, flow);
    }

    /// Where two ways meet.
    pub(super) fn joined(&mut self, a: Flow, b: Flow) -> Flow {
        a.join(b, &mut self.program)
    }

    /// Records the current point as one at which an enclosing `try` may be left.
    pub(super) fn may_throw(&mut self) {
        let flow = self.cx.flow.clone();
        if let Some(before) = self.cx.tries.last().cloned() {
            let joined = self.joined(before, flow);
            *self.cx.tries.last_mut().expect("a try that was just looked at") = joined;
        }
    }
}
