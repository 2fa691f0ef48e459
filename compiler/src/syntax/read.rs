//! The state of reading one file, and what every part of the reader needs: spans, ids, names and problems.

use super::keys::Keys;
use crate::ast::symbols::{private_name, private_name_of};
use crate::ast::{Ident, Name, NodeId};
use crate::problem::{Problem, Rule};
use crate::source::{FileId, Span};
use crate::hash::{HashMap, HashSet};
use std::rc::Rc;
use swc_common::Spanned;
use swc_ecma_ast as swc;

/// Gives out node ids, ascending over all files of a program.
#[derive(Debug, Default)]
pub struct NodeIds(u32);

impl NodeIds {
    /// A fresh id.
    pub fn next(&mut self) -> NodeId {
        self.0 += 1;
        NodeId(self.0 - 1)
    }

    /// How many were given out.
    pub fn count(&self) -> u32 {
        self.0
    }
}

/// The private names that a class declares.
pub(super) struct PrivateNames {
    /// The class, if another class of its objects, or one around it, may declare the same names.
    pub class: Option<NodeId>,
    /// As written, with the `#`.
    pub names: HashSet<String>,
}

/// The constants of a block as keys.
pub(super) struct BlockKeys {
    /// The block.
    pub span: Span,
    /// By name.
    pub by_name: HashMap<String, Rc<str>>,
}

/// Turns one file's swc tree into our Ast.
pub(super) struct Reader<'a> {
    /// Which file.
    pub file: FileId,
    /// Its text.
    pub text: &'a str,
    /// It is a `.d.ts` file: everything is ambient.
    pub declarations: bool,
    /// Ids for the nodes.
    pub ids: &'a mut NodeIds,
    /// What is being read are the members of a class that is only declared.
    pub in_ambient_class: bool,
    /// The private names of the classes around the place being read.
    pub private_names: Vec<PrivateNames>,
    /// How many functions enclose the place being read.
    pub function_depth: u32,
    /// How many blocks enclose the place being read, bodies of functions among them.
    pub block_depth: u32,
    /// Where `break` and `continue` stand in functions.
    pub inner_jumps: crate::hash::HashSet<u32>,
    /// The function being read, arrows within it included, mentions `this`.
    pub mentions_this: bool,
    /// How many `extends` parts of conditional types enclose the place being read: `infer` may stand there.
    pub extends_depth: u32,
    /// Keys that are known by names of the file's top level, those of what it imports among them.
    pub keys: Keys,
    /// Names of imports by which a key is named that is not known.
    pub unknown_keys: HashSet<Rc<str>>,
    /// What the blocks know that enclose the place being read.
    pub block_keys: Vec<BlockKeys>,
    /// Keys within functions, by the names that must be declared once in this part of the file.
    pub inner_keys: Vec<(Rc<str>, Span, Span)>,
    /// Where the file declares a name.
    pub declared: HashMap<Rc<str>, Vec<u32>>,
    /// The arrow functions that have type parameters.
    pub generic_arrows: Vec<super::generic_arrows::GenericArrow>,
    /// What `import(…)` in types names.
    pub type_imports: Vec<crate::ast::Import>,
    /// Names that expressions use.
    pub value_names: HashSet<Rc<str>>,
    /// How often names stand where their values may go elsewhere: neither called nor asked for a member by its name.
    pub passed_names: HashMap<Rc<str>, i32>,
    /// Something that was refused declares names, which nothing stands for.
    pub lacks_names: bool,
    /// What was found wrong.
    pub problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    /// Before the first node.
    pub fn new(file: FileId, text: &'a str, declarations: bool, ids: &'a mut NodeIds, keys: Keys) -> Reader<'a> {
        Reader {
            file,
            text,
            declarations,
            ids,
            in_ambient_class: false,
            private_names: Vec::new(),
            function_depth: 0,
            block_depth: 0,
            inner_jumps: crate::hash::HashSet::default(),
            mentions_this: false,
            extends_depth: 0,
            generic_arrows: Vec::new(),
            type_imports: Vec::new(),
            keys,
            unknown_keys: HashSet::default(),
            block_keys: Vec::new(),
            inner_keys: Vec::new(),
            declared: HashMap::default(),
            value_names: HashSet::default(),
            passed_names: HashMap::default(),
            lacks_names: false,
            problems: Vec::new(),
        }
    }
}

impl Reader<'_> {
    /// Our span for one of swc's, whose offsets begin at 1.
    pub fn span(&self, span: swc_common::Span) -> Span {
        Span { file: self.file, start: span.lo.0.saturating_sub(1), end: span.hi.0.saturating_sub(1) }
    }

    /// Our span for a node of swc's.
    pub fn span_of(&self, node: &impl Spanned) -> Span {
        self.span(node.span())
    }

    /// A span cut down to the identifier at its start: swc lets the span of a binding run on over its type.
    pub fn identifier_span(&self, span: swc_common::Span, text: &str) -> Span {
        let whole = self.span(span);
        let rest = self.text.get(whole.start as usize..).unwrap_or("");
        if rest.starts_with(text) { Span { end: whole.start + text.len() as u32, ..whole } } else { whole }
    }

    /// A fresh node id.
    pub fn id(&mut self) -> NodeId {
        self.ids.next()
    }

    /// A declared name.
    pub fn name(&mut self, ident: &swc::Ident) -> Name {
        let span = self.identifier_span(ident.span, &ident.sym);
        self.declared.entry(ident.sym.as_str().into()).or_default().push(span.start);
        Name { id: self.id(), text: ident.sym.as_str().into(), span }
    }

    /// The name of an anonymous default export; `span` marks the keyword.
    pub fn default_name(&mut self, span: Span) -> Name {
        Name { id: self.id(), text: "*default*".into(), span }
    }

    /// A used name.
    pub fn ident(&self, ident: &swc::Ident) -> Ident {
        Ident { text: ident.sym.as_str().into(), span: self.identifier_span(ident.span, &ident.sym) }
    }

    /// A property's name.
    pub fn ident_name(&self, ident: &swc::IdentName) -> Ident {
        Ident { text: ident.sym.as_str().into(), span: self.identifier_span(ident.span, &ident.sym) }
    }

    /// `#x`, with the `#`.
    pub fn private_name(&self, name: &swc::PrivateName) -> Ident {
        Ident { text: self.private_text(format!("#{}", name.name)), span: self.span(name.span) }
    }

    /// What a private name means here: that of the innermost class around that declares it.
    pub fn private_text(&self, written: String) -> Rc<str> {
        let declared = self.private_names.iter().rev().find(|class| class.names.contains(&written));
        match declared.and_then(|class| class.class) {
            Some(class) => private_name_of(class, &written),
            None => private_name(&written),
        }
    }

    /// Reports that the language does without something.
    pub fn refuse(&mut self, rule: Rule, span: Span) {
        self.problems.push(Problem::th(rule, span));
    }

    /// Reports a mistake under TypeScript's code.
    pub fn report(&mut self, code: u32, span: Span, message: impl Into<String>) {
        self.problems.push(Problem::ts(code, span, message));
    }
}
