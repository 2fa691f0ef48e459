//! Patterns: what takes a value apart.

use super::{Expr, Ident, Name, NodeId};
use crate::source::Span;

/// A pattern, or a part of one.
#[derive(Debug)]
pub struct Pattern {
    /// Identifies it.
    pub id: NodeId,
    /// What it is.
    pub kind: PatternKind,
    /// All of it.
    pub span: Span,
}

impl Pattern {
    /// The pattern as tsc prints it where types name parameters: without defaults, one space around each part.
    pub fn text(&self) -> String {
        match &self.kind {
            PatternKind::Missing | PatternKind::Place(_) => String::new(),
            PatternKind::Name(name) => name.text.to_string(),
            PatternKind::Array { elements, rest } => {
                let parts = elements.iter().map(|element| element.as_ref().map_or(String::new(), |e| e.target.text()));
                format!("[{}]", parts.chain(rest_text(rest)).collect::<Vec<_>>().join(", "))
            }
            PatternKind::Object { properties, rest } => {
                let parts: Vec<String> = properties.iter().map(PatternProperty::text).chain(rest_text(rest)).collect();
                if parts.is_empty() { "{}".into() } else { format!("{{ {} }}", parts.join(", ")) }
            }
        }
    }
}

fn rest_text(rest: &Option<Box<Pattern>>) -> Option<String> {
    rest.as_ref().map(|rest| format!("...{}", rest.text()))
}

/// What a pattern is.
#[derive(Debug)]
pub enum PatternKind {
    /// Something that was refused or could not be read; a problem has been reported.
    Missing,
    /// A fresh variable.
    Name(Name),
    /// An existing place, of the kinds `ExprKind::Assign` admits.
    Place(Expr),
    /// `[a, , b = 1, ...c]`; `None` is a position that is skipped.
    Array {
        /// By position.
        elements: Vec<Option<PatternElement>>,
        /// What takes the remaining elements.
        rest: Option<Box<Pattern>>,
    },
    /// `{a, b: c = 1, ...d}`.
    Object {
        /// In order.
        properties: Vec<PatternProperty>,
        /// What takes the remaining members.
        rest: Option<Box<Pattern>>,
    },
}

/// One position of an array pattern.
#[derive(Debug)]
pub struct PatternElement {
    /// Where the element goes.
    pub target: Pattern,
    /// Evaluated when the element is undefined.
    pub default: Option<Expr>,
}

/// One member of an object pattern.
#[derive(Debug)]
pub struct PatternProperty {
    /// Which member.
    pub key: PatternKey,
    /// Where it goes.
    pub target: Pattern,
    /// Evaluated when the member is undefined.
    pub default: Option<Expr>,
}

impl PatternProperty {
    fn text(&self) -> String {
        let target = self.target.text();
        match &self.key {
            PatternKey::Name(key) if *key.text == target => target,
            PatternKey::Name(key) => format!("{}: {target}", key.text),
            PatternKey::Computed(_) => format!("[…]: {target}"),
        }
    }
}

/// Which member a [`PatternProperty`] takes.
#[derive(Debug)]
pub enum PatternKey {
    /// `name:`, `"name":`, or shorthand.
    Name(Ident),
    /// `[key]:`.
    Computed(Expr),
}

impl Pattern {
    /// Every variable that it declares, in order.
    pub fn names(&self) -> Vec<&Name> {
        let mut all = Vec::new();
        self.add_names(&mut all);
        all
    }

    fn add_names<'a>(&'a self, all: &mut Vec<&'a Name>) {
        self.parts().into_iter().for_each(|part| part.add_names(all));
        if let PatternKind::Name(name) = &self.kind {
            all.push(name);
        }
    }

    /// Whether `place` lies in the default of the part that holds `declared`.
    pub fn has_in_default_of(&self, declared: Span, place: Span) -> bool {
        let encloses = |outer: Span, inner: Span| outer.start <= inner.start && inner.end <= outer.end;
        let is_own = |target: &Pattern, default: &Option<Expr>| {
            encloses(target.span, declared) && default.as_ref().is_some_and(|default| encloses(default.span, place)) || target.has_in_default_of(declared, place)
        };
        match &self.kind {
            PatternKind::Array { elements, .. } => elements.iter().flatten().any(|element| is_own(&element.target, &element.default)),
            PatternKind::Object { properties, .. } => properties.iter().any(|property| is_own(&property.target, &property.default)),
            PatternKind::Missing | PatternKind::Name(_) | PatternKind::Place(_) => false,
        }
    }

    /// Whether it takes members by their names and nothing else.
    pub fn names_its_members(&self) -> bool {
        match &self.kind {
            PatternKind::Object { properties, rest: None } => properties.iter().all(|property| matches!(property.key, PatternKey::Name(_))),
            _ => false,
        }
    }

    /// The patterns directly inside.
    pub fn parts(&self) -> Vec<&Pattern> {
        match &self.kind {
            PatternKind::Missing | PatternKind::Name(_) | PatternKind::Place(_) => Vec::new(),
            PatternKind::Array { elements, rest } => {
                elements.iter().flatten().map(|e| &e.target).chain(rest.as_deref()).collect()
            }
            PatternKind::Object { properties, rest } => properties.iter().map(|p| &p.target).chain(rest.as_deref()).collect(),
        }
    }

    /// Every expression in it in the order of evaluation; `true` for places that are written.
    pub fn expressions(&self) -> Vec<(&Expr, bool)> {
        let mut all = Vec::new();
        self.add_expressions(&mut all);
        all
    }

    fn add_expressions<'a>(&'a self, all: &mut Vec<(&'a Expr, bool)>) {
        match &self.kind {
            PatternKind::Missing | PatternKind::Name(_) => {}
            PatternKind::Place(place) => all.push((place, true)),
            PatternKind::Array { elements, rest } => {
                for element in elements.iter().flatten() {
                    all.extend(element.default.iter().map(|e| (e, false)));
                    element.target.add_expressions(all);
                }
                rest.iter().for_each(|r| r.add_expressions(all));
            }
            PatternKind::Object { properties, rest } => {
                for property in properties {
                    if let PatternKey::Computed(key) = &property.key {
                        all.push((key, false));
                    }
                    all.extend(property.default.iter().map(|e| (e, false)));
                    property.target.add_expressions(all);
                }
                rest.iter().for_each(|r| r.add_expressions(all));
            }
        }
    }
}
