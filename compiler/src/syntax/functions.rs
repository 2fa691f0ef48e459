//! Functions of every kind, and their parameters.

use super::read::Reader;
use crate::ast::{Block, Expr, Function, FunctionBody, FunctionRole, NodeId, Parameter, ParameterProperty, Visibility};
use crate::source::Span;
use swc_ecma_ast as swc;

/// A function without a name, types, parameters.
fn unnamed(id: NodeId, body: Option<FunctionBody>, span: Span) -> Function {
    Function {
        id,
        name: None,
        type_parameters: Vec::new(),
        this_type: None,
        untyped_this: None,
        parameters: Vec::new(),
        result: None,
        is_async: false,
        is_generator: false,
        mentions_this: false,
        role: FunctionRole::Plain,
        body,
        span,
    }
}

impl Reader<'_> {
    /// A function or method; `span` is all of it, modifiers of a method included.
    pub fn read_function(&mut self, function: &swc::Function, name: Option<&swc::Ident>, span: Span) -> Function {
        let id = self.id();
        let name = name.map(|name| self.name(name));
        let outer = std::mem::replace(&mut self.mentions_this, false);
        let type_parameters = self.read_type_parameters(function.type_params.as_deref());
        let this_type = function.this_param.as_ref().and_then(|this| self.read_annotation(&this.type_ann));
        let untyped_this = function.this_param.as_ref().filter(|this| this.type_ann.is_none()).map(|this| self.span_of_this(this.span));
        let parameters = function.params.iter().filter_map(|parameter| self.read_parameter(parameter)).collect();
        let result = self.read_result(&function.return_type);
        let body = function.body.as_ref().map(|body| self.read_body(body));
        let mentions_this = std::mem::replace(&mut self.mentions_this, outer);
        let (is_async, is_generator) = (function.is_async, function.is_generator);
        Function { id, name, type_parameters, this_type, untyped_this, parameters, result, is_async, is_generator, mentions_this, role: FunctionRole::Plain, body, span }
    }

    /// An arrow function.
    pub fn read_arrow(&mut self, arrow: &swc::ArrowExpr) -> Function {
        self.note_generic_arrow(arrow);
        let id = self.id();
        let span = self.span(arrow.span);
        let type_parameters = self.read_type_parameters(arrow.type_params.as_deref());
        let parameters = arrow.params.iter().filter_map(|pattern| self.read_pattern_parameter(pattern)).collect();
        let result = self.read_result(&arrow.return_type);
        let body = match &*arrow.body {
            swc::ArrowFunctionBody::FunctionBody(body) => self.read_body(body),
            swc::ArrowFunctionBody::Expr(expr) => {
                self.function_depth += 1;
                let value = self.read_boxed(expr);
                self.function_depth -= 1;
                FunctionBody::Expr(value)
            }
        };
        Function { type_parameters, parameters, result, is_async: arrow.is_async, ..unnamed(id, Some(body), span) }
    }

    /// A constructor.
    pub fn read_constructor(&mut self, constructor: &swc::Constructor, span: Span) -> Function {
        let id = self.id();
        let parameters = constructor
            .params
            .iter()
            .filter_map(|parameter| match parameter {
                swc::ParamOrTsParamProp::Param(swc::Param { pat: swc::Pat::Ident(binding), .. }) if &*binding.id.sym == "this" => {
                    self.report(2681, self.span(binding.id.span), "A constructor cannot have a 'this' parameter.");
                    None
                }
                swc::ParamOrTsParamProp::Param(parameter) => self.read_parameter(parameter),
                swc::ParamOrTsParamProp::TsParamProp(property) => self.read_parameter_property(property),
            })
            .collect();
        let outer = self.mentions_this;
        let body = constructor.body.as_ref().map(|body| self.read_body(body));
        self.mentions_this = outer;
        Function { parameters, ..unnamed(id, body, span) }
    }

    /// `static {}`.
    pub fn read_static_block(&mut self, block: &swc::StaticBlock, span: Span) -> Function {
        let id = self.id();
        self.function_depth += 1;
        let outer = self.mentions_this;
        let statements = self.read_inner_statements(&block.body.stmts);
        self.mentions_this = outer;
        self.function_depth -= 1;
        let body = FunctionBody::Block(Block { statements, span: self.span(block.body.span) });
        unnamed(id, Some(body), span)
    }

    fn read_body(&mut self, body: &swc::FunctionBody) -> FunctionBody {
        self.function_depth += 1;
        let statements = self.read_inner_statements(&body.stmts);
        self.function_depth -= 1;
        FunctionBody::Block(Block { statements, span: self.span(body.span) })
    }

    fn read_parameter(&mut self, parameter: &swc::Param) -> Option<Parameter> {
        self.read_pattern_parameter(&parameter.pat)
    }

    fn read_pattern_parameter(&mut self, pattern: &swc::Pat) -> Option<Parameter> {
        match pattern {
            swc::Pat::Ident(binding) => Some(self.read_binding_parameter(binding)),
            swc::Pat::Assign(assign) => {
                self.check_default_without_question(assign);
                self.read_default_parameter(assign)
            }
            swc::Pat::Rest(rest) => self.read_rest_parameter(rest),
            swc::Pat::Array(_) | swc::Pat::Object(_) => self.read_taken_apart(pattern),
            // The parser has reported both.
            swc::Pat::Invalid(_) | swc::Pat::Expr(_) => None,
        }
    }

    /// `x?: T = value` of an arrow, which the parser takes; of other functions it complains.
    fn check_default_without_question(&mut self, assign: &swc::AssignPat) {
        if let swc::Pat::Ident(binding) = &*assign.left
            && binding.id.optional
        {
            let span = self.identifier_span(binding.id.span, &binding.id.sym);
            self.report(1015, span, "Parameter cannot have question mark and initializer.");
        }
    }

    /// `x?: T`.
    pub fn read_binding_parameter(&mut self, binding: &swc::BindingIdent) -> Parameter {
        let name = self.name(&binding.id);
        let ty = self.read_annotation(&binding.type_ann);
        let end = ty.as_ref().map_or(self.span(binding.id.span).end, |ty| ty.span.end);
        let span = Span { end: end.max(name.span.end), ..name.span };
        Parameter { name, pattern: None, optional: binding.id.optional, rest: false, ty, default: None, property: None, span }
    }

    /// `{a, b}: T`.
    pub(super) fn read_taken_apart(&mut self, pattern: &swc::Pat) -> Option<Parameter> {
        let read = self.read_pattern(pattern)?;
        let name = crate::ast::Name { text: read.text().into(), ..self.pattern_name(self.pattern_span(pattern)) };
        let optional = match pattern {
            swc::Pat::Array(array) => array.optional,
            swc::Pat::Object(object) => object.optional,
            _ => false,
        };
        let ty = self.read_pattern_type(pattern);
        let span = Span { end: ty.as_ref().map_or(name.span.end, |ty| ty.span.end), ..name.span };
        Some(Parameter { name, pattern: Some(read), optional, rest: false, ty, default: None, property: None, span })
    }

    /// `x: T = value`.
    fn read_default_parameter(&mut self, assign: &swc::AssignPat) -> Option<Parameter> {
        let parameter = match &*assign.left {
            swc::Pat::Ident(binding) => self.read_binding_parameter(binding),
            pattern => self.read_taken_apart(pattern)?,
        };
        let default: Expr = self.read_expr(&assign.right);
        let span = Span { end: default.span.end, ..parameter.span };
        Some(Parameter { default: Some(default), span, ..parameter })
    }

    /// `...x: T[]`.
    pub fn read_rest_parameter(&mut self, rest: &swc::RestPat) -> Option<Parameter> {
        let parameter = match &*rest.arg {
            swc::Pat::Ident(binding) => self.read_binding_parameter(binding),
            // `...x = 1`: the parser has reported it.
            swc::Pat::Assign(_) | swc::Pat::Invalid(_) => return None,
            pattern => self.read_taken_apart(pattern)?,
        };
        let ty = parameter.ty.or_else(|| self.read_annotation(&rest.type_ann));
        let end = ty.as_ref().map_or(parameter.span.end, |ty| ty.span.end);
        let span = Span { start: self.span(rest.dot3_token).start, end, ..parameter.span };
        Some(Parameter { rest: true, ty, span, ..parameter })
    }

    fn read_parameter_property(&mut self, property: &swc::TsParamProp) -> Option<Parameter> {
        self.check_property_modifiers(property);
        let parameter = match &property.param {
            swc::TsParamPropParam::Ident(binding) => self.read_binding_parameter(binding),
            swc::TsParamPropParam::Assign(assign) => self.read_default_parameter(assign)?,
        };
        let modifiers = ParameterProperty {
            visibility: read_visibility(property.accessibility),
            readonly: property.readonly,
            is_override: property.is_override,
        };
        let span = Span { start: self.span(property.span).start, ..parameter.span };
        Some(Parameter { property: Some(modifiers), span, ..parameter })
    }
}

/// `public` unless written otherwise.
pub(super) fn read_visibility(accessibility: Option<swc::Accessibility>) -> Visibility {
    match accessibility {
        None | Some(swc::Accessibility::Public) => Visibility::Public,
        Some(swc::Accessibility::Protected) => Visibility::Protected,
        Some(swc::Accessibility::Private) => Visibility::Private,
    }
}
