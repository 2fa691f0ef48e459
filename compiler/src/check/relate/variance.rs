//! How instances of one class or interface relate, by their type arguments alone.
//!
//! What the members make of a type parameter is asked once: an instance whose argument is a part of the other's is compared with it, member
//! by member, and the other way round. Declarations that speak of each other are worked out together: every parameter is first taken to make
//! no difference, and each round takes back what the members contradict, until nothing changes. What then remains contradicts nothing,
//! whichever of the declarations is asked first.

use super::super::Checker;
use super::{Questions, Relation};
use crate::program::{ClassId, InterfaceId, Type, TypeId, TypeParameterId};

/// A declaration with type parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Declared {
    Class(ClassId),
    Interface(InterfaceId),
}

/// What an instance's place in relations owes to one type argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Variance {
    /// `C<sub>` fits `C<super>`.
    covariant: bool,
    /// `C<super>` fits `C<sub>`.
    contravariant: bool,
    /// `C<one>` fits `C<another>`.
    independent: bool,
    measured: Measured,
}

/// How much of what a declaration makes of a type parameter its sub- and supertypes show (tsc's `Unreliable` and `Unmeasurable`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Measured {
    /// All of it.
    Wholly,
    /// A conditional type, a mapped type or a look-up depends on the argument: instances may fit though their arguments do not.
    InPart,
    /// A mapped type takes `?` from the argument's members: neither does it say anything that arguments fit.
    Nothing,
}

/// Whatever stands for the parameter.
const INDIFFERENT: Variance = Variance { covariant: true, contravariant: true, independent: true, measured: Measured::Wholly };

/// Type parameters that stand for arguments.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Markers {
    /// Its bound is `general`.
    special: TypeId,
    general: TypeId,
    /// Has nothing to do with the others.
    other: TypeId,
}

/// The variances that are known, and those that are being worked out.
pub(crate) struct Variances {
    known: crate::hash::HashMap<(Declared, Relation), Vec<Variance>>,
    /// Since the first of them was asked for.
    under_way: Vec<(Declared, Relation)>,
    markers: Option<Markers>,
    /// The least that an open type which was related shows.
    least_measured: Measured,
}

impl Default for Variances {
    fn default() -> Variances {
        Variances { known: Default::default(), under_way: Vec::new(), markers: None, least_measured: Measured::Wholly }
    }
}

impl<'a> Checker<'a> {
    /// Whether the arguments alone let instances of one declaration fit, or do not; None where the members have to tell.
    pub(super) fn relate_arguments(&mut self, declared: Declared, source: &[TypeId], target: &[TypeId], by: Relation) -> Option<bool> {
        // What members make of an argument is a question of assignability.
        let variances = self.variances(declared, if by.is_comparable() { Relation::Structural } else { by });
        let mut fits = true;
        for (variance, (&a, &b)) in variances.iter().zip(source.iter().zip(target)) {
            if a == b {
                continue;
            }
            fits &= variance.independent || variance.measured != Measured::Nothing && self.relate_argument(*variance, a, b, by);
        }
        let tells = fits || variances.iter().all(|variance| variance.measured == Measured::Wholly);
        tells.then_some(fits)
    }

    fn relate_argument(&mut self, variance: Variance, a: TypeId, b: TypeId, by: Relation) -> bool {
        match (variance.covariant, variance.contravariant) {
            (true, true) => self.relate(a, b, by) || self.relate(b, a, by),
            (true, false) => self.relate(a, b, by),
            (false, true) => self.relate(b, a, by),
            (false, false) => self.relate(a, b, by) && self.relate(b, a, by),
        }
    }

    fn variances(&mut self, declared: Declared, by: Relation) -> Vec<Variance> {
        let key = (declared, by);
        if let Some(known) = self.variances.known.get(&key) {
            return known.clone();
        }
        let count = self.declared_parameters(declared).len();
        self.variances.known.insert(key, vec![INDIFFERENT; count]);
        self.variances.under_way.push(key);
        if self.variances.under_way.len() == 1 {
            self.remembering(Self::work_out_variances);
        }
        self.variances.known.get(&key).cloned().unwrap_or_default()
    }

    /// Until no round changes anything; what is asked for meanwhile joins in.
    fn work_out_variances(&mut self) {
        loop {
            let mut changed = false;
            let mut next = 0;
            while let Some(&key) = self.variances.under_way.get(next) {
                changed |= self.measure_variances(key);
                next += 1;
            }
            if !changed {
                break;
            }
        }
        self.variances.under_way.clear();
    }

    /// One round for one declaration: whether it took anything back.
    fn measure_variances(&mut self, key: (Declared, Relation)) -> bool {
        // What rests on variances that are not final must not be remembered, nor what markers would have stand for dictionaries.
        let related = std::mem::take(&mut self.related);
        let mixed = self.mixed_types.clone();
        let before = self.variances.known.get(&key).cloned().unwrap_or_default();
        let after: Vec<Variance> = (0..before.len()).map(|index| self.measure_variance(key, index, before[index])).collect();
        self.related = related;
        self.mixed_types = mixed;
        let changed = before != after;
        self.variances.known.insert(key, after);
        changed
    }

    fn measure_variance(&mut self, (declared, by): (Declared, Relation), index: usize, before: Variance) -> Variance {
        let Markers { special, general, other } = self.markers();
        let parameters = self.declared_parameters(declared);
        let instance = |c: &mut Self, marker: TypeId| {
            let mut arguments = c.own_arguments(&parameters);
            arguments[index] = marker;
            c.instance_of(declared, arguments)
        };
        let (special, general, other) = (instance(self, special), instance(self, general), instance(self, other));
        let least_before = std::mem::replace(&mut self.variances.least_measured, Measured::Wholly);
        let mut fits = |from, to| {
            self.related = Questions::default();
            self.relate_structure(from, to, by)
        };
        let covariant = before.covariant && fits(special, general);
        let contravariant = before.contravariant && fits(general, special);
        let independent = before.independent && covariant && contravariant && fits(other, general);
        let measured = before.measured.max(self.variances.least_measured);
        self.variances.least_measured = measured.max(least_before);
        let (is_in, is_out) = self.annotated_variance(parameters[index]);
        Variance { covariant: covariant && !is_in, contravariant: contravariant && !is_out, independent: independent && !is_in && !is_out, measured }
    }

    /// What `in` and `out` before a type parameter say.
    fn annotated_variance(&self, parameter: TypeParameterId) -> (bool, bool) {
        self.type_parameters[parameter.index()].node.map_or((false, false), |node| (node.is_in, node.is_out))
    }

    /// TS2636: what a declaration makes of a type parameter is what `in` or `out` before it says.
    pub(in crate::check) fn check_annotated_variance(&mut self, declared: Declared) {
        for parameter in self.declared_parameters(declared) {
            let Some(node) = self.type_parameters[parameter.index()].node.filter(|node| node.is_in != node.is_out) else { continue };
            let instance = |c: &mut Self, marker: TypeId| {
                let parameters = c.declared_parameters(declared);
                let arguments: Vec<TypeId> = parameters.iter().map(|&own| if own == parameter { marker } else { c.types().intern(Type::Parameter(own)) }).collect();
                c.instance_of(declared, arguments)
            };
            self.check_variance_of(node, instance);
        }
    }

    /// The same for one type parameter, whose `instance` is made of a marker.
    pub(in crate::check) fn check_variance_of(&mut self, node: &crate::ast::TypeParameter, instance: impl Fn(&mut Self, TypeId) -> TypeId) {
        let Markers { special, general, .. } = self.markers();
        let (from, to) = if node.is_out { (special, general) } else { (general, special) };
        let (from, to) = (instance(self, from), instance(self, to));
        self.related = Questions::default();
        let fits = match self.program.types.get(from) {
            Type::Class { .. } | Type::Interface { .. } => self.relate_structure(from, to, Relation::Structural),
            _ => self.relate(from, to, Relation::Structural),
        };
        self.related = Questions::default();
        if !fits {
            let word = if node.is_out { "out" } else { "in" };
            self.error(2636, node.span, format!("`{word}` does not say how `{}` is used here", node.name.text));
        }
    }

    fn instance_of(&mut self, declared: Declared, arguments: Vec<TypeId>) -> TypeId {
        match declared {
            Declared::Class(class) => self.types().intern(Type::Class { class, arguments: arguments.into() }),
            Declared::Interface(interface) => self.types().intern(Type::Interface { interface, arguments: arguments.into() }),
        }
    }

    fn declared_parameters(&mut self, declared: Declared) -> Vec<TypeParameterId> {
        match declared {
            Declared::Class(class) => self.class_parameters(class),
            Declared::Interface(interface) => self.program.interfaces[interface.index()].type_parameters.clone(),
        }
    }

    fn markers(&mut self) -> Markers {
        if let Some(markers) = self.variances.markers {
            return markers;
        }
        let [special, general, other] = ["sub-T", "super-T", "other-T"].map(|name| self.made_up_parameter(name));
        let [special_type, general, other] = [special, general, other].map(|parameter| self.types().intern(Type::Parameter(parameter)));
        self.program.type_parameters[special.index()].constraint = general;
        let markers = Markers { special: special_type, general, other };
        self.variances.markers = Some(markers);
        markers
    }

    /// What a function takes as one of several lists is not compared list by list.
    pub(super) fn note_unmeasurable_rest(&mut self, signature: &crate::program::Signature) {
        let Some(rest) = signature.parameters.last().filter(|p| p.rest) else { return };
        if matches!(self.program.types.get(rest.ty), Type::Union(_)) && self.mentions_marker(rest.ty) {
            self.variances.least_measured = Measured::Nothing;
        }
    }

    /// Whether what is being measured is a part of a type.
    fn mentions_marker(&self, ty: TypeId) -> bool {
        let Some(Markers { special, general, other }) = self.variances.markers.filter(|_| !self.variances.under_way.is_empty()) else { return false };
        [special, general, other].iter().any(|&marker| self.mentions(ty, marker))
    }

    /// Open types that may differ in ways that sub- and supertypes do not show, if what is being measured is a part of them.
    pub(super) fn note_unmeasurable(&mut self, source: TypeId, target: TypeId) {
        if self.variances.under_way.is_empty() {
            return;
        }
        for ty in [source, target] {
            let measured = match *self.program.types.get(ty) {
                Type::Mapped { root, .. } if self.program.types.mapped(root).optional == crate::ast::MappedModifier::Remove => Measured::Nothing,
                Type::Conditional { .. } | Type::Mapped { .. } | Type::Indexed { .. } | Type::KeyOf(_) | Type::Template { .. } | Type::StringCase { .. } => Measured::InPart,
                _ => continue,
            };
            if self.mentions_marker(ty) {
                self.variances.least_measured = self.variances.least_measured.max(measured);
            }
        }
    }
}
