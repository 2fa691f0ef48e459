//! Patterns: what takes values apart, in declarations, parameters, loops and assignments.

use super::read::Reader;
use crate::ast::{Expr, ExprKind, Name, Pattern, PatternElement, PatternKey, PatternKind, PatternProperty, TypeNode};
use crate::source::Span;
use std::rc::Rc;
use swc_ecma_ast as swc;

impl Reader<'_> {
    /// The made-up variable that holds a value while a pattern takes it apart.
    pub fn pattern_name(&mut self, span: Span) -> Name {
        Name { id: self.id(), text: Rc::from("pattern$"), span }
    }

    /// An array or object pattern of a declaration, its annotation aside.
    pub fn read_pattern(&mut self, pattern: &swc::Pat) -> Option<Box<Pattern>> {
        matches!(pattern, swc::Pat::Array(_) | swc::Pat::Object(_)).then(|| Box::new(self.read_part(pattern)))
    }

    /// The annotation of an array or object pattern.
    pub fn read_pattern_type(&mut self, pattern: &swc::Pat) -> Option<TypeNode> {
        match pattern {
            swc::Pat::Array(array) => self.read_annotation(&array.type_ann),
            swc::Pat::Object(object) => self.read_annotation(&object.type_ann),
            _ => None,
        }
    }

    /// The span of an array or object pattern without its annotation.
    pub fn pattern_span(&self, pattern: &swc::Pat) -> Span {
        let whole = self.span_of(pattern);
        let annotation = match pattern {
            swc::Pat::Array(array) => &array.type_ann,
            swc::Pat::Object(object) => &object.type_ann,
            _ => return whole,
        };
        let Some(annotation) = annotation else { return whole };
        let before = &self.text[whole.start as usize..self.span_of(&**annotation).start as usize];
        Span { end: whole.start + before.trim_end().len() as u32, ..whole }
    }

    fn read_part(&mut self, pattern: &swc::Pat) -> Pattern {
        let id = self.id();
        let span = self.pattern_span(pattern);
        let kind = match pattern {
            swc::Pat::Ident(binding) => PatternKind::Name(self.name(&binding.id)),
            swc::Pat::Array(array) => self.read_array_pattern(array),
            swc::Pat::Object(object) => self.read_object_pattern(object),
            swc::Pat::Expr(expr) => PatternKind::Place(self.read_expr(expr)),
            // Defaults and rests are taken by those around them; anything else the parser has reported.
            swc::Pat::Assign(_) | swc::Pat::Rest(_) | swc::Pat::Invalid(_) => PatternKind::Missing,
        };
        Pattern { id, kind, span }
    }

    /// A part and its default.
    fn read_part_with_default(&mut self, pattern: &swc::Pat) -> (Pattern, Option<Expr>) {
        match pattern {
            swc::Pat::Assign(assign) => {
                let part = self.read_part(&assign.left);
                (part, Some(self.read_expr(&assign.right)))
            }
            _ => (self.read_part(pattern), None),
        }
    }

    fn read_array_pattern(&mut self, array: &swc::ArrayPat) -> PatternKind {
        let (mut elements, mut rest) = (Vec::new(), None);
        for element in &array.elems {
            match element {
                None => elements.push(None),
                Some(swc::Pat::Rest(tail)) => rest = Some(Box::new(self.read_part(&tail.arg))),
                Some(element) => {
                    let (target, default) = self.read_part_with_default(element);
                    elements.push(Some(PatternElement { target, default }));
                }
            }
        }
        PatternKind::Array { elements, rest }
    }

    fn read_object_pattern(&mut self, object: &swc::ObjectPat) -> PatternKind {
        let (mut properties, mut rest) = (Vec::new(), None);
        for property in &object.props {
            match property {
                swc::ObjectPatProp::KeyValue(pair) => {
                    let Some(key) = self.read_pattern_key(&pair.key) else { continue };
                    let (target, default) = self.read_part_with_default(&pair.value);
                    properties.push(PatternProperty { key, target, default });
                }
                swc::ObjectPatProp::Assign(shorthand) => {
                    let id = self.id();
                    let key = self.ident(&shorthand.key.id);
                    let span = key.span;
                    // In an assignment the reader of its left side turns names into places.
                    let target = Pattern { id, kind: PatternKind::Name(self.name(&shorthand.key.id)), span };
                    let default = shorthand.value.as_ref().map(|value| self.read_expr(value));
                    properties.push(PatternProperty { key: PatternKey::Name(key), target, default });
                }
                swc::ObjectPatProp::Rest(tail) => rest = Some(Box::new(self.read_part(&tail.arg))),
            }
        }
        PatternKind::Object { properties, rest }
    }

    fn read_pattern_key(&mut self, key: &swc::PropName) -> Option<PatternKey> {
        match key {
            swc::PropName::Computed(computed) if !super::subset::is_literal_key(&computed.expr) => {
                Some(PatternKey::Computed(self.read_expr(&computed.expr)))
            }
            _ => self.read_key(key).map(PatternKey::Name),
        }
    }

    /// The left side of `[a, b] = …`: names in it are variables that exist.
    pub fn read_assigned_pattern(&mut self, pattern: &swc::Pat) -> Pattern {
        let mut read = self.read_part(pattern);
        self.names_to_places(&mut read);
        read
    }

    fn names_to_places(&mut self, pattern: &mut Pattern) {
        match &mut pattern.kind {
            PatternKind::Name(name) => {
                let (id, text, span) = (name.id, name.text.clone(), name.span);
                let kind = match super::subset::refused_name(&text) {
                    Some(rule) => self.refuse_expr(rule, span),
                    None => {
                        self.value_names.insert(text.clone());
                        ExprKind::Name(text)
                    }
                };
                pattern.kind = PatternKind::Place(Expr { id, kind, span });
            }
            PatternKind::Missing | PatternKind::Place(_) => {}
            PatternKind::Array { elements, rest } => {
                elements.iter_mut().flatten().for_each(|e| self.names_to_places(&mut e.target));
                rest.iter_mut().for_each(|r| self.names_to_places(r));
            }
            PatternKind::Object { properties, rest } => {
                properties.iter_mut().for_each(|p| self.names_to_places(&mut p.target));
                rest.iter_mut().for_each(|r| self.names_to_places(r));
            }
        }
    }

    /// `[a, b] = value`.
    pub fn read_assign_pattern(&mut self, target: &swc::AssignTargetPat, value: &swc::Expr) -> ExprKind {
        let pattern = match target {
            swc::AssignTargetPat::Array(array) => swc::Pat::Array(array.clone()),
            swc::AssignTargetPat::Object(object) => swc::Pat::Object(object.clone()),
            swc::AssignTargetPat::Invalid(_) => return ExprKind::Missing,
        };
        let pattern = Box::new(self.read_assigned_pattern(&pattern));
        ExprKind::AssignPattern { pattern, value: self.read_boxed(value) }
    }
}
