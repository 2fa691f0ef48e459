//! Places: member access, indexing, and what is written to; [`assign`] does the writing.

mod assign;

use super::Checker;
use super::calls::object_members::constructed;
use super::flow::Reference;
use super::members::{Found, How};
use super::scope::{Space, Value};
use crate::ast::symbols::is_private;
use crate::ast::{self, ExprKind as E};
use crate::problem::{Code, Problem, Rule};
use crate::program::types::BOUND;
use crate::program::{BindingId, Callee, ClassId, Expr, ExprKind, FunctionKind, Place, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// `object.property`, read.
    pub(super) fn check_member(&mut self, object: &'a ast::Expr, property: &'a ast::Ident, optional: bool, node: &'a ast::Expr) -> Expr {
        if let Some(space) = self.named_space(self.cx.scope, object, &property.text) {
            return self.check_space_member(space, property, node.span);
        }
        if let Some(id) = self.enum_object(object) {
            return self.check_enum_member(id, object, property, node.span);
        }
        let mut object = self.check_measured_object(object, property, optional);
        let name = &property.text;
        if self.is_class_name(&object, name)
            && let Some(found) = self.constructor_property("constructor")
        {
            object.ty = found.ty;
        }
        let Some(found) = self.member_of(&object, property) else { return self.missing_after(object, node.span) };
        if let How::Accessor(class) = found.how
            && is_private(&property.text)
            && self.lacks_getter(class, &property.text)
        {
            self.error(2806, node.span, format!("`{}` has no getter", property.text));
        }
        self.check_field_set(&object, &found, property);
        self.check_field_order(&object, &found, property);
        let member = self.member_of_enum_object(object.ty, name);
        let mut read = self.read_member(object, &found, name, optional, node.span);
        if let Some(member) = member {
            read.ty = member;
        } else if matches!(read.kind, ExprKind::Get(_) | ExprKind::Read(_))
            && let Some(reference) = self.reference_of(node)
        {
            read.ty = self.narrowed_read(&reference, read.ty);
        }
        read
    }

    /// What a read gives: what is known of the place, but no more than the object that it is read from says now, of which more may have been
    /// found out since.
    fn narrowed_read(&mut self, reference: &Reference, declared: TypeId) -> TypeId {
        let Some(known) = self.known_of(reference) else { return declared };
        let says_more = known != declared
            && matches!(self.program.types.get(known), Type::Union(_))
            && declared != TypeId::ANY
            && self.is_assignable(declared, known)
            && !self.is_assignable(known, declared);
        if says_more { declared } else { known }
    }

    /// Whether this is `x.constructor.name` of what may be anything: the name of its class, although nothing says that it has one.
    fn is_class_name(&self, object: &Expr, name: &str) -> bool {
        object.ty == TypeId::ANY && name == "name" && constructed(object).is_some()
    }

    /// A member that was found, read without its name standing anywhere.
    pub(super) fn read_found(&mut self, object: Expr, found: &Found, name: &Rc<str>, span: Span) -> Expr {
        self.read_member(object, found, name, false, span)
    }

    fn read_member(&mut self, mut object: Expr, found: &Found, name: &Rc<str>, optional: bool, span: Span) -> Expr {
        match &found.how {
            How::Builtin(builtin) => {
                let builtin = builtin.clone();
                return match builtin.receiver || optional {
                    true if !self.may_be_called(found.ty) => self.builtin_property(&builtin, object, name, found.ty, span),
                    _ => self.builtin_value(&builtin, name, found.ty, span),
                };
            }
            How::Method(..) | How::StaticMethod(..) => return self.method_value(object, found, name, span),
            How::Member if object.ty == TypeId::ANY && !self.is_library(span.file) => self.note_asked_of_functions(name),
            _ => {}
        }
        if matches!(found.how, How::Member) {
            object = match self.mixed_read(object, name, found.ty, span) {
                Ok(value) => return value,
                Err(object) => object,
            };
        }
        let place = self.member_place(object, found, name);
        let ty = self.whole_type(found);
        Expr { kind: ExprKind::Get(place), ty, span }
    }

    /// A global such as `Math` where only its members are asked for: nothing of it is there at run time.
    pub(super) fn named_builtin(&mut self, node: &ast::Expr) -> Option<Expr> {
        let E::Name(name) = &node.kind else { return None };
        let Some(Value::Binding(binding)) = self.find_value(self.cx.scope, name) else { return None };
        self.namespace_of(binding)?;
        let ty = self.binding_type(binding);
        Some(Expr { kind: ExprKind::Undefined, ty, span: node.span })
    }

    /// The object of a member access: a global such as `Math` may stand here, and only here.
    pub(super) fn check_object_of(&mut self, node: &'a ast::Expr, optional: bool) -> Expr {
        if let Some(builtin) = self.named_builtin(node) {
            return builtin;
        }
        // What a function gives does not matter to the members that it is given.
        let object = match self.names_given(node) {
            true => self.beside(|c| c.check_expr(node, None)),
            false => self.check_expr(node, None),
        };
        self.require_present(object, optional, node)
    }

    /// Complains when an object may be null or undefined; gives it without them.
    pub(super) fn require_present(&mut self, object: Expr, optional: bool, node: &ast::Expr) -> Expr {
        if optional {
            return self.link_object(object, node, true);
        }
        if object.ty == TypeId::UNKNOWN {
            return self.unknown_object(object, node);
        }
        let object = self.with_known_nothing(object);
        let without = self.types().non_null(object.ty);
        // A void value has no members, as any other that lacks the one that is asked for.
        let members = self.program.types.members(object.ty);
        if without == object.ty || !members.iter().any(|member| matches!(*member, TypeId::NULL | TypeId::UNDEFINED)) {
            return object;
        }
        let (null, undefined) = (members.contains(&TypeId::NULL), members.contains(&TypeId::UNDEFINED) || members.contains(&TypeId::VOID));
        let (what, named, unnamed) = match (null, undefined) {
            (true, true) => ("null or undefined", 18049, 2533),
            (true, false) => ("null", 18047, 2531),
            _ => ("undefined", 18048, 2532),
        };
        let text = self.source_text(node.span);
        let is_name = self.is_entity(node);
        let number = if is_name { named } else { unnamed };
        let verb = if without == TypeId::NEVER { "is" } else { "may be" };
        let is_literal = matches!(&node.kind, E::Null) || matches!(&node.kind, E::Name(name) if &**name == "undefined");
        let number = if is_literal { 18050 } else { number };
        self.report(
            Problem::ts(number, node.span, format!("{} {verb} {what} here", if is_name { format!("`{text}`") } else { "the object".to_string() }))
                .with_help(format!("test it first, or use `?.`: `{text}?.…`")),
        );
        let ty = if without == TypeId::NEVER { TypeId::ANY } else { without };
        Expr { ty, ..object }
    }

    /// An object of an open type as what it stands for, where that may be null or undefined, or where an entry `T[K]` may be anything.
    pub(super) fn with_known_nothing(&mut self, object: Expr) -> Expr {
        if !self.is_undecided(object.ty) {
            return object;
        }
        let bound = self.constraint_of(object.ty);
        if bound == TypeId::ANY && matches!(self.program.types.get(object.ty), Type::Indexed { .. }) {
            return Expr { ty: bound, ..object };
        }
        let is_nothing = |member: &TypeId| matches!(*member, TypeId::NULL | TypeId::UNDEFINED);
        if self.program.types.members(bound).iter().any(is_nothing) { Expr { ty: bound, ..object } } else { object }
    }

    pub(super) fn unknown_object(&mut self, object: Expr, node: &ast::Expr) -> Expr {
        let text = self.source_text(node.span);
        let number = if self.is_entity(node) { 18046 } else { 2571 };
        self.report(
            Problem::ts(number, node.span, format!("`{text}` is of type `unknown`: what it is must be found out first"))
                .with_help("narrow it with `typeof` or `instanceof`"),
        );
        Expr { ty: TypeId::ANY, ..object }
    }

    /// Whether tsc would name the expression in a message: a dotted name.
    /// A name, or names with dots between: what tsc names when it may be missing. `this.x` is none.
    pub(super) fn is_entity(&self, node: &ast::Expr) -> bool {
        match &node.kind {
            E::Name(_) => true,
            E::Member { object, .. } => self.is_entity(object),
            E::Chain(inner) => self.is_entity(inner),
            _ => false,
        }
    }

    /// Whether a key is written as a number: `1` or `[1]`.
    pub(super) fn is_written_as_number(&self, span: Span) -> bool {
        let file = self.sources.get(span.file);
        file.text.get(span.start as usize..).is_some_and(|text| text.trim_start_matches(['[', ' ']).starts_with(|c: char| c.is_ascii_digit() || c == '.'))
    }

    pub(super) fn source_text(&self, span: Span) -> String {
        let text = &self.sources.get(span.file).text;
        text.get(span.start as usize..span.end as usize).unwrap_or_default().to_string()
    }

    /// The member, or a complaint.
    pub(super) fn member_of(&mut self, object: &Expr, property: &ast::Ident) -> Option<Found> {
        if object.ty == TypeId::ANY && is_private(&property.text) && self.scope(self.cx.scope).class.is_none() {
            self.error(18016, property.span, "names with `#` are known in the bodies of classes only");
            return None;
        }
        if object.ty == TypeId::ANY {
            self.reads_any = true;
            return Some(Found {
                ty: TypeId::ANY,
                overloads: Vec::new(),
                readonly: false,
                how: How::Member,
                span: None,
                visibility: ast::Visibility::Public,
                inherited: None,
                write: None,
            });
        }
        if let Some(found) = self.entry_member(object.ty, &property.text) {
            return Some(found);
        }
        let Some(found) = self.find_member(object.ty, &property.text) else {
            if crate::ast::symbols::is_symbol(&property.text) {
                let text = self.text(object.ty);
                let span = Span { start: object.span.start, ..property.span };
                self.error(7053, span, format!("a `{text}` has no member `{}`", property.text));
            } else if !self.report_other_private_name(object.ty, property) {
                self.report_missing_member(object.ty, &property.text, property.span);
            }
            return None;
        };
        self.check_visibility(&found, object.ty, &property.text, property.span);
        self.check_abstract_use(object, &found, property);
        Some(found)
    }

    /// TS2715: a subclass makes the member only when what is being made here is done.
    fn check_abstract_use(&mut self, object: &Expr, found: &Found, property: &ast::Ident) {
        let (How::Field(class) | How::Accessor(class), ExprKind::This) = (&found.how, &object.kind) else { return };
        let is_constructor = matches!(self.program.functions[self.cx.function.index()].kind, FunctionKind::Constructor(_));
        if (is_constructor || self.cx.field.is_some()) && self.is_abstract_member(*class, &property.text) {
            let owner = self.program.classes[class.index()].name.clone();
            let message = format!("`{}` of `{owner}` is abstract: there is none while the object is being made", property.text);
            self.error(2715, property.span, message);
        }
    }

    /// What an expression whose member is in error becomes: its object is still evaluated.
    pub(super) fn missing_after(&mut self, object: Expr, span: Span) -> Expr {
        let place = Place::Member { object: Box::new(object), name: "".into() };
        Expr { kind: ExprKind::Get(place), ty: TypeId::ANY, span }
    }

    /// How the Program names a member.
    pub(super) fn member_place(&mut self, object: Expr, found: &Found, name: &Rc<str>) -> Place {
        if found.how == How::Entry {
            return self.entry_place(object, name);
        }
        let object = Box::new(object);
        let name = name.clone();
        match found.how {
            How::Field(class) => Place::Field { object, class, name },
            How::Accessor(_) if matches!(self.program.types.get(object.ty), Type::ClassValue(_)) => match object.kind {
                ExprKind::ClassValue(class) => Place::StaticAccessor { class, name },
                _ => Place::Member { object, name },
            },
            How::Accessor(class) => Place::Accessor { object, class, name },
            // What is inherited may be replaced by a write through the class.
            How::Static(owner, binding) if matches!(object.kind, ExprKind::ClassValue(class) if class == owner) => Place::Binding(binding),
            How::Length => Place::Length { object },
            _ => Place::Member { object, name },
        }
    }

    /// A method used as a value loses its object; allowed where `this` is not used is left for later.
    fn method_value(&mut self, object: Expr, found: &Found, name: &Rc<str>, span: Span) -> Expr {
        let ty = self.whole_type(found);
        if let How::StaticMethod(_, function) = found.how {
            self.reach_function(function);
            return match found.how {
                // The class at hand is one of several that its declaration makes.
                How::StaticMethod(class, _) if !self.program.bindings[self.program.classes[class.index()].binding.index()].global => {
                    let callee = Callee::Member { object: Box::new(object), name: format!("{BOUND}{name}").into() };
                    Expr { kind: ExprKind::Call { callee, arguments: Vec::new() }, ty, span }
                }
                _ => Expr { kind: ExprKind::Closure { function }, ty, span },
            };
        }
        if let (How::Method(_, function), true) = (&found.how, self.told_method == Some(span)) {
            self.reach_function(*function);
            let callee = Callee::Member { object: Box::new(object), name: format!("{BOUND}{name}").into() };
            return Expr { kind: ExprKind::Call { callee, arguments: Vec::new() }, ty, span };
        }
        self.report(
            Problem::th(Rule::MethodExtracted, span)
                .with_message(format!("the method `{name}` is taken from its object without being called"))
                .with_help(format!("write an arrow that calls it: `(…) => {}(…)`", self.source_text(span))),
        );
        let place = self.member_place(object, found, name);
        Expr { kind: ExprKind::Get(place), ty, span }
    }

    /// Whether a class declares an accessor of this name that can only be set.
    fn lacks_getter(&self, class: crate::program::ClassId, name: &str) -> bool {
        self.classes[class.index()].members.iter().any(|m| &*m.name == name && matches!(m.kind, super::classes::MemberKind::Accessor { getter: None, .. }))
    }

    /// TS2729: a field whose initialiser reads one that is initialised later.
    fn check_field_order(&mut self, object: &Expr, found: &Found, property: &ast::Ident) {
        let Some((own, index)) = self.cx.field.or_else(|| self.place_of_block()) else { return };
        let (class, is_static) = match (&found.how, &object.kind) {
            (How::Field(class), ExprKind::This) => (*class, false),
            (How::Static(class, _), _) => (*class, true),
            _ => return,
        };
        if own == class && self.is_initialised_later(class, &property.text, is_static, index) {
            self.error(2729, property.span, format!("`{}` is used before it has its value", property.text));
        }
    }

    /// The class whose static block is under way, and the number of members before it.
    pub(super) fn place_of_block(&self) -> Option<(ClassId, usize)> {
        let FunctionKind::StaticMethod(class) = self.program.functions[self.cx.function.index()].kind else { return None };
        let places = &self.classes[class.index()].block_places;
        places.iter().find(|(block, _)| *block == self.cx.function).map(|&(_, place)| (class, place))
    }

    /// TS2565: a field that the constructor reads before it sets it.
    fn check_field_set(&mut self, object: &Expr, found: &Found, property: &ast::Ident) {
        if !matches!(object.kind, ExprKind::This) {
            return;
        }
        if let How::Field(class) = found.how
            && let Some(mark) = self.field_mark(class, &property.text)
            && self.cx.flow.is_unassigned(mark)
        {
            self.error(2565, property.span, format!("the field `{}` is used before it is assigned", property.text));
        }
    }

    /// The two parts of `object[index]`. What may be anything has keys of any kind, but nothing else is one.
    fn check_object_and_key(&mut self, object: &'a ast::Expr, index: &'a ast::Expr, optional: bool) -> (Expr, Expr) {
        let before = self.problems.len();
        let mut object = self.check_object_of(object, optional);
        let is_declared = self.problems.len() == before;
        let index = self.check_expr(index, None);
        if object.ty == TypeId::NEVER {
            object = self.as_anything(object);
        } else if object.ty == TypeId::ANY && is_declared && !self.may_be_key(index.ty) {
            let found = self.text(index.ty);
            self.error(2538, index.span, format!("a `{found}` cannot be a key"));
        }
        (object, index)
    }

    /// `object[index]`, read.
    pub(super) fn check_index(&mut self, object: &'a ast::Expr, index: &'a ast::Expr, optional: bool, node: &'a ast::Expr) -> Expr {
        if let Some(id) = self.enum_object(object) {
            return self.check_enum_index(id, object, index, node.span);
        }
        let object_node = object;
        let (object, index) = self.check_object_and_key(object, index, optional);
        let (place, declared) = self.element_place(object, index, object_node, node.span);
        let ty = match self.reference_of(node) {
            Some(reference) => self.narrowed_read(&reference, declared),
            None => declared,
        };
        Expr { ty, ..self.read_by_key(place, ty, node.span) }
    }

    /// What a key finds that is known: of what may be anything the member of that name.
    pub(super) fn read_by_key(&mut self, place: Place, ty: TypeId, span: Span) -> Expr {
        match place {
            Place::Member { object, name } if object.ty == TypeId::ANY => {
                let found = Found::of_type(TypeId::ANY);
                self.read_member(*object, &found, &name, false, span)
            }
            place => Expr { kind: ExprKind::Get(place), ty, span },
        }
    }

    /// A place to write to, with its declared type.
    pub(super) fn check_place(&mut self, node: &'a ast::Expr) -> Option<(Place, TypeId)> {
        let (place, ty) = self.check_any_place(node)?;
        if let Place::Member { object, name } = &place {
            self.note_member_written(object.ty, name, ty);
        }
        if let Place::Entry { object, .. } = &place {
            self.note_written(object.ty);
            self.note_added(object.ty, ty);
        }
        if let Place::Member { object, .. } | Place::Entry { object, .. } | Place::Element { object, .. } = &place
            && object.ty == TypeId::ANY
        {
            self.note_any_written();
        }
        Some((place, ty))
    }

    /// An object may lack what may be undefined, and any member if a cast said that it is there: a write adds it.
    pub(super) fn note_member_written(&mut self, object: TypeId, name: &Rc<str>, ty: TypeId) {
        if self.may_be_literal(object) {
            if self.program.types.admits_undefined(ty) {
                self.optional_writes.insert((object, name.clone()));
            }
            self.required_writes.insert((object, name.clone()));
        }
    }

    /// Whether a value whose members are said may be an object literal: no literal is of a class.
    fn may_be_literal(&mut self, ty: TypeId) -> bool {
        let bound = self.constraint_of(ty);
        ty != TypeId::ANY && !matches!(self.program.types.get(bound), Type::Class { .. } | Type::ClassValue(_))
    }

    /// A write by a key to an object that may lack the member: literals that it may be are made as dictionaries.
    fn note_added(&mut self, object: TypeId, ty: TypeId) {
        let bound = self.constraint_of(object);
        let says_nothing = match self.program.types.get(bound) {
            Type::Object { members, .. } => members.is_empty(),
            _ => matches!(bound, TypeId::UNKNOWN | TypeId::NON_PRIMITIVE),
        };
        if says_nothing && self.is_undecided(object) {
            self.note_empty_growing();
        }
        if self.entries_of(object).is_none() && matches!(self.program.types.get(bound), Type::Object { .. } | Type::Interface { .. }) {
            if self.program.types.admits_undefined(ty) {
                self.note_growing(object);
            } else {
                self.keyed_writes.insert(bound);
            }
        }
    }

    fn check_any_place(&mut self, node: &'a ast::Expr) -> Option<(Place, TypeId)> {
        match &node.kind {
            E::Paren(inner) | E::NonNull(inner) => self.check_any_place(inner),
            E::Name(name) => self.name_place(name, node.span),
            E::Member { object, property, optional } => self.written_member(object, property, *optional),
            E::Index { object, index, .. } if self.enum_object(object).is_some() => {
                let (number, span) = if matches!(index.kind, E::String(_)) { (2540, index.span) } else { (2542, node.span) };
                self.error(number, span, "the members of an enum are read-only");
                self.check_expr(index, None);
                None
            }
            E::Index { object, index, optional } if let Some(property) = self.symbol_named(index) => {
                let object = self.check_object_of(object, *optional);
                self.check_expr(index, None);
                self.written_part(object, &property)
            }
            E::Index { object, index, optional } => {
                let object_node = object;
                let (object, index) = self.check_object_and_key(object, index, *optional);
                if self.is_readonly_position(object.ty, &index) {
                    let text = self.text(object.ty);
                    self.error(2540, index.span, format!("the elements of a `{text}` are read-only"));
                    return None;
                }
                if let Some((found, property)) = self.readonly_member(&object, &index) {
                    self.report_readonly(&object, &found, &property);
                    return None;
                }
                self.require_writable_entries(object.ty, node.span);
                if self.is_number(index.ty) {
                    self.require_writable_elements(&object, &index, node.span);
                }
                let key = index.ty;
                let (place, ty) = self.element_place(object, index, object_node, node.span);
                let ty = self.written_type(&place, key, ty);
                Some((place, ty))
            }
            // Of a chain syntax has complained.
            E::Missing | E::Chain(_) => None,
            // What is assigned is what the assertion says; what is known of the place may no longer hold.
            E::As { operand, ty } | E::Satisfies { operand, ty } => {
                let asserted = self.resolve_type(self.cx.scope, ty);
                let before = self.problems.len();
                let place = self.check_any_place(operand);
                self.refuse_read_only_cast(before);
                let (place, declared) = place?;
                if let Some(reference) = self.reference_of(operand) {
                    self.cx.flow.forget(&reference);
                }
                Some((place, if matches!(node.kind, E::As { .. }) { asserted } else { declared }))
            }
            E::SuperMember { property } => {
                let message = format!("`super.{}` can be written by `=` and its like only: write it out", property.text);
                self.refuse(Rule::UnsupportedPlace, node.span, message);
                None
            }
            _ => {
                self.error(2364, node.span, "only a variable, a member or an element can be assigned to");
                None
            }
        }
    }

    /// Whether an index names an element of a read-only tuple.
    fn is_readonly_position(&mut self, object: TypeId, index: &Expr) -> bool {
        let ty = self.constraint_of(object);
        matches!(self.program.types.get(ty), Type::Tuple { readonly: true, .. }) && matches!(self.program.types.get(index.ty), Type::NumberLiteral { .. })
    }

    /// The member that a key names and that is only read here.
    fn readonly_member(&mut self, object: &Expr, index: &Expr) -> Option<(Found, ast::Ident)> {
        let text = self.literal_key(index)?;
        if object.ty == TypeId::ANY || self.entries_of(object.ty).is_some() || self.element_type(object.ty).is_some() {
            return None;
        }
        let found = self.find_member(object.ty, &text)?;
        let is_plain = matches!(found.how, How::Field(_) | How::Member | How::Accessor(_) | How::Static(..));
        (is_plain && found.readonly && !self.may_set_readonly(object, &found)).then_some((found, ast::Ident { text, span: index.span }))
    }

    fn name_place(&mut self, name: &Rc<str>, span: Span) -> Option<(Place, TypeId)> {
        match self.find_value(self.cx.scope, name) {
            Some(Value::Binding(binding)) => {
                self.check_assignable_name(binding, name, span)?;
                self.use_binding(binding, span);
                self.note_assignment(binding);
                let declared = self.binding_type(binding);
                let ty = self.with_this_of_owner(binding, declared);
                Some((Place::Binding(binding), ty))
            }
            Some(Value::Enum(_) | Value::Class(_)) if self.is_imported(name) => {
                self.error(2632, span, format!("`{name}` is imported; only its own file can assign to it"));
                None
            }
            Some(Value::Enum(_)) => {
                self.error(2628, span, format!("`{name}` is an enum; it cannot be assigned to"));
                None
            }
            Some(Value::Class(_)) => {
                self.error(2629, span, format!("`{name}` is a class; it cannot be assigned to"));
                None
            }
            Some(Value::Namespace(Space::Namespace(_))) => {
                self.error(2631, span, format!("`{name}` is a namespace; it cannot be assigned to"));
                None
            }
            Some(_) => {
                self.error(2632, span, format!("`{name}` is a module; it cannot be assigned to"));
                None
            }
            None => {
                self.check_name(name, span);
                None
            }
        }
    }

    fn check_assignable_name(&mut self, binding: BindingId, name: &Rc<str>, span: Span) -> Option<()> {
        use super::variables::BindingKind as K;
        let declared = self.program.bindings[binding.index()].span;
        let constant = match self.bindings[binding.index()].kind {
            K::Variable { kind: ast::VariableKind::Const, .. } => true,
            K::ForOf => self.constant_loop_variables.contains(&binding),
            K::Function(_) if !self.is_imported(name) => {
                self.error(2630, span, format!("`{name}` is a function; it cannot be assigned to"));
                return None;
            }
            _ => false,
        };
        if self.is_imported(name) {
            self.error(2632, span, format!("`{name}` is imported; only its own file can assign to it"));
            return None;
        }
        if constant {
            self.report(
                Problem::ts(2588, span, format!("`{name}` is a constant; it cannot be assigned to"))
                    .with_label(declared, "declared here")
                    .with_help(format!("declare it with `let`: `let {name}`")),
            );
            self.cx.flow.declare_assigned(binding);
            return None;
        }
        Some(())
    }

    /// `optional`: only what `delete` removes can stand at the end of a chain.
    fn written_member(&mut self, object: &'a ast::Expr, property: &'a ast::Ident, optional: bool) -> Option<(Place, TypeId)> {
        if let Some(space) = self.named_space(self.cx.scope, object, &property.text) {
            return self.written_space_member(space, property);
        }
        if let Some(id) = self.enum_object(object) {
            return self.written_enum_member(id, property);
        }
        let object = self.check_object_of(object, optional);
        self.written_part(object, property)
    }

    /// The member of an object that was walked already.
    fn written_part(&mut self, object: Expr, property: &ast::Ident) -> Option<(Place, TypeId)> {
        let found = self.member_of(&object, property)?;
        self.check_field_order(&object, &found, property);
        if found.how == How::Member && self.is_called_with_members(object.ty) {
            self.note_given_to_function(&property.text);
        } else if object.ty == TypeId::ANY {
            self.note_given_to_any(&object, &property.text);
        }
        let in_constructor = self.may_set_readonly(&object, &found);
        if found.readonly && !in_constructor {
            self.report_readonly(&object, &found, property);
            return None;
        }
        match &found.how {
            How::Method(..) | How::StaticMethod(..) if is_private(&property.text) => {
                self.error(2803, property.span, format!("`{}` is a private method: no other takes its place", property.text));
                return None;
            }
            How::Builtin(_) | How::Method(..) | How::StaticMethod(..) => {
                self.refuse(Rule::UnsupportedPlace, property.span, format!("the method `{}` cannot be replaced", property.text));
                return None;
            }
            How::Static(owner, binding) => {
                self.program.bindings[binding.index()].assigned = true;
                self.note_static_write(&object, *owner, *binding);
            }
            _ => {}
        }
        let ty = self.written_accessor(&object, &found, &property.text).unwrap_or(found.ty);
        Some((self.member_place(object, &found, &property.text), ty))
    }

    /// A static field that is written through a subclass becomes one of that class.
    fn note_static_write(&mut self, object: &Expr, owner: ClassId, binding: BindingId) {
        let ty = self.constraint_of(object.ty);
        let Type::ClassValue(class) = *self.program.types.get(ty) else { return };
        if class != owner || !matches!(object.kind, ExprKind::ClassValue(_)) {
            self.program.static_writes.push((binding, class));
        }
    }

    /// What an accessor's setter takes, which may be more than its getter gives.
    fn written_accessor(&mut self, object: &Expr, found: &Found, name: &str) -> Option<TypeId> {
        let How::Accessor(class) = found.how else { return found.write };
        let known = self.with_this_known(object.ty);
        match self.program.types.get(known).clone() {
            Type::ClassValue(_) => self.setter_type(class, name, true),
            Type::Class { class: own, arguments } => {
                let passed = self.as_base(own, &arguments, class)?;
                let mut with = Self::substitution(&self.class_parameters(class), &passed);
                with.insert(super::generics::THIS, object.ty);
                let ty = self.setter_type(class, name, false)?;
                Some(self.substitute(ty, &with))
            }
            _ => None,
        }
    }

    fn report_readonly(&mut self, object: &Expr, found: &Found, property: &ast::Ident) {
        let name = &property.text;
        if matches!(found.how, How::Method(..) | How::StaticMethod(..)) && is_private(name) {
            return self.error(2803, property.span, format!("`{name}` is a private method: no other takes its place"));
        }
        let known = self.with_this_known(object.ty);
        let is_optional_method = found.how == How::Member && matches!(self.program.types.get(known), Type::Class { .. } | Type::ClassValue(_));
        if matches!(found.how, How::Method(..) | How::StaticMethod(..)) || is_optional_method {
            return self.refuse(Rule::UnsupportedPlace, property.span, format!("the method `{name}` cannot be replaced"));
        }
        let text = self.text(object.ty);
        if found.how == How::Entry && self.find_member(object.ty, name).is_none() {
            return self.require_writable_entries(object.ty, Span { start: object.span.start, ..property.span });
        }
        let mut problem = Problem::ts(2540, property.span, format!("`{name}` of `{text}` is read-only"));
        if let Some(span) = found.span {
            problem = problem.with_label(span, "declared here");
        }
        self.report(problem);
    }

    /// tsc lets a cast write what is read-only. What nothing was expected to write may have been kept elsewhere, so it stays refused, but as our rule.
    fn refuse_read_only_cast(&mut self, before: usize) {
        for problem in &mut self.problems[before..] {
            if matches!(problem.code, Code::Ts(2540 | 2542)) {
                problem.code = Code::Th(Rule::UnsupportedPlace);
                problem.help = Some("a cast does not make it writable: declare it without `readonly`".to_owned());
            }
        }
    }

    /// A constructor sets its own class's read-only fields.
    fn may_set_readonly(&self, object: &Expr, found: &Found) -> bool {
        let How::Field(class) = found.how else { return false };
        matches!(object.kind, ExprKind::This)
            && self.program.functions[self.cx.function.index()].kind == FunctionKind::Constructor(class)
    }
}
