//! Types as the checker knows them, interned: equal types have equal ids.
//!
//! Unions are flat, sorted, without duplicates and without members that another member absorbs by identity;
//! `boolean` is one type, not a union of its literals, except after narrowing.

use super::{ClassId, EnumId, InterfaceId, TypeParameterId};
pub use crate::ast::MappedModifier;
use crate::ast::symbols::is_symbol;
use crate::hash::HashMap;
use std::rc::Rc;

mod substitution;
mod unions;
mod widening;

/// An interned type; index into [`Types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// Types in a row: mostly one or two.
pub type TypeList = smallvec::SmallVec<[TypeId; 4]>;

/// A type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// `any`: works, checked at run time.
    Any,
    /// `unknown`.
    Unknown,
    /// No value.
    Never,
    /// `void`.
    Void,
    /// `undefined`.
    Undefined,
    /// `null`.
    Null,
    /// `boolean`.
    Boolean,
    /// `true`, `false`.
    BooleanLiteral(bool),
    /// `number`.
    Number,
    /// A number literal type, by the double's bits so that it can be hashed; `fresh` ones widen.
    NumberLiteral {
        /// `f64::to_bits` of the value; 0 and -0 are both 0.
        bits: u64,
        /// Comes from a literal in the program, not from an annotation.
        fresh: bool,
        /// The enum that has a member of this value.
        of: Option<EnumId>,
    },
    /// A member of an enum whose value is computed when the program runs.
    EnumComputed {
        /// Its enum.
        of: EnumId,
        /// Which member.
        member: u32,
        /// Comes from a use of the member in the program, not from an annotation.
        fresh: bool,
    },
    /// `string`.
    String,
    /// A string literal type; `fresh` ones widen.
    StringLiteral {
        /// UTF-16 code units.
        units: Rc<[u16]>,
        /// Comes from a literal in the program, not from an annotation.
        fresh: bool,
        /// The enum that has a member of this value.
        of: Option<EnumId>,
    },
    /// `object`: any non-primitive.
    NonPrimitive,
    /// `symbol`.
    Symbol,
    /// The one symbol that a declaration makes: its key, see [`crate::ast::symbols`].
    UniqueSymbol(Rc<str>),
    /// `T[]`, `readonly T[]`.
    Array {
        /// The type of each element.
        element: TypeId,
        /// `readonly`.
        readonly: bool,
    },
    /// `[A, B?, ...C[]]`: an array with a type for each position.
    Tuple {
        /// By position.
        elements: Rc<[TupleElement]>,
        /// `readonly`.
        readonly: bool,
    },
    /// A typed array, by its name (`Uint8Array`).
    TypedArray(Rc<str>),
    /// A function type.
    Function(Rc<Signature>),
    /// An instance of a class.
    Class {
        /// Which class.
        class: ClassId,
        /// One for each type parameter.
        arguments: Rc<[TypeId]>,
    },
    /// The class itself as a value (`typeof C`).
    ClassValue(ClassId),
    /// A named interface.
    Interface {
        /// Which interface.
        interface: InterfaceId,
        /// One for each type parameter.
        arguments: Rc<[TypeId]>,
    },
    /// An object type without a name, and the type of an object literal (`fresh`: excess properties are checked).
    Object {
        /// In order of their declaration.
        members: Rc<[Member]>,
        /// The type of a literal that has not been assigned yet.
        fresh: bool,
    },
    /// `A | B`.
    Union(Rc<[TypeId]>),
    /// A type parameter.
    Parameter(TypeParameterId),
    /// `A & B` where the parts do not make one object type: a class, a primitive or an open type is among them.
    Intersection(Rc<[TypeId]>),
    /// `keyof T`, `T` being open.
    KeyOf(TypeId),
    /// `T[K]`, one of them being open.
    Indexed {
        /// `T`.
        object: TypeId,
        /// `K`.
        index: TypeId,
    },
    /// A conditional type that is still open: see [`Types::conditional`]; what stands for each of its outer type parameters.
    Conditional {
        /// Its number.
        root: u32,
        /// In step with [`Conditional::outer`].
        arguments: Rc<[TypeId]>,
    },
    /// A mapped type that is still open: see [`Types::mapped`]; what stands for each of its outer type parameters.
    Mapped {
        /// Its number.
        root: u32,
        /// In step with [`Mapped::outer`].
        arguments: Rc<[TypeId]>,
    },
    /// `` `a${T}b` ``: one string more than types.
    Template {
        /// What stands before, between and behind the holes.
        strings: Rc<[Rc<[u16]>]>,
        /// The holes.
        types: Rc<[TypeId]>,
    },
    /// `Uppercase<T>` and its like, `T` being open or `string`.
    StringCase {
        /// What is done.
        case: StringCase,
        /// To what.
        operand: TypeId,
    },
    /// A use of an alias inside its own definition. Once the alias is known, [`Types::define`] gives a use without open arguments its meaning.
    Alias {
        /// Its number.
        alias: u32,
        /// For messages.
        name: Rc<str>,
        /// What stands for its type parameters.
        arguments: Rc<[TypeId]>,
    },
}

/// What the library's string types do to text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StringCase {
    /// `Uppercase<T>`.
    Upper,
    /// `Lowercase<T>`.
    Lower,
    /// `Capitalize<T>`.
    Capital,
    /// `Uncapitalize<T>`.
    Small,
}

impl StringCase {
    /// The library's name for it, and back.
    pub const NAMES: [(StringCase, &str); 4] =
        [(StringCase::Upper, "Uppercase"), (StringCase::Lower, "Lowercase"), (StringCase::Capital, "Capitalize"), (StringCase::Small, "Uncapitalize")];

    /// Whether it changes all of a text, not only its first letter.
    pub fn is_of_all(self) -> bool {
        matches!(self, StringCase::Upper | StringCase::Lower)
    }

    /// The library's name.
    pub fn name(self) -> &'static str {
        StringCase::NAMES.iter().find(|(case, _)| *case == self).map_or("", |(_, name)| name)
    }
}

/// A conditional type as written.
#[derive(Debug, Clone)]
pub struct Conditional {
    /// What is tested.
    pub check: TypeId,
    /// What it is tested against.
    pub extends: TypeId,
    /// What `extends` infers.
    pub infers: Vec<TypeParameterId>,
    /// The type when the test holds.
    pub then: TypeId,
    /// The type when it does not.
    pub otherwise: TypeId,
    /// The type parameter that `check` is: each member of a union given for it is tested for itself.
    pub distributes: Option<TypeParameterId>,
    /// The type parameters of the surroundings that it mentions.
    pub outer: Vec<TypeParameterId>,
    /// The alias that stands for it, if that has just the type parameters in `outer`.
    pub name: Option<Rc<str>>,
    /// It is the library's `Awaited`.
    pub awaits: bool,
}

/// A mapped type as written.
#[derive(Debug, Clone)]
pub struct Mapped {
    /// The key.
    pub parameter: TypeParameterId,
    /// What the key goes through.
    pub keys: TypeId,
    /// `as N`.
    pub name: Option<TypeId>,
    /// What each key maps to.
    pub template: TypeId,
    /// What happens to `?`.
    pub optional: MappedModifier,
    /// What happens to `readonly`.
    pub readonly: MappedModifier,
    /// The type parameters of the surroundings that it mentions.
    pub outer: Vec<TypeParameterId>,
}

/// One position of a tuple type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TupleElement {
    /// Its type; includes `undefined` when optional; of each element when `rest`.
    pub ty: TypeId,
    /// `A?`.
    pub optional: bool,
    /// `...A[]`: any number of elements.
    pub rest: bool,
    /// `name: A`.
    pub label: Option<Rc<str>>,
}

impl TupleElement {
    /// A required element.
    pub fn required(ty: TypeId) -> TupleElement {
        TupleElement { ty, optional: false, rest: false, label: None }
    }
}

/// A member of an object type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Member {
    /// Its key.
    pub name: Rc<str>,
    /// Its type; includes `undefined` when optional.
    pub ty: TypeId,
    /// `x?: T`.
    pub optional: bool,
    /// `readonly x: T`.
    pub readonly: bool,
    /// Declared as a method (bivariant parameters, callable with the object as receiver).
    pub method: bool,
    /// Its key is written as a number: `keyof` finds 1 and not "1". Of an index signature of strings: numbers are keys too, as they are not of `Record<string, T>`.
    pub numeric: bool,
}

/// What is known of an enum.
#[derive(Debug, Clone)]
pub struct EnumType {
    /// For people.
    pub name: Rc<str>,
    /// The union of its members' types; `never` until they are known.
    pub ty: TypeId,
    /// Names and regular types of its members; the first of several with one value names their type.
    pub members: Vec<(Rc<str>, TypeId)>,
}

/// The member that stands for `new (…): T`; a program cannot name it. Its type is a function's, or an intersection of several.
pub const CONSTRUCT: &str = "%%construct";
/// The same for `abstract new (…): T`. What has the other has this one too.
pub const ABSTRACT_CONSTRUCT: &str = "%%abstract";
/// The member that stands for the call signatures of a function that has members besides; a program cannot name it. Its type is a function's, or an
/// intersection of several.
pub const CALL: &str = "%%call";
/// What the names of members begin with that give a method of an object or class as a function that needs no object; the method's name follows.
pub const BOUND: &str = "%%bound ";
/// The same for `object.method.bind(object)`, which names it `bound method`.
pub const BIND: &str = "%%bind ";
/// What `instanceof` asks of a class that is a value.
pub const HAS_INSTANCE: &str = "%%instance";
/// The member that stands for `[key: string]: T`; a program cannot name it. Its type is T, and it is optional: no key need be there.
pub const STRING_INDEX: &str = "%%string";
/// The same for `[key: number]: T`.
pub const NUMBER_INDEX: &str = "%%number";
/// The same for `[key: symbol]: T`.
pub const SYMBOL_INDEX: &str = "%%symbol";

impl Member {
    /// Whether it stands for an index signature.
    pub fn is_index(&self) -> bool {
        matches!(&*self.name, STRING_INDEX | NUMBER_INDEX | SYMBOL_INDEX)
    }

    /// Whether it stands for a construct signature.
    pub fn is_construct(&self) -> bool {
        matches!(&*self.name, CONSTRUCT | ABSTRACT_CONSTRUCT)
    }

    /// Whether it stands for call signatures.
    pub fn is_call(&self) -> bool {
        &*self.name == CALL
    }

    /// Whether it stands for call or construct signatures, and is no key.
    pub fn is_signature(&self) -> bool {
        self.is_call() || self.is_construct()
    }

    /// Whether an index signature speaks of this member: one of symbols of those alone, the others of none of them, and one of numbers of those that are
    /// named by a number.
    pub fn is_spoken_of(&self, index: &Member) -> bool {
        match &*index.name {
            SYMBOL_INDEX => is_symbol(&self.name),
            NUMBER_INDEX => self.name.parse::<f64>().is_ok(),
            _ => !is_symbol(&self.name),
        }
    }

    /// How its key is written, if it stands for an index signature.
    pub fn index_key(&self) -> Option<&'static str> {
        match &*self.name {
            STRING_INDEX => Some("[x: string]"),
            NUMBER_INDEX => Some("[x: number]"),
            SYMBOL_INDEX => Some("[x: symbol]"),
            _ => None,
        }
    }
}

/// The parameters and result of a function type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Signature {
    /// Its own type parameters.
    pub type_parameters: Vec<TypeParameterId>,
    /// `this: T` in front of the parameters.
    pub this: Option<TypeId>,
    /// In order.
    pub parameters: Vec<SignatureParameter>,
    /// What a call gives.
    pub result: TypeId,
    /// What a call says of an argument.
    pub predicate: Option<Predicate>,
}

/// `x is T`, `asserts x is T`, `asserts x` as a result.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Predicate {
    /// `asserts`: it holds wherever the call returns; otherwise where it gives true.
    pub asserts: bool,
    /// The position of the parameter it speaks of; `None`: `this`.
    pub subject: Option<u32>,
    /// `is T`; without, the argument counts as true.
    pub ty: Option<TypeId>,
    /// What stands for T was refused.
    pub refused: bool,
}

/// A parameter of a function type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SignatureParameter {
    /// For messages only, but part of the type's identity as printed.
    pub name: Rc<str>,
    /// Its type (the array type for a rest parameter).
    pub ty: TypeId,
    /// May be left out.
    pub optional: bool,
    /// `...x`.
    pub rest: bool,
}

/// Which type each type parameter stands for.
pub type Substitution = HashMap<TypeParameterId, TypeId>;

/// The interner. The constants of [`TypeId`] are always in it.
#[derive(Debug)]
pub struct Types {
    types: Vec<Type>,
    ids: HashMap<Type, TypeId>,
    /// By type: the type parameters that it mentions, in the order in which they stand; what substitution may change.
    mentioned: Vec<Rc<[TypeParameterId]>>,
    /// By type: it holds a function with type parameters of its own, whose constraints may mention others.
    binding: Vec<bool>,
    /// By type: it holds a type that may be worked out once its parts are known.
    open: Vec<bool>,
    conditionals: Vec<Conditional>,
    mapped: Vec<Mapped>,
    /// By [`EnumId`].
    pub enums: Vec<EnumType>,
    /// Types that hold themselves, with the names of their aliases.
    recursive: HashMap<TypeId, Rc<str>>,
}

macro_rules! constants {
    ($($(#[$doc:meta])* $name:ident = $index:literal $ty:expr;)*) => {
        impl TypeId {
            $($(#[$doc])* pub const $name: TypeId = TypeId($index);)*
        }
        const CONSTANTS: &[Type] = &[$($ty,)*];
    };
}

constants! {
    /// `any`; also the type of what is in error.
    ANY = 0 Type::Any;
    /// `unknown`.
    UNKNOWN = 1 Type::Unknown;
    /// `never`.
    NEVER = 2 Type::Never;
    /// `void`.
    VOID = 3 Type::Void;
    /// `undefined`.
    UNDEFINED = 4 Type::Undefined;
    /// `null`.
    NULL = 5 Type::Null;
    /// `string`.
    STRING = 6 Type::String;
    /// `number`.
    NUMBER = 7 Type::Number;
    /// `boolean`.
    BOOLEAN = 8 Type::Boolean;
    /// `false`.
    FALSE = 9 Type::BooleanLiteral(false);
    /// `true`.
    TRUE = 10 Type::BooleanLiteral(true);
    /// `object`.
    NON_PRIMITIVE = 11 Type::NonPrimitive;
    /// `symbol`.
    SYMBOL = 12 Type::Symbol;
}

impl Default for Types {
    fn default() -> Types {
        let mut types = Types {
            types: Vec::new(),
            ids: HashMap::default(),
            mentioned: Vec::new(),
            binding: Vec::new(),
            open: Vec::new(),
            conditionals: Vec::new(),
            mapped: Vec::new(),
            enums: Vec::new(),
            recursive: HashMap::default(),
        };
        for ty in CONSTANTS {
            types.intern(ty.clone());
        }
        types
    }
}

impl Types {
    /// The signatures of a function type, or of an intersection of several.
    pub fn signatures(&self, ty: TypeId) -> Vec<&Signature> {
        match self.get(ty) {
            Type::Function(signature) => vec![signature],
            Type::Intersection(parts) => parts.iter().flat_map(|&part| self.signatures(part)).collect(),
            _ => Vec::new(),
        }
    }

    /// The id of `ty`, new or known.
    pub fn intern(&mut self, ty: Type) -> TypeId {
        if let Some(&id) = self.ids.get(&ty) {
            return id;
        }
        let id = TypeId(self.types.len() as u32);
        self.mentioned.push(self.parameters_in(&ty));
        let binds = matches!(&ty, Type::Function(signature) if !signature.type_parameters.is_empty());
        self.binding.push(binds || any_part(&ty, |part| self.binds(part)));
        self.open.push(self.is_operator(&ty) || any_part(&ty, |part| self.is_open(part)));
        self.types.push(ty.clone());
        self.ids.insert(ty, id);
        id
    }

    /// The type with this id.
    pub fn get(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }

    /// The type parameters that a type mentions, each once. Most types have the list of one of their parts, and share it.
    fn parameters_in(&self, ty: &Type) -> Rc<[TypeParameterId]> {
        if let Type::Parameter(parameter) = ty {
            return [*parameter].into();
        }
        let mut first: Rc<[TypeParameterId]> = self.mentioned.first().cloned().unwrap_or_default();
        let mut more = Vec::new();
        any_part(ty, |part| {
            let own = &self.mentioned[part.0 as usize];
            if first.is_empty() {
                first = own.clone();
            } else if !Rc::ptr_eq(&first, own) {
                for parameter in own.iter() {
                    if !first.contains(parameter) && !more.contains(parameter) {
                        more.push(*parameter);
                    }
                }
            }
            false
        });
        if more.is_empty() { first } else { first.iter().chain(&more).copied().collect() }
    }

    /// Whether `id` mentions a type parameter.
    pub fn is_generic(&self, id: TypeId) -> bool {
        !self.mentioned[id.0 as usize].is_empty()
    }

    /// Whether what is found out of type parameters like these may change `id`. The constraint of a type parameter that a function in it declares may
    /// speak of others than the type mentions.
    pub fn may_mention(&self, id: TypeId, mut is_meant: impl FnMut(TypeParameterId) -> bool) -> bool {
        let mentioned = &self.mentioned[id.0 as usize];
        !mentioned.is_empty() && (self.binds(id) || mentioned.iter().any(|&parameter| is_meant(parameter)))
    }

    /// Whether `id` holds a function with type parameters of its own.
    pub fn binds(&self, id: TypeId) -> bool {
        self.binding[id.0 as usize]
    }

    /// Whether `id` holds a type that may be worked out once its parts are known.
    pub fn is_open(&self, id: TypeId) -> bool {
        self.open[id.0 as usize]
    }

    fn is_operator(&self, ty: &Type) -> bool {
        match ty {
            Type::KeyOf(_) | Type::Indexed { .. } | Type::Conditional { .. } | Type::Mapped { .. } | Type::Alias { .. } => true,
            Type::StringCase { operand, .. } => self.is_generic(*operand),
            Type::Template { types: parts, .. } | Type::Intersection(parts) => parts.iter().any(|&part| self.is_generic(part)),
            _ => false,
        }
    }

    /// Whether what `id` stands for depends on a condition that is still open: of a union of keys it is not what it is of each of them.
    pub fn holds_condition(&self, id: TypeId) -> bool {
        self.is_open(id) && (matches!(self.get(id), Type::Conditional { .. } | Type::Alias { .. }) || any_part(self.get(id), |part| self.holds_condition(part)))
    }

    /// The same without those that a function type in `id` declares itself.
    pub fn collect_free_parameters(&self, id: TypeId, found: &mut Vec<TypeParameterId>) {
        if !self.binds(id) {
            return self.collect_parameters(id, found);
        }
        let mut inner = Vec::new();
        any_part(self.get(id), |part| {
            self.collect_free_parameters(part, &mut inner);
            false
        });
        if let Type::Function(signature) = self.get(id) {
            inner.retain(|parameter| !signature.type_parameters.contains(parameter));
        }
        inner.retain(|parameter| !found.contains(parameter));
        found.extend(inner);
    }

    /// Adds the type parameters that `id` mentions to `found`, each once.
    pub fn collect_parameters(&self, id: TypeId, found: &mut Vec<TypeParameterId>) {
        for parameter in self.mentioned[id.0 as usize].iter() {
            if !found.contains(parameter) {
                found.push(*parameter);
            }
        }
    }

    /// Whether a use of an alias that has no meaning yet is part of a type.
    pub fn holds(&self, id: TypeId, place: TypeId) -> bool {
        id == place || self.is_open(id) && any_part(self.get(id), |part| self.holds(part, place))
    }

    /// A conditional type, open for now.
    pub fn add_conditional(&mut self, mut conditional: Conditional) -> TypeId {
        for part in [conditional.check, conditional.extends, conditional.then, conditional.otherwise] {
            self.collect_parameters(part, &mut conditional.outer);
        }
        conditional.outer.retain(|parameter| !conditional.infers.contains(parameter));
        let arguments = conditional.outer.iter().map(|&parameter| self.intern(Type::Parameter(parameter))).collect();
        self.conditionals.push(conditional);
        self.intern(Type::Conditional { root: self.conditionals.len() as u32 - 1, arguments })
    }

    /// Names a conditional type as written after the alias with these type parameters that stands for it.
    pub fn name_conditional(&mut self, root: u32, name: &Rc<str>, parameters: &[TypeParameterId], awaits: bool) {
        let conditional = &mut self.conditionals[root as usize];
        if conditional.outer == parameters {
            conditional.name.get_or_insert_with(|| name.clone());
        }
        conditional.awaits |= awaits;
    }

    /// What is waited for in an `Awaited<T>` that is still open: T.
    pub fn inside_awaited(&self, id: TypeId) -> Option<TypeId> {
        match self.get(id) {
            Type::Conditional { root, arguments } if self.conditional(*root).awaits => arguments.first().copied(),
            _ => None,
        }
    }

    /// The conditional type with this number.
    pub fn conditional(&self, root: u32) -> &Conditional {
        &self.conditionals[root as usize]
    }

    /// A mapped type, open for now.
    pub fn add_mapped(&mut self, mut mapped: Mapped) -> TypeId {
        for part in [Some(mapped.keys), mapped.name, Some(mapped.template)].into_iter().flatten() {
            self.collect_parameters(part, &mut mapped.outer);
        }
        mapped.outer.retain(|parameter| *parameter != mapped.parameter);
        let arguments = mapped.outer.iter().map(|&parameter| self.intern(Type::Parameter(parameter))).collect();
        self.mapped.push(mapped);
        self.intern(Type::Mapped { root: self.mapped.len() as u32 - 1, arguments })
    }

    /// The mapped type with this number.
    pub fn mapped(&self, root: u32) -> &Mapped {
        &self.mapped[root as usize]
    }

    /// Gives the use `id` of an alias the meaning `ty`: from now on `id` is that type, which may hold `id` itself. False, and nothing done, where
    /// `id` is a part of `ty`: a type that has to be known before it is known has no meaning.
    pub fn define(&mut self, id: TypeId, ty: TypeId) -> bool {
        let Type::Alias { alias, name, .. } = self.get(id).clone() else { return true };
        if self.is_part_of(alias, ty) {
            return false;
        }
        if !matches!(self.get(ty), Type::Alias { .. }) {
            self.types[id.0 as usize] = self.get(ty).clone();
            self.open[id.0 as usize] = false;
            self.mentioned[id.0 as usize] = Rc::default();
            self.recursive.insert(id, name);
        }
        true
    }

    /// Whether a use of `alias` must be known to know `ty` itself, its members apart. Uses that got their meaning are looked through: that never
    /// goes round in a circle, since [`Types::define`] admits none.
    pub fn is_part_of(&self, alias: u32, ty: TypeId) -> bool {
        let any = |parts: &[TypeId]| parts.iter().any(|&part| self.is_part_of(alias, part));
        match self.get(ty) {
            Type::Alias { alias: other, .. } => *other == alias,
            Type::Union(parts) | Type::Intersection(parts) | Type::Template { types: parts, .. } => any(parts),
            Type::Conditional { root, arguments } => any(arguments) || any(&[self.conditional(*root).check, self.conditional(*root).extends]),
            Type::Mapped { root, arguments } => any(arguments) || self.is_part_of(alias, self.mapped(*root).keys),
            Type::KeyOf(part) | Type::StringCase { operand: part, .. } => self.is_part_of(alias, *part),
            Type::Indexed { object, index } => any(&[*object, *index]),
            _ => false,
        }
    }

    /// The alias that names a type which holds itself.
    pub fn recursive_name(&self, id: TypeId) -> Option<&Rc<str>> {
        self.recursive.get(&id)
    }

    /// `T[]`.
    pub fn array(&mut self, element: TypeId) -> TypeId {
        self.intern(Type::Array { element, readonly: false })
    }

    /// `[A, B]`.
    pub fn tuple(&mut self, elements: Vec<TupleElement>) -> TypeId {
        self.intern(Type::Tuple { elements: elements.into(), readonly: false })
    }

    fn map_tuple(&mut self, elements: &[TupleElement], readonly: bool, mut map: impl FnMut(&mut Types, TypeId) -> TypeId) -> TypeId {
        let elements = elements.iter().map(|e| TupleElement { ty: map(self, e.ty), ..e.clone() }).collect();
        self.intern(Type::Tuple { elements, readonly })
    }

    /// The element type of an array or tuple, the union of a tuple's, and whether it is read-only.
    pub fn array_parts(&mut self, id: TypeId) -> Option<(TypeId, bool)> {
        match self.get(id) {
            Type::Array { element, readonly } => Some((*element, *readonly)),
            Type::Tuple { elements, readonly } => {
                let (elements, readonly) = (elements.clone(), *readonly);
                Some((self.union(elements.iter().map(|e| e.ty)), readonly))
            }
            _ => None,
        }
    }

    /// A number literal's type.
    pub fn number_literal(&mut self, value: f64, fresh: bool) -> TypeId {
        // One type for 0 and -0, as `===` has it.
        let value = if value == 0.0 { 0.0 } else { value };
        self.intern(Type::NumberLiteral { bits: value.to_bits(), fresh, of: None })
    }

    /// The fresh type of an enum's members with this value.
    pub fn enum_number(&mut self, value: f64, of: EnumId) -> TypeId {
        let value = if value == 0.0 { 0.0 } else { value };
        self.intern(Type::NumberLiteral { bits: value.to_bits(), fresh: true, of: Some(of) })
    }

    /// Whether the two are the same but for freshness.
    pub fn is_same_literal(&self, a: TypeId, b: TypeId) -> bool {
        match (self.get(a), self.get(b)) {
            (Type::NumberLiteral { bits: x, of: i, .. }, Type::NumberLiteral { bits: y, of: j, .. }) => (x, i) == (y, j),
            (Type::StringLiteral { units: x, of: i, .. }, Type::StringLiteral { units: y, of: j, .. }) => (x, i) == (y, j),
            (Type::EnumComputed { of: i, member: x, .. }, Type::EnumComputed { of: j, member: y, .. }) => (x, i) == (y, j),
            _ => a == b,
        }
    }

    /// The enum that `member` belongs to, when all its members are among `members`.
    pub fn whole_enum(&self, member: TypeId, members: &[TypeId]) -> Option<EnumId> {
        let (Type::NumberLiteral { of, .. } | Type::StringLiteral { of, .. }) = self.get(member) else {
            let Type::EnumComputed { of, .. } = self.get(member) else { return None };
            return self.members(self.enum_type(*of)).iter().all(|m| members.contains(m)).then_some(*of);
        };
        let of = (*of)?;
        self.members(self.enum_type(of)).iter().all(|m| members.contains(m)).then_some(of)
    }

    /// Whether a member of an enum is a number.
    pub fn is_number_member(&self, member: TypeId) -> bool {
        matches!(self.get(member), Type::NumberLiteral { .. } | Type::EnumComputed { .. })
    }

    /// The union of an enum's members.
    pub fn enum_type(&self, of: EnumId) -> TypeId {
        self.enums[of.index()].ty
    }

    /// A string literal's type.
    pub fn string_literal(&mut self, units: Rc<[u16]>, fresh: bool) -> TypeId {
        self.intern(Type::StringLiteral { units, fresh, of: None })
    }

    /// A class's instance type.
    pub fn class(&mut self, class: ClassId, arguments: Vec<TypeId>) -> TypeId {
        self.intern(Type::Class { class, arguments: arguments.into() })
    }
}

/// Whether `test` holds for a type that `ty` is made of.
fn any_part(ty: &Type, mut test: impl FnMut(TypeId) -> bool) -> bool {
    match ty {
        Type::Array { element, .. } => test(*element),
        Type::Tuple { elements, .. } => elements.iter().any(|e| test(e.ty)),
        Type::Function(signature) => test(signature.result) || signature.this.is_some_and(&mut test) || signature.predicate.as_ref().and_then(|p| p.ty).is_some_and(&mut test) || signature.parameters.iter().any(|p| test(p.ty)),
        Type::Object { members, .. } => members.iter().any(|m| test(m.ty)),
        Type::KeyOf(operand) | Type::StringCase { operand, .. } => test(*operand),
        Type::Indexed { object, index } => test(*object) || test(*index),
        Type::Class { arguments: parts, .. }
        | Type::Interface { arguments: parts, .. }
        | Type::Union(parts)
        | Type::Intersection(parts)
        | Type::Conditional { arguments: parts, .. }
        | Type::Mapped { arguments: parts, .. }
        | Type::Template { types: parts, .. }
        | Type::Alias { arguments: parts, .. } => parts.iter().any(|&part| test(part)),
        _ => false,
    }
}
