//! What a TypeScript type says about run-time values: [`Kinds`], and from them how a value is held.
//!
//! Kinds are what `lower` *knows* of a value; declared types are only ever turned into kinds where a check (or another
//! proof) stands behind them. Type parameters stand for the kinds that their instantiation was given; without one, for anything.

use super::World;
use crate::ir::{Class, ClassInfo, Element, Kinds, Type as Held};
use crate::program::types::Member;
use crate::program::{Program, Type, TypeId, TypeParameterId};
use std::collections::BTreeMap;

/// What the type parameters in scope stand for.
pub type Substitution = BTreeMap<TypeParameterId, Kinds>;

/// Objects of every sort.
pub const HEAP: u32 = Kinds::STRING | Kinds::ARRAY | Kinds::BINARY | Kinds::FUNCTION | Kinds::INSTANCE;

/// `undefined` and `null`.
pub const NULLISH: u32 = Kinds::UNDEFINED | Kinds::NULL;

/// Any value.
pub const ANY: Kinds = kinds(Kinds::ALL);

/// Kinds by their bits, instances being of any class.
pub const fn kinds(bits: u32) -> Kinds {
    Kinds { bits, class: None }
}

/// Instances of `class`.
pub fn instance(class: Class) -> Kinds {
    Kinds { bits: Kinds::INSTANCE, class: Some(class) }
}

/// How values of these kinds are held.
pub fn held(kinds: Kinds) -> Held {
    match kinds.bits {
        Kinds::NUM => Held::Num,
        Kinds::BOOL => Held::Bool,
        0 => Held::Word,
        bits if bits & !HEAP == 0 => Held::Ref,
        _ => Held::Word,
    }
}

const PRIMITIVE: u32 = Kinds::NUM | Kinds::STRING | Kinds::BOOL;

/// Whether any value of `kinds` may be one of `bits`.
pub fn may_be(kinds: Kinds, bits: u32) -> bool {
    kinds.bits & bits != 0
}

/// Whether every value of `kinds` is one of `bits`.
pub fn only(kinds: Kinds, bits: u32) -> bool {
    kinds.bits & !bits == 0 && kinds.bits != 0
}

/// `kinds` without `bits`.
pub fn without(kinds: Kinds, bits: u32) -> Kinds {
    let bits = kinds.bits & !bits;
    Kinds { bits, class: kinds.class.filter(|_| bits & Kinds::INSTANCE != 0) }
}

/// Both.
pub fn join(classes: &[ClassInfo], a: Kinds, b: Kinds) -> Kinds {
    let class = match (a.bits & Kinds::INSTANCE != 0, b.bits & Kinds::INSTANCE != 0) {
        (true, true) => common_base(classes, a.class, b.class),
        (true, false) => a.class,
        (false, _) => b.class,
    };
    Kinds { bits: a.bits | b.bits, class }
}

/// Whether every value of `a` is one of `b`.
pub fn within(classes: &[ClassInfo], a: Kinds, b: Kinds) -> bool {
    if a.bits & !b.bits != 0 {
        return false;
    }
    let Some(wanted) = b.class.filter(|_| a.bits & Kinds::INSTANCE != 0) else { return true };
    a.class.is_some_and(|c| is_subclass(classes, c, wanted))
}

/// Whether `class` is `base` or inherits from it.
pub fn is_subclass(classes: &[ClassInfo], class: Class, base: Class) -> bool {
    ancestry(classes, class).any(|c| c == base)
}

fn ancestry(classes: &[ClassInfo], class: Class) -> impl Iterator<Item = Class> {
    std::iter::successors(Some(class), |c| classes[c.index()].base)
}

fn common_base(classes: &[ClassInfo], a: Option<Class>, b: Option<Class>) -> Option<Class> {
    let (a, b) = (a?, b?);
    ancestry(classes, a).find(|&c| is_subclass(classes, b, c))
}

/// Members that values other than instances have: an interface that asks for no other may be satisfied by a primitive, an array or a function.
const BUILT_IN_MEMBERS: &[&str] = &[
    "length", "toString", "valueOf", "toLocaleString", "indexOf", "lastIndexOf", "includes", "slice", "concat", "at", "charAt", "charCodeAt", "codePointAt", "substring",
    "split", "trim", "trimStart", "trimEnd", "trimLeft", "trimRight", "padStart", "padEnd", "repeat", "replace", "replaceAll", "startsWith", "endsWith", "toUpperCase", "toLowerCase", "localeCompare",
    "normalize", "match", "matchAll", "search", "toFixed", "toPrecision", "toExponential", "push", "pop", "shift", "unshift", "splice", "join", "reverse", "sort", "map",
    "filter", "forEach", "reduce", "reduceRight", "some", "every", "find", "findIndex", "findLast", "findLastIndex", "fill", "flat", "flatMap", "entries", "keys", "values",
    "@@iterator", "raw", "copyWithin", "set", "subarray", "name", "call", "apply", "bind", "constructor",
];

/// Whether values other than instances may have a member of this name.
pub fn is_built_in_member(program: &Program, name: &str) -> bool {
    BUILT_IN_MEMBERS.contains(&name) || program.builtin_members.contains(name)
}

impl World<'_> {
    /// The kinds of a type's values.
    pub fn kinds_of(&mut self, ty: TypeId, substitution: &Substitution) -> Kinds {
        match self.program.types.get(ty) {
            // A function of type `() => void` may give anything.
            Type::Any | Type::Unknown | Type::Never | Type::Void => ANY,
            Type::Undefined => kinds(Kinds::UNDEFINED),
            Type::Null => kinds(Kinds::NULL),
            Type::Boolean | Type::BooleanLiteral(_) => kinds(Kinds::BOOL),
            Type::Number | Type::NumberLiteral { .. } | Type::EnumComputed { .. } => kinds(Kinds::NUM),
            Type::String | Type::StringLiteral { .. } => kinds(Kinds::STRING),
            Type::Symbol | Type::UniqueSymbol(_) => self.symbol_kinds(),
            Type::NonPrimitive => kinds(HEAP & !Kinds::STRING),
            Type::Array { .. } | Type::Tuple { .. } => kinds(Kinds::ARRAY),
            Type::TypedArray(class) => kinds(Element::of_class(class).map_or(Kinds::BINARY, Element::kind)),
            Type::Function(_) | Type::ClassValue(_) => kinds(Kinds::FUNCTION),
            Type::Class { class, .. } => instance(self.class(*class)),
            Type::Interface { interface, .. } => {
                let program = self.program;
                let members = &program.interfaces[interface.index()].members;
                self.dictionary_kinds(members).unwrap_or_else(|| self.object_kinds(members))
            }
            Type::Object { members, .. } => {
                let members = members.clone();
                self.dictionary_kinds(&members).unwrap_or_else(|| self.object_kinds(&members))
            }
            Type::Union(members) => {
                let mut all = kinds(0);
                for &member in members.iter() {
                    let member = self.kinds_of(member, substitution);
                    all = join(&self.module.classes, all, member);
                }
                all
            }
            Type::Parameter(parameter) => self.parameter_kinds(*parameter, substitution),
            Type::Template { .. } | Type::StringCase { .. } => kinds(Kinds::STRING),
            Type::Intersection(parts) => self.kinds_of_all(parts, substitution),
            // What is no object is no promise.
            Type::Conditional { .. } if let Some(inner) = self.program.types.inside_awaited(ty) => {
                let inner = self.kinds_of(inner, substitution);
                if only(inner, PRIMITIVE) { inner } else { ANY }
            }
            // What is still open may be anything: nothing is believed of it.
            Type::KeyOf(_) | Type::Indexed { .. } | Type::Conditional { .. } | Type::Mapped { .. } | Type::Alias { .. } => ANY,
        }
    }

    /// What a symbol is: an instance of the library's class for them.
    pub fn symbol_kinds(&mut self) -> Kinds {
        let class = *self.program.library.classes.get("SymbolValue").expect("lower: the library has a class for symbols");
        instance(self.class(class))
    }

    /// Whether the program makes symbols.
    pub fn has_symbols(&self) -> bool {
        self.program.library.classes.get("SymbolValue").is_some_and(|class| self.facts.constructed.contains(class))
    }

    /// The kinds that are among those of every part.
    fn kinds_of_all(&mut self, parts: &[TypeId], substitution: &Substitution) -> Kinds {
        let mut all = ANY;
        for &part in parts {
            let part = self.kinds_of(part, substitution);
            let class = match (all.class, part.class) {
                (Some(known), Some(class)) => Some(if is_subclass(&self.module.classes, class, known) { class } else { known }),
                (known, class) => known.or(class),
            };
            // What a primitive is said to have beside is there for the types only.
            let is_branded = only(part, PRIMITIVE) != only(all, PRIMITIVE) && all.bits & part.bits == 0;
            all = match is_branded {
                true if only(all, PRIMITIVE) => all,
                true => part,
                false => Kinds { bits: all.bits & part.bits, class },
            };
        }
        all
    }

    fn parameter_kinds(&self, parameter: TypeParameterId, substitution: &Substitution) -> Kinds {
        substitution.get(&parameter).or_else(|| self.class_parameters.get(&parameter)).copied().unwrap_or(ANY)
    }

    /// Whether the type is `never` or one without values worth passing: `void`, `undefined`.
    pub fn is_valueless(&self, ty: TypeId) -> bool {
        matches!(self.program.types.get(ty), Type::Void | Type::Undefined | Type::Never)
    }
}

impl World<'_> {
    /// What an object type with these members admits.
    fn object_kinds(&self, members: &[Member]) -> Kinds {
        if members.iter().any(Member::is_signature) {
            return kinds(Kinds::FUNCTION);
        }
        let needs_instance = members.iter().any(|m| !m.optional && !is_built_in_member(self.program, &m.name));
        match needs_instance {
            true if self.program.class_objects => kinds(Kinds::INSTANCE | Kinds::FUNCTION),
            true => kinds(Kinds::INSTANCE),
            false => kinds(Kinds::ALL & !NULLISH),
        }
    }
}

/// The kinds by which a generic function is instantiated: one for each way of holding a value.
pub fn coarse(kinds_: Kinds) -> Kinds {
    match held(kinds_) {
        Held::Num => kinds(Kinds::NUM),
        Held::Bool => kinds(Kinds::BOOL),
        Held::Ref => kinds(HEAP),
        _ => ANY,
    }
}

/// A word for the name of an instantiation.
pub fn coarse_name(kinds: Kinds) -> &'static str {
    match held(kinds) {
        Held::Num => "num",
        Held::Bool => "bool",
        Held::Ref => "ref",
        _ => "word",
    }
}
