//! A class beside what it extends and implements.

use super::super::Checker;
use super::super::library::is_member_of_every_object;
use super::super::members::{Found, How};
use super::super::objects::Heir;
use super::super::relate::Relation;
use super::{ClassMember, MemberKind};
use crate::ast::Visibility;
use crate::problem::{Code, Problem, Rule};
use crate::program::{ClassId, Signature, SignatureParameter, Type, TypeId};
use std::rc::Rc;

/// Whether a problem says that a class does not fit its base class.
fn is_unfit(problem: &Problem) -> bool {
    matches!(problem.code, Code::Ts(2415..=2417))
}

impl<'a> Checker<'a> {
    pub(in crate::check) fn check_heritage(&mut self, class: ClassId) {
        self.check_base_order(class);
        // What a member says of `this` it says of objects of this class.
        let own = self.own_class_type(class);
        let outer = self.cx.initializer_this.replace(own);
        self.check_overrides(class);
        self.check_exported_statics(class);
        self.check_abstract_members(class);
        self.check_implements(class);
        self.cx.initializer_this = outer;
    }

    /// A class is defined where its declaration stands, so its base must stand above.
    fn check_base_order(&mut self, class: ClassId) {
        let Some((base, _)) = self.class_base(class) else { return };
        let node = self.classes[class.index()].node;
        if let Some(heritage) = &node.base {
            self.use_class(base, heritage.name.span);
            self.check_base_constructor(class, base, heritage.name.span);
        }
    }

    /// Each member must fit the base's member of the same name.
    fn check_overrides(&mut self, class: ClassId) {
        let base = self.class_base(class);
        let members = self.classes[class.index()].members.clone();
        let reported = self.problems.len();
        let (own, statics): (Vec<_>, Vec<_>) = members.iter().enumerate().partition(|(_, member)| !member.modifiers.is_static);
        for (index, member) in own.into_iter().chain(statics) {
            let Some((base, arguments)) = &base else {
                if member.modifiers.is_override && !self.extends_refused(class) {
                    let name = self.program.classes[class.index()].name.clone();
                    self.error(4112, member.span, format!("`{}` overrides nothing: `{name}` extends no class", member.name));
                }
                continue;
            };
            // Objects have one place for each name.
            if !member.modifiers.is_static
                && let Some(keeper) = self.keeper_of(*base, &member.name)
            {
                let owner = self.program.classes[keeper.index()].name.clone();
                self.refuse(Rule::BuiltinExtended, member.span, format!("`{owner}` keeps a member `{}` for itself: choose another name", member.name));
                continue;
            }
            let inherited = match member.modifiers.is_static {
                true => self.static_member(*base, &member.name),
                false => self.class_member(*base, arguments, &member.name),
            };
            match inherited {
                // As in tsc the static side is looked at when all is well with the objects, and is in error once.
                Some(_) if member.modifiers.is_static && self.problems[reported..].iter().any(|p| is_unfit(p)) => {}
                Some(inherited) => self.check_override(class, index, member, *base, &inherited),
                None if member.modifiers.is_override && !is_member_of_every_object(&member.name) => self.report_no_override(member, *base),
                None => {}
            }
        }
        // As in tsc the class as a whole is blamed where no member is.
        if self.problems[reported..].iter().any(|p| p.code == Code::Ts(2416)) {
            let mut later = self.problems.split_off(reported);
            later.retain(|p| p.code != Code::Ts(2415));
            self.problems.append(&mut later);
        }
    }

    fn report_no_override(&mut self, member: &ClassMember<'a>, base: ClassId) {
        let owner = self.program.classes[base.index()].name.clone();
        let names = self.class_member_names(base, member.modifiers.is_static);
        match super::super::scope::most_similar(&member.name, names) {
            Some(similar) => self.report(
                Problem::ts(4117, member.span, format!("`{}` overrides nothing in `{owner}`", member.name))
                    .with_help(format!("did you mean `{similar}`?")),
            ),
            None => self.error(4113, member.span, format!("`{}` overrides nothing in `{owner}`", member.name)),
        }
    }

    fn check_override(&mut self, class: ClassId, index: usize, member: &ClassMember<'a>, base: ClassId, inherited: &Found) {
        let owner = self.program.classes[base.index()].name.clone();
        let own_visibility = member.modifiers.visibility;
        if inherited.visibility == Visibility::Private || own_visibility as u8 > inherited.visibility as u8 {
            let name = self.program.classes[class.index()].name.clone();
            let (span, why) = (self.program.classes[class.index()].span, visibility_word(inherited.visibility));
            return self.error(2415, span, format!("`{name}` does not extend `{owner}` rightly: `{}` is {why} there", member.name));
        }
        let ty = self.member_type(class, index);
        let own = self.found_member(class, index);
        let whole = (self.whole_type(&own), self.whole_type(inherited));
        let is_method = super::is_method(&inherited.how);
        if !self.fits_as_member(whole.0, whole.1, is_method, Relation::Nominal) {
            // What only classes of other names hinder is no mistake to tsc.
            if self.fits_as_member(whole.0, whole.1, is_method, Relation::Structural) {
                self.report_nominal(ty, inherited.ty, member.span);
                return self.check_override_kind(class, member, (base, &owner), inherited);
            }
            let (found, wanted) = (self.text(ty), self.text(inherited.ty));
            // Of statics, and of parameters that are fields, tsc blames the class as a whole.
            let whole = self.program.classes[class.index()].span;
            let (number, place) = match member.kind {
                _ if member.modifiers.is_static => (2417, whole),
                MemberKind::Parameter { .. } => (2415, whole),
                _ => (2416, member.span),
            };
            let mut problem =
                Problem::ts(number, place, format!("`{}` is a `{wanted}` in `{owner}`; `{found}` does not fit", member.name));
            if place != member.span {
                problem = problem.with_label(member.span, "declared here");
            }
            if let Some(span) = inherited.span {
                problem = problem.with_label(span, "declared here in the base class");
            }
            self.report(problem);
            return self.check_override_kind(class, member, (base, &owner), inherited);
        }
        self.check_override_rest(member, ty, inherited);
        self.check_override_kind(class, member, (base, &owner), inherited);
    }

    /// Methods of one slot are called in one way: what comes in an array comes so in all of them.
    fn check_override_rest(&mut self, member: &ClassMember<'a>, own: TypeId, inherited: &Found) {
        let (MemberKind::Method(_), How::Method(..)) = (&member.kind, &inherited.how) else { return };
        let (Type::Function(a), Type::Function(b)) = (self.program.types.get(own).clone(), self.program.types.get(inherited.ty).clone()) else { return };
        let rest = |s: &Signature| s.parameters.iter().position(|p| p.rest);
        let mixes = match (rest(&a), rest(&b)) {
            (None, None) => false,
            (Some(a), Some(b)) => a != b,
            (None, Some(b)) => a.parameters.len() > b,
            (Some(a), None) => b.parameters.len() > a,
        };
        if mixes {
            self.refuse(Rule::RestParameter, member.span, format!("`{}` takes its arguments in another way than in the base class", member.name));
        }
    }

    /// A method cannot take the place of a field, nor an accessor.
    fn check_override_kind(&mut self, class: ClassId, member: &ClassMember<'a>, (base, owner): (ClassId, &str), inherited: &Found) {
        // What is abstract is there to be made in either way.
        if let How::Field(declaring) | How::Accessor(declaring) = inherited.how
            && !matches!(member.kind, MemberKind::Method(_))
            && self.is_abstract_member(declaring, &member.name)
        {
            return;
        }
        if let (MemberKind::Field { value: None, .. }, How::Field(_)) = (&member.kind, &inherited.how)
            && self.is_emptied(class, member)
        {
            let message = format!("`{}` would lose the value that `{owner}` gives it", member.name);
            return self.report(Problem::ts(2612, member.span, message).with_help("write `declare` before it, or give it a value"));
        }
        let name = self.program.classes[class.index()].name.clone();
        let number = match (&member.kind, &inherited.how) {
            (MemberKind::Method(_), How::Field(_)) => 2425,
            (MemberKind::Method(_), How::Accessor(_)) => 2426,
            (MemberKind::Field { .. } | MemberKind::Parameter { .. }, How::Method(..)) => {
                let help = "declare it as a field that holds a function in both classes, or as a method in both";
                let message = format!("`{}` is a method in `{owner}`: a field cannot take its place", member.name);
                return self.report(Problem::th(Rule::MethodReplaced, member.span).with_message(message).with_help(help));
            }
            (MemberKind::Field { .. } | MemberKind::Parameter { .. }, How::Member) if self.has_optional_method(base, member) => {
                let message = format!("`{}` is a method that is there in `{owner}`: a field cannot take its place", member.name);
                return self.refuse(Rule::MethodReplaced, member.span, message);
            }
            (MemberKind::Accessor { .. }, How::Method(..) | How::Member) => 2423,
            // tsc declares the library's classes by interfaces, which do not say how they have their members.
            (MemberKind::Field { .. } | MemberKind::Parameter { .. }, How::Accessor(declaring)) if self.is_library(self.program.classes[declaring.index()].span.file) => {
                let message = format!("`{}` is an accessor in `{owner}`: a field cannot take its place", member.name);
                return self.report(Problem::th(Rule::MethodReplaced, member.span).with_message(message).with_help("write a getter"));
            }
            (MemberKind::Field { .. } | MemberKind::Parameter { .. }, How::Accessor(_)) => 2610,
            (MemberKind::Accessor { .. }, How::Field(declaring)) if self.is_library(self.program.classes[declaring.index()].span.file) => {
                let message = format!("`{}` is a field in `{owner}`: an accessor cannot take its place", member.name);
                return self.report(Problem::th(Rule::MethodReplaced, member.span).with_message(message).with_help("give the field its value in the constructor"));
            }
            (MemberKind::Accessor { .. }, How::Field(_)) => 2611,
            (MemberKind::Accessor { getter: None, .. }, How::Accessor(_)) if !member.modifiers.is_static && self.has_getter(base, &member.name) => {
                let message = format!("`{}` can be read in `{owner}`: with the setter alone overridden it would be undefined here", member.name);
                let help = format!("override the getter too: `get {0}() {{ return super.{0}; }}`", member.name);
                return self.report(Problem::th(Rule::MethodReplaced, member.span).with_message(message).with_help(help));
            }
            _ => return,
        };
        self.error(number, member.span, format!("`{}` of `{name}` must be what it is in `{owner}`: field, method or accessor", member.name));
    }

    /// Whether `base` or a class that it extends has a getter of this name.
    fn has_getter(&self, base: ClassId, name: &str) -> bool {
        let mut above = std::iter::successors(Some(base), |class| self.program.classes[class.index()].base.as_ref().map(|(base, _)| *base));
        above.any(|class| {
            let members = &self.classes[class.index()].members;
            members.iter().any(|other| &*other.name == name && !other.modifiers.is_static && matches!(other.kind, MemberKind::Accessor { getter: Some(_), .. }))
        })
    }

    /// Whether a field without a value takes the place of another, and no constructor is there to give it one.
    fn is_emptied(&self, class: ClassId, member: &ClassMember<'a>) -> bool {
        let m = member.modifiers;
        let is_plain = !m.declare && !m.is_abstract && !m.is_static && !self.ambient_classes.contains(&class);
        is_plain && (m.definite || self.program.classes[class.index()].constructor.is_none())
    }

    /// Whether `base` or a class that it extends makes the method that is declared as one that may be missing.
    fn has_optional_method(&self, base: ClassId, member: &ClassMember<'a>) -> bool {
        let above = std::iter::successors(Some(base), |class| self.program.classes[class.index()].base.as_ref().map(|(base, _)| *base));
        above.into_iter().any(|class| {
            self.classes[class.index()].members.iter().any(|other| {
                let MemberKind::Method(function) = other.kind else { return false };
                let has_body = self.functions[function.index()].node.is_some_and(|node| node.body.is_some());
                other.name == member.name && other.modifiers.is_static == member.modifiers.is_static && has_body
            })
        })
    }

    /// Methods compare their parameters in both directions, as tsc has it.
    fn fits_as_member(&mut self, own: TypeId, inherited: TypeId, method: bool, by: Relation) -> bool {
        if self.relate(own, inherited, by) {
            return true;
        }
        if !method {
            return false;
        }
        let (own, inherited) = match self.program.types.admits_undefined(inherited) {
            true => (self.types().non_null(own), self.types().non_null(inherited)),
            false => (own, inherited),
        };
        let (own, inherited) = (self.signatures_of_member(own), self.signatures_of_member(inherited));
        !inherited.is_empty() && inherited.iter().all(|b| own.iter().any(|a| self.fits_as_method(a, b, by)))
    }

    /// The signatures of a function, or of a method that has several. Of several tsc does not look at how their type parameters hang together.
    fn signatures_of_member(&mut self, ty: TypeId) -> Vec<Rc<Signature>> {
        match self.program.types.get(ty).clone() {
            Type::Function(only) => vec![only],
            Type::Intersection(parts) => {
                let parts = parts.iter().filter_map(|&part| self.call_signature(part)).collect::<Vec<_>>();
                parts.iter().map(|signature| Rc::new(self.without_parameters(signature))).collect()
            }
            _ => Vec::new(),
        }
    }

    fn fits_as_method(&mut self, own: &Signature, inherited: &Rc<Signature>, by: Relation) -> bool {
        let loosened = self.with_parameters_of(own, inherited, by);
        let (loosened, inherited) = (Type::Function(Rc::new(loosened)), Type::Function(inherited.clone()));
        let (loosened, inherited) = (self.types().intern(loosened), self.types().intern(inherited));
        self.relate(loosened, inherited, by)
    }

    /// `own` with each parameter replaced by the base's where the two are related in either direction.
    fn with_parameters_of(&mut self, own: &Signature, base: &Signature, by: Relation) -> Signature {
        let own = &match own.type_parameters.len() == base.type_parameters.len() {
            true => Signature { type_parameters: base.type_parameters.clone(), ..self.erased(own, base) },
            false => own.clone(),
        };
        let parameters = own
            .parameters
            .iter()
            .enumerate()
            .map(|(index, parameter)| match base.parameters.get(index).cloned().filter(|other| other.rest == parameter.rest).or_else(|| {
                // What the base takes in a list may be told apart.
                (!parameter.rest).then(|| self.nth_parameter(base, index)).flatten()
            }) {
                Some(other) if self.relate(parameter.ty, other.ty, by) => {
                    SignatureParameter { ty: other.ty, ..parameter.clone() }
                }
                _ => parameter.clone(),
            })
            .collect();
        Signature { parameters, ..own.clone() }
    }

    /// A class that is not abstract must implement every abstract member.
    fn check_abstract_members(&mut self, class: ClassId) {
        if self.program.classes[class.index()].is_abstract {
            return;
        }
        let Some((base, _)) = self.class_base(class) else { return };
        let mut lacking: Vec<(Rc<str>, ClassId)> = Vec::new();
        for name in self.class_member_names(class, false) {
            if let Some(owner) = self.abstract_owner(class, &name) {
                lacking.push((name, owner));
            }
        }
        if lacking.is_empty() {
            return;
        }
        let (name, span) = (self.program.classes[class.index()].name.clone(), self.program.classes[class.index()].span);
        let owner = self.program.classes[base.index()].name.clone();
        let list: Vec<String> = lacking.iter().map(|(name, _)| format!("`{name}`")).collect();
        let number = match (lacking.len(), self.class_expressions.contains(&class)) {
            (1, false) => 2515,
            (1, true) => 2653,
            (2..=5, false) => 2654,
            (2..=5, true) => 2656,
            (_, false) => 2655,
            (_, true) => 2650,
        };
        let mut problem = Problem::ts(number, span, format!("`{name}` does not implement {}, abstract in `{owner}`", list.join(", ")));
        for (member, owner) in lacking {
            if let Some(index) = self.own_member(owner, &member, false) {
                problem = problem.with_label(self.classes[owner.index()].members[index].span, "declared here");
            }
        }
        self.report(problem);
    }

    /// The class that declares the abstract member that `class` still has under this name.
    fn abstract_owner(&mut self, class: ClassId, name: &str) -> Option<ClassId> {
        let mut next = Some(class);
        while let Some(id) = next {
            if let Some(index) = self.own_member(id, name, false) {
                // An abstract member of the class itself, which is none, is a mistake where it stands.
                return self.classes[id.index()].members[index].modifiers.is_abstract.then_some(id).filter(|&id| id != class);
            }
            next = self.class_base(id).map(|(base, _)| base);
        }
        None
    }

    fn check_implements(&mut self, class: ClassId) {
        let node = self.classes[class.index()].node;
        let scope = self.classes[class.index()].scope;
        let own = self.own_class_type(class);
        let mut all = Vec::new();
        for heritage in &node.implements {
            let Some(ty) = self.resolve_heritage(scope, heritage, Heir::Class) else { continue };
            if matches!(self.program.types.get(ty), Type::Union(_)) {
                let text = self.text(ty);
                self.error(2422, heritage.span, format!("a class implements a type whose members are known; which `{text}` has depends on the value"));
                continue;
            }
            all.push(ty);
            if self.implements(own, ty) {
                continue;
            }
            if self.report_unfit_members(class, own, ty) {
                continue;
            }
            let (name, span) = (self.program.classes[class.index()].name.clone(), self.program.classes[class.index()].span);
            let wanted = self.text(ty);
            let reason = self.implementation_gap(own, ty);
            let number = if matches!(self.program.types.get(ty), Type::Class { .. }) { 2720 } else { 2420 };
            self.error(number, span, format!("`{name}` does not implement `{wanted}`: {reason}"));
        }
        self.program.classes[class.index()].implements = all;
    }

    /// `implements` compares members, for a class too.
    fn implements(&mut self, own: TypeId, wanted: TypeId) -> bool {
        if !matches!(self.program.types.get(wanted), Type::Class { .. }) {
            return self.is_assignable(own, wanted);
        }
        let members = self.properties(wanted).unwrap_or_default();
        members.iter().all(|m| {
            let Some(found) = self.find_member(own, &m.name) else { return false };
            let declared = self.find_member(wanted, &m.name);
            let same = declared.is_some_and(|declared| declared.visibility == Visibility::Public || declared.span == found.span);
            same && self.is_assignable(found.ty, m.ty)
        })
    }

    /// Own members that do not fit those of an interface are to blame themselves; says whether there are any.
    fn report_unfit_members(&mut self, class: ClassId, own: TypeId, wanted: TypeId) -> bool {
        let owner = self.text(wanted);
        let mut reported = false;
        for member in self.properties(wanted).unwrap_or_default() {
            let (Some(index), Some(found)) = (self.own_member(class, &member.name, false), self.find_member(own, &member.name)) else { continue };
            let optional = |ty: TypeId, c: &mut Self| if member.optional { c.types().union([ty, TypeId::UNDEFINED]) } else { ty };
            let expected = optional(member.ty, self);
            let have = self.whole_type(&found);
            if !Self::is_public(&found) || self.fits_as_member(have, expected, member.method, Relation::Nominal) {
                continue;
            }
            let (text, want) = (self.text(found.ty), self.text(member.ty));
            let span = self.classes[class.index()].members[index].span;
            if self.fits_as_member(have, expected, member.method, Relation::Structural) {
                self.report_nominal(have, expected, span);
                reported = true;
                continue;
            }
            // A parameter that is a field is no member to tsc here, which blames the class.
            if matches!(self.classes[class.index()].members[index].kind, MemberKind::Parameter { .. }) {
                continue;
            }
            self.error(2416, span, format!("`{}` is a `{want}` in `{owner}`; `{text}` does not fit", member.name));
            reported = true;
        }
        reported
    }

    fn implementation_gap(&mut self, own: TypeId, wanted: TypeId) -> String {
        for member in self.properties(wanted).unwrap_or_default() {
            match self.find_member(own, &member.name) {
                None if member.optional => {}
                None => return format!("`{}` is missing", member.name),
                Some(found) if !Self::is_public(&found) => return format!("`{}` is not public", member.name),
                Some(found) => {
                    if !self.is_assignable(found.ty, member.ty) {
                        let (have, want) = (self.text(found.ty), self.text(member.ty));
                        return format!("`{}` is a `{have}`, not a `{want}`", member.name);
                    }
                }
            }
        }
        "its members do not fit".to_string()
    }
}

fn visibility_word(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "public",
        Visibility::Protected => "protected",
        Visibility::Private => "private",
    }
}
