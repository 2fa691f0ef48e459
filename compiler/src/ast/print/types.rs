//! Types as text.

use super::expression::{number, quoted};
use super::{Printer, dotted, word};
use crate::ast::types::{MappedModifier, MappedType, TupleElement};
use crate::ast::{Accessor, FunctionType, SignatureKind, TypeKind, TypeNode};

impl Printer<'_> {
    pub(super) fn ty(&mut self, ty: &TypeNode) -> String {
        match &ty.kind {
            TypeKind::Missing => "missing".to_string(),
            TypeKind::Any => "any".to_string(),
            TypeKind::Unknown => "unknown".to_string(),
            TypeKind::Never => "never".to_string(),
            TypeKind::Void => "void".to_string(),
            TypeKind::Undefined => "undefined".to_string(),
            TypeKind::Null => "null".to_string(),
            TypeKind::Boolean => "boolean".to_string(),
            TypeKind::Number => "number".to_string(),
            TypeKind::String => "string".to_string(),
            TypeKind::Object => "object".to_string(),
            TypeKind::Symbol => "symbol".to_string(),
            TypeKind::UniqueSymbol(_) => "unique symbol".to_string(),
            TypeKind::This => "this".to_string(),
            TypeKind::BooleanLiteral(value) => value.to_string(),
            TypeKind::NumberLiteral(value) => number(*value),
            TypeKind::StringLiteral(units) => quoted(units),
            _ => self.compound(ty),
        }
    }

    fn compound(&mut self, ty: &TypeNode) -> String {
        match &ty.kind {
            TypeKind::Reference { name, arguments } => format!("{}{}", dotted(name), self.type_arguments(arguments)),
            TypeKind::Array(element) => format!("{}[]", self.ty(element)),
            TypeKind::Tuple(elements) => {
                format!("[{}]", elements.iter().map(|e| self.tuple_element(e)).collect::<Vec<_>>().join(", "))
            }
            TypeKind::Union(types) => self.joined(" | ", types),
            TypeKind::Intersection(types) => self.joined(" & ", types),
            TypeKind::Function(signature) => format!("({})", self.signature(signature, " => ")),
            TypeKind::Constructor { signature, is_abstract } => {
                format!("({}new {})", word(*is_abstract, "abstract "), self.signature(signature, " => "))
            }
            TypeKind::Members(members) => {
                let texts: Vec<String> = members.iter().map(|member| self.member_signature(member)).collect();
                format!("{{ {} }}", texts.join("; "))
            }
            TypeKind::TypeOf(name, arguments) if arguments.is_empty() => format!("(typeof {})", dotted(name)),
            TypeKind::TypeOf(name, arguments) => format!("(typeof {}{})", dotted(name), self.type_arguments(arguments)),
            TypeKind::KeyOf(ty) => format!("(keyof {})", self.ty(ty)),
            TypeKind::Readonly(ty) => format!("(readonly {})", self.ty(ty)),
            TypeKind::Indexed { object, index } => format!("{}[{}]", self.ty(object), self.ty(index)),
            TypeKind::Conditional(conditional) => format!(
                "({} extends {} ? {} : {})",
                self.ty(&conditional.check),
                self.ty(&conditional.extends),
                self.ty(&conditional.then),
                self.ty(&conditional.otherwise)
            ),
            TypeKind::Infer(parameter) => {
                let constraint = parameter.constraint.as_ref().map_or_else(String::new, |ty| format!(" extends {}", self.ty(ty)));
                format!("(infer {}{constraint})", parameter.name.text)
            }
            TypeKind::Mapped(mapped) => self.mapped(mapped),
            TypeKind::Template(strings, types) => {
                let mut text = format!("`{}", quoted(&strings[0]).trim_matches('"'));
                for (ty, string) in types.iter().zip(&strings[1..]) {
                    text += &format!("${{{}}}{}", self.ty(ty), quoted(string).trim_matches('"'));
                }
                text + "`"
            }
            TypeKind::Predicate { asserts, subject, ty } => {
                let ty = ty.as_ref().map_or_else(String::new, |ty| format!(" is {}", self.ty(ty)));
                format!("{}{}{ty}", word(*asserts, "asserts "), subject.text)
            }
            _ => unreachable!("ty prints every other kind"),
        }
    }

    fn mapped(&mut self, mapped: &MappedType) -> String {
        let sign = |modifier, text: &str| match modifier {
            MappedModifier::Keep => String::new(),
            MappedModifier::Add => format!("+{text}"),
            MappedModifier::Remove => format!("-{text}"),
        };
        let constraint = mapped.parameter.constraint.as_ref().map_or_else(String::new, |ty| self.ty(ty));
        let name = mapped.name.as_ref().map_or_else(String::new, |ty| format!(" as {}", self.ty(ty)));
        let ty = self.annotation(mapped.ty.as_ref());
        format!("{{ {}[{} in {constraint}{name}]{}{ty} }}", sign(mapped.readonly, "readonly "), mapped.parameter.name.text, sign(mapped.optional, "?"))
    }

    fn joined(&mut self, separator: &str, types: &[TypeNode]) -> String {
        format!("({})", types.iter().map(|ty| self.ty(ty)).collect::<Vec<_>>().join(separator))
    }

    fn tuple_element(&mut self, element: &TupleElement) -> String {
        let label = element.label.as_ref().map_or_else(String::new, |label| format!("{}: ", label.text));
        format!("{}{label}{}{}", word(element.rest, "..."), self.ty(&element.ty), word(element.optional, "?"))
    }

    fn signature(&mut self, signature: &FunctionType, arrow: &str) -> String {
        let result = signature.result.as_ref().map_or_else(String::new, |ty| format!("{arrow}{}", self.ty(ty)));
        format!(
            "{}{}{result}",
            self.type_parameters(&signature.type_parameters),
            self.parameters(signature.this_type.as_ref(), &signature.parameters)
        )
    }

    pub(super) fn signature_kind(&mut self, kind: &SignatureKind) -> String {
        match kind {
            SignatureKind::Property { name, ty, optional, readonly } => format!(
                "{}{}{}{}",
                word(*readonly, "readonly "),
                name.text,
                word(*optional, "?"),
                self.annotation(ty.as_ref())
            ),
            SignatureKind::Method { name, signature, optional } => {
                format!("{}{}{}", name.text, word(*optional, "?"), self.signature(signature, ": "))
            }
            SignatureKind::Accessor { name, accessor: Accessor::Get(ty) } => {
                format!("get {}(){}", name.text, self.annotation(ty.as_ref()))
            }
            SignatureKind::Accessor { name, accessor: Accessor::Set(parameter) } => {
                format!("set {}({})", name.text, self.parameter(parameter))
            }
            SignatureKind::Call(signature) => self.signature(signature, ": "),
            SignatureKind::Construct(signature) => format!("new {}", self.signature(signature, ": ")),
            SignatureKind::Index(index) => format!(
                "{}[{}: {}]: {}",
                word(index.readonly, "readonly "),
                index.parameter.text,
                self.ty(&index.key),
                self.ty(&index.value)
            ),
        }
    }
}
