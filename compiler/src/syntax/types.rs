//! Types as written.

use super::literals::units;
use super::read::Reader;
use crate::ast::types::{ConditionalType, MappedModifier, MappedType, TupleElement};
use crate::ast::{
    Accessor, EntityName, FunctionType, Ident, IndexSignature, MemberSignature, Parameter, SignatureKind, TypeKind,
    TypeNode, TypeParameter,
};
use crate::problem::Rule;
use crate::source::Span;
use swc_ecma_ast as swc;

pub(super) const PREDICATE_PLACE: &str = "A type predicate is only allowed in return type position for functions and methods.";

impl Reader<'_> {
    /// A type.
    pub fn read_type(&mut self, ty: &swc::TsType) -> TypeNode {
        let span = self.span_of(ty);
        TypeNode { kind: self.read_type_kind(ty, span), span }
    }

    /// `: T`.
    pub fn read_annotation(&mut self, annotation: &Option<Box<swc::TsTypeAnn>>) -> Option<TypeNode> {
        annotation.as_ref().map(|annotation| self.read_type(&annotation.type_ann))
    }

    /// `: T` of a function's result, where alone predicates stand.
    pub fn read_result(&mut self, annotation: &Option<Box<swc::TsTypeAnn>>) -> Option<TypeNode> {
        annotation.as_ref().map(|annotation| self.read_result_type(&annotation.type_ann))
    }

    fn read_result_type(&mut self, ty: &swc::TsType) -> TypeNode {
        match ty {
            swc::TsType::TsTypePredicate(predicate) => TypeNode { kind: self.read_predicate(predicate), span: self.span_of(ty) },
            _ => self.read_type(ty),
        }
    }

    /// `: T` of a declaration that may be a unique symbol's: a constant or, with `is_fixed`, a member. One that is made by `Symbol()` needs no `: unique symbol`.
    /// `code` is what is reported where only such a declaration may have that type.
    pub fn read_symbol_annotation(
        &mut self,
        annotation: &Option<Box<swc::TsTypeAnn>>,
        value: Option<&swc::Expr>,
        name: &Ident,
        is_fixed: bool,
        code: (u32, &str),
    ) -> Option<TypeNode> {
        let written = annotation.as_ref().map(|annotation| &*annotation.type_ann);
        match written {
            None if is_fixed && value.is_some_and(|value| super::keys::made_symbol(value).is_some()) => {}
            Some(ty) if super::keys::is_unique(ty) => {
                if !is_fixed {
                    self.report(code.0, name.span, code.1);
                    return Some(TypeNode { kind: TypeKind::Missing, span: self.span_of(ty) });
                }
            }
            _ => return self.read_annotation(annotation),
        }
        let declared = self.keys.symbols.get(&name.span.start).cloned().filter(|_| self.function_depth == 0);
        let key = declared.unwrap_or_else(|| crate::ast::symbols::keyless_symbol(&name.text, name.span));
        Some(TypeNode { kind: TypeKind::UniqueSymbol(key), span: written.map_or(name.span, |ty| self.span_of(ty)) })
    }

    fn boxed_type(&mut self, ty: &swc::TsType) -> Box<TypeNode> {
        Box::new(self.read_type(ty))
    }

    fn refuse_type(&mut self, rule: Rule, span: Span) -> TypeKind {
        self.refuse(rule, span);
        TypeKind::Missing
    }

    fn read_type_kind(&mut self, ty: &swc::TsType, span: Span) -> TypeKind {
        use swc::TsType as T;
        match ty {
            T::TsKeywordType(keyword) => self.read_keyword_type(keyword.kind, span),
            T::TsThisType(_) => TypeKind::This,
            T::TsFnOrConstructorType(function) => self.read_function_type(function),
            T::TsTypeRef(reference) => TypeKind::Reference {
                name: self.read_entity_name(&reference.type_name),
                arguments: self.read_type_arguments(reference.type_params.as_deref()),
            },
            T::TsTypeQuery(query) => self.read_type_query(query),
            T::TsTypeLit(literal) => TypeKind::Members(self.read_members(&literal.members)),
            T::TsArrayType(array) => TypeKind::Array(self.boxed_type(&array.elem_type)),
            T::TsTupleType(tuple) => TypeKind::Tuple(tuple.elem_types.iter().map(|e| self.read_tuple_element(e)).collect()),
            T::TsUnionOrIntersectionType(swc::TsUnionOrIntersectionType::TsUnionType(union)) => {
                TypeKind::Union(union.types.iter().map(|ty| self.read_type(ty)).collect())
            }
            T::TsUnionOrIntersectionType(swc::TsUnionOrIntersectionType::TsIntersectionType(intersection)) => {
                TypeKind::Intersection(intersection.types.iter().map(|ty| self.read_type(ty)).collect())
            }
            T::TsParenthesizedType(inner) => self.read_type(&inner.type_ann).kind,
            T::TsTypeOperator(operator) => match operator.op {
                swc::TsTypeOperatorOp::KeyOf => TypeKind::KeyOf(self.boxed_type(&operator.type_ann)),
                swc::TsTypeOperatorOp::ReadOnly => {
                    if !matches!(&*operator.type_ann, T::TsArrayType(_) | T::TsTupleType(_)) {
                        let keyword = Span { end: span.start + "readonly".len() as u32, ..span };
                        let message = "'readonly' type modifier is only permitted on array and tuple literal types.";
                        self.report(1354, keyword, message);
                    }
                    TypeKind::Readonly(self.boxed_type(&operator.type_ann))
                }
                swc::TsTypeOperatorOp::Unique => {
                    self.report(1335, span, "'unique symbol' types are not allowed here.");
                    TypeKind::Missing
                }
            },
            T::TsIndexedAccessType(access) => TypeKind::Indexed {
                object: self.boxed_type(&access.obj_type),
                index: self.boxed_type(&access.index_type),
            },
            T::TsLitType(literal) => self.read_literal_type(&literal.lit, span),
            T::TsTypePredicate(predicate) => {
                self.report(1228, span, PREDICATE_PLACE);
                self.read_predicate(predicate)
            }
            T::TsConditionalType(conditional) => TypeKind::Conditional(Box::new(ConditionalType {
                check: self.read_type(&conditional.check_type),
                extends: self.read_extends(&conditional.extends_type),
                then: self.read_type(&conditional.true_type),
                otherwise: self.read_type(&conditional.false_type),
            })),
            T::TsInferType(_) if self.extends_depth == 0 => {
                self.report(1338, span, "`infer` goes into the part of a conditional type behind `extends`.");
                TypeKind::Missing
            }
            T::TsInferType(infer) => TypeKind::Infer(Box::new(self.read_type_parameter(&infer.type_param))),
            T::TsMappedType(mapped) => TypeKind::Mapped(Box::new(self.read_mapped_type(mapped))),
            T::TsImportType(import) => self.read_import_type(import, span),
            // `T?` and `...T` outside a tuple.
            T::TsOptionalType(_) | T::TsRestType(_) => {
                self.report(1110, span, "Type expected.");
                TypeKind::Missing
            }
        }
    }

    fn read_extends(&mut self, ty: &swc::TsType) -> TypeNode {
        self.extends_depth += 1;
        let read = self.read_type(ty);
        self.extends_depth -= 1;
        read
    }

    fn read_keyword_type(&mut self, keyword: swc::TsKeywordTypeKind, span: Span) -> TypeKind {
        use swc::TsKeywordTypeKind as K;
        match keyword {
            K::TsAnyKeyword => TypeKind::Any,
            K::TsUnknownKeyword => TypeKind::Unknown,
            K::TsNumberKeyword => TypeKind::Number,
            K::TsObjectKeyword => TypeKind::Object,
            K::TsBooleanKeyword => TypeKind::Boolean,
            K::TsBigIntKeyword => self.refuse_type(Rule::NoBigint, span),
            K::TsStringKeyword => TypeKind::String,
            K::TsSymbolKeyword => TypeKind::Symbol,
            K::TsVoidKeyword => TypeKind::Void,
            K::TsUndefinedKeyword => TypeKind::Undefined,
            K::TsNullKeyword => TypeKind::Null,
            K::TsNeverKeyword => TypeKind::Never,
            // `intrinsic` is a keyword only in TypeScript's own library; elsewhere it is a name.
            K::TsIntrinsicKeyword => TypeKind::Reference {
                name: EntityName { parts: vec![Ident { text: "intrinsic".into(), span }], span },
                arguments: Vec::new(),
            },
        }
    }

    fn read_literal_type(&mut self, literal: &swc::TsLit, span: Span) -> TypeKind {
        match literal {
            swc::TsLit::Number(number) => TypeKind::NumberLiteral(number.value),
            swc::TsLit::Str(string) => TypeKind::StringLiteral(units(string)),
            swc::TsLit::Bool(boolean) => TypeKind::BooleanLiteral(boolean.value),
            swc::TsLit::BigInt(_) => self.refuse_type(Rule::NoBigint, span),
            swc::TsLit::Tpl(template) => {
                let mut strings: Vec<_> = template.quasis.iter().map(|text| self.read_template_string(text).units).collect();
                if template.types.is_empty() && strings.len() == 1 {
                    return TypeKind::StringLiteral(strings.remove(0));
                }
                TypeKind::Template(strings, template.types.iter().map(|ty| self.read_type(ty)).collect())
            }
        }
    }

    fn read_type_query(&mut self, query: &swc::TsTypeQuery) -> TypeKind {
        match (&query.expr_name, &query.type_args) {
            (swc::TsTypeQueryExpr::TsEntityName(name), arguments) => {
                TypeKind::TypeOf(self.read_entity_name(name), self.read_type_arguments(arguments.as_deref()))
            }
            (swc::TsTypeQueryExpr::Import(import), arguments) => {
                TypeKind::TypeOf(self.read_imported_name(import), self.read_type_arguments(arguments.as_deref()))
            }
        }
    }

    /// `import("./m").T<A>`.
    fn read_import_type(&mut self, import: &swc::TsImportType, span: Span) -> TypeKind {
        if import.qualifier.is_none() {
            let text = import.arg.value.to_string_lossy();
            self.report(1340, span, format!("Module '{text}' does not refer to a type, but is used as a type here. Did you mean 'typeof import('{text}')'?"));
            return TypeKind::Missing;
        }
        let arguments = self.read_type_arguments(import.type_args.as_deref());
        TypeKind::Reference { name: self.read_imported_name(import), arguments }
    }

    /// What an `import(…)` in a type names: a member of a module that the file imports for its types under a name of its own.
    fn read_imported_name(&mut self, import: &swc::TsImportType) -> EntityName {
        let from = self.read_specifier(&import.arg);
        let known = self.type_imports.iter().position(|known| known.from.specifier == from.specifier);
        let at = known.unwrap_or(self.type_imports.len());
        let place = from.span;
        let text: std::rc::Rc<str> = format!("%import{at}").into();
        if known.is_none() {
            let name = crate::ast::Name { id: self.id(), text: text.clone(), span: place };
            let binding = crate::ast::ImportBinding { imported: crate::ast::Imported::Namespace, name, type_only: true };
            self.type_imports.push(crate::ast::Import { from, bindings: vec![binding], braces: true, type_only: true });
        }
        let mut name = match &import.qualifier {
            Some(qualifier) => self.read_entity_name(qualifier),
            None => EntityName { parts: Vec::new(), span: place },
        };
        name.parts.insert(0, crate::ast::Ident { text, span: place });
        name
    }

    fn read_function_type(&mut self, function: &swc::TsFnOrConstructorType) -> TypeKind {
        match function {
            swc::TsFnOrConstructorType::TsFnType(function) => {
                let mut signature = self.read_signature(function.type_params.as_deref(), &function.params);
                signature.result = Some(self.read_result_type(&function.type_ann.type_ann));
                TypeKind::Function(Box::new(signature))
            }
            swc::TsFnOrConstructorType::TsConstructorType(function) => {
                let mut signature = self.read_signature(function.type_params.as_deref(), &function.params);
                signature.result = Some(self.read_type(&function.type_ann.type_ann));
                TypeKind::Constructor { signature: Box::new(signature), is_abstract: function.is_abstract }
            }
        }
    }

    /// Type parameters and parameters of a function type or signature.
    fn read_signature(&mut self, type_parameters: Option<&swc::TsTypeParamDecl>, parameters: &[swc::TsFnParam]) -> FunctionType {
        let type_parameters = self.read_type_parameters(type_parameters);
        let mut this_type = None;
        let mut read = Vec::new();
        for parameter in parameters {
            match parameter {
                swc::TsFnParam::Ident(binding) if &*binding.id.sym == "this" => {
                    if binding.type_ann.is_none() {
                        let span = self.span_of_this(binding.id.span);
                        self.report(7006, span, "the parameter `this` has no type, so it would be `any`");
                    }
                    this_type = self.read_annotation(&binding.type_ann);
                }
                _ => read.extend(self.read_signature_parameter(parameter)),
            }
        }
        FunctionType { type_parameters, this_type, parameters: read, result: None }
    }

    fn read_signature_parameter(&mut self, parameter: &swc::TsFnParam) -> Option<Parameter> {
        match parameter {
            swc::TsFnParam::Ident(binding) => Some(self.read_binding_parameter(binding)),
            swc::TsFnParam::Rest(rest) => self.read_rest_parameter(rest),
            swc::TsFnParam::Array(array) => self.read_taken_apart(&swc::Pat::Array(array.clone())),
            swc::TsFnParam::Object(object) => self.read_taken_apart(&swc::Pat::Object(object.clone())),
        }
    }

    /// The word of a parameter `this`.
    pub(super) fn span_of_this(&self, parameter: swc_common::Span) -> Span {
        let span = self.span(parameter);
        Span { end: span.start + "this".len() as u32, ..span }
    }

    fn read_predicate(&mut self, predicate: &swc::TsTypePredicate) -> TypeKind {
        let subject = match &predicate.param_name {
            swc::TsThisTypeOrIdent::Ident(ident) => self.ident(ident),
            swc::TsThisTypeOrIdent::TsThisType(this) => Ident { text: "this".into(), span: self.span(this.span) },
        };
        let ty = self.read_annotation(&predicate.type_ann).map(Box::new);
        TypeKind::Predicate { asserts: predicate.asserts, subject, ty }
    }

    fn read_tuple_element(&mut self, element: &swc::TsTupleElement) -> TupleElement {
        let mut label = None;
        let mut optional = false;
        let mut rest = false;
        match &element.label {
            Some(swc::Pat::Ident(binding)) => {
                optional = binding.id.optional;
                label = Some(self.ident(&binding.id));
            }
            Some(swc::Pat::Rest(dots)) => {
                rest = true;
                label = dots.arg.as_ident().map(|binding| self.ident(&binding.id));
            }
            _ => {}
        }
        if label.is_some() {
            let whole = self.span_of(&*element.ty);
            // The element's type is said to begin with its name.
            let text = super::errors::Text(self.text);
            let colon = text.rest(whole.start as usize).find(':').map_or(0, |at| at + 1);
            let span = crate::source::Span { start: text.skip_blanks(whole.start as usize + colon) as u32, ..whole };
            match &*element.ty {
                swc::TsType::TsOptionalType(_) => {
                    self.report(5086, span, "A labeled tuple element is declared as optional with a question mark after the name and before the colon, rather than after the type.");
                }
                swc::TsType::TsRestType(_) => self.report(5087, span, "A labeled tuple element is declared as rest with a '...' before the name, rather than before the type."),
                _ => {}
            }
        }
        let ty = match &*element.ty {
            swc::TsType::TsOptionalType(inner) => {
                optional = true;
                self.read_type(&inner.type_ann)
            }
            swc::TsType::TsRestType(inner) => {
                rest = true;
                self.read_type(&inner.type_ann)
            }
            ty => self.read_type(ty),
        };
        TupleElement { label, optional, rest, ty }
    }

    /// `a.b.c`.
    pub fn read_entity_name(&mut self, name: &swc::TsEntityName) -> EntityName {
        let span = self.span_of(name);
        let mut parts = Vec::new();
        let mut rest = name;
        loop {
            match rest {
                swc::TsEntityName::TsQualifiedName(qualified) => {
                    parts.push(self.ident_name(&qualified.right));
                    rest = &qualified.left;
                }
                swc::TsEntityName::Ident(ident) => {
                    parts.push(self.ident(ident));
                    break;
                }
            }
        }
        parts.reverse();
        EntityName { parts, span }
    }

    /// `<T extends U = V>`.
    pub fn read_type_parameters(&mut self, list: Option<&swc::TsTypeParamDecl>) -> Vec<TypeParameter> {
        if let Some(list) = list.filter(|list| list.params.is_empty()) {
            self.report(1098, self.span(list.span), "Type parameter list cannot be empty.");
        }
        let parameters = list.map_or(&[][..], |list| &list.params);
        parameters.iter().map(|parameter| self.read_type_parameter(parameter)).collect()
    }

    fn read_type_parameter(&mut self, parameter: &swc::TsTypeParam) -> TypeParameter {
        self.check_type_name(2368, "Type parameter", &parameter.name);
        TypeParameter {
            name: self.name(&parameter.name),
            constraint: parameter.constraint.as_ref().map(|ty| self.read_type(ty)),
            default: parameter.default.as_ref().map(|ty| self.read_type(ty)),
            is_const: parameter.is_const,
            is_in: parameter.is_in,
            is_out: parameter.is_out,
            span: self.span(parameter.span),
        }
    }

    /// `{ [K in C as N]?: T }`.
    fn read_mapped_type(&mut self, mapped: &swc::TsMappedType) -> MappedType {
        let modifier = |written: Option<swc::TruePlusMinus>| match written {
            None => MappedModifier::Keep,
            Some(swc::TruePlusMinus::True | swc::TruePlusMinus::Plus) => MappedModifier::Add,
            Some(swc::TruePlusMinus::Minus) => MappedModifier::Remove,
        };
        MappedType {
            parameter: self.read_type_parameter(&mapped.type_param),
            name: mapped.name_type.as_ref().map(|ty| self.read_type(ty)),
            ty: mapped.type_ann.as_ref().map(|ty| self.read_type(ty)),
            optional: modifier(mapped.optional),
            readonly: modifier(mapped.readonly),
        }
    }

    /// The members of an interface or object type.
    pub fn read_members(&mut self, members: &[swc::TsTypeElement]) -> Vec<MemberSignature> {
        members
            .iter()
            .filter_map(|member| {
                let span = self.span_of(member);
                Some(MemberSignature { kind: self.read_member_kind(member, span)?, span })
            })
            .collect()
    }

    fn read_member_kind(&mut self, member: &swc::TsTypeElement, span: Span) -> Option<SignatureKind> {
        use swc::TsTypeElement as M;
        Some(match member {
            M::TsCallSignatureDecl(call) => {
                let mut signature = self.read_signature(call.type_params.as_deref(), &call.params);
                signature.result = self.read_result(&call.type_ann);
                SignatureKind::Call(signature)
            }
            M::TsConstructSignatureDecl(construct) => {
                let mut signature = self.read_signature(construct.type_params.as_deref(), &construct.params);
                signature.result = self.read_annotation(&construct.type_ann);
                SignatureKind::Construct(signature)
            }
            M::TsPropertySignature(property) if let Some(property) = self.read_library_symbol(property) => property,
            M::TsPropertySignature(property) => {
                let name = self.read_signature_key(&property.key, property.computed)?;
                let rule = (1330, "A property of an interface or type literal whose type is a 'unique symbol' type must be 'readonly'.");
                let ty = self.read_symbol_annotation(&property.type_ann, None, &name, property.readonly, rule);
                SignatureKind::Property { name, ty, optional: property.optional, readonly: property.readonly }
            }
            M::TsMethodSignature(method) => {
                let name = self.read_signature_key(&method.key, method.computed)?;
                let mut signature = self.read_signature(method.type_params.as_deref(), &method.params);
                signature.result = self.read_result(&method.type_ann);
                SignatureKind::Method { name, signature, optional: method.optional }
            }
            M::TsGetterSignature(getter) => SignatureKind::Accessor {
                name: self.read_signature_key(&getter.key, getter.computed)?,
                accessor: Accessor::Get(self.read_annotation(&getter.type_ann)),
            },
            M::TsSetterSignature(setter) => SignatureKind::Accessor {
                name: self.read_signature_key(&setter.key, setter.computed)?,
                accessor: Accessor::Set(Box::new(self.read_signature_parameter(&setter.param)?)),
            },
            M::TsIndexSignature(index) => SignatureKind::Index(self.read_index_signature(index, span)?),
        })
    }

    /// `readonly iterator: unique symbol`: what the library declares are the symbols of the language.
    fn read_library_symbol(&mut self, property: &swc::TsPropertySignature) -> Option<SignatureKind> {
        let ty = property.type_ann.as_ref().filter(|ty| self.declarations && super::keys::is_unique(&ty.type_ann))?;
        let name = self.read_signature_key(&property.key, property.computed)?;
        let kind = TypeKind::UniqueSymbol(format!("{}{}", crate::ast::symbols::SYMBOL, name.text).into());
        let ty = Some(TypeNode { kind, span: self.span_of(&*ty.type_ann) });
        Some(SignatureKind::Property { name, ty, optional: false, readonly: true })
    }

    fn read_signature_key(&mut self, key: &swc::Expr, computed: bool) -> Option<Ident> {
        match key {
            swc::Expr::Ident(ident) if !computed => Some(self.ident(ident)),
            swc::Expr::Lit(swc::Lit::Str(string)) => Some(self.string_ident(string)),
            swc::Expr::Lit(swc::Lit::Num(number)) => {
                Some(Ident { text: crate::ast::number_text(number.value).into(), span: self.span(number.span) })
            }
            _ if let Some(name) = super::subset::known_symbol(key) => Some(Ident { text: name.into(), span: self.span_of(key) }),
            _ if let Some(text) = self.known_key(key) => Some(Ident { text, span: self.span_of(key) }),
            _ => {
                self.refuse(Rule::NoComputedKey, self.span_of(key));
                None
            }
        }
    }

    fn read_index_signature(&mut self, index: &swc::TsIndexSignature, span: Span) -> Option<IndexSignature> {
        let Some(swc::TsFnParam::Ident(binding)) = index.params.first() else {
            self.report(1096, span, "An index signature must have exactly one parameter.");
            return None;
        };
        let parameter = self.ident(&binding.id);
        let Some(key) = self.read_annotation(&binding.type_ann) else {
            self.report(1022, parameter.span, "An index signature parameter must have a type annotation.");
            return None;
        };
        let Some(value) = self.read_annotation(&index.type_ann) else {
            self.report(1021, span, "An index signature must have a type annotation.");
            return None;
        };
        Some(IndexSignature { parameter, key, value, readonly: index.readonly })
    }
}
