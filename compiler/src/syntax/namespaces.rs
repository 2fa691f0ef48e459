//! Namespaces, and the aliases of what they export.
//!
//! In: `namespace A.B {}`, `import X = A.B`. Out: statements; a dotted name becomes namespaces within one another. What only a file may hold (imports of
//! modules, `export {}`, a default export) is reported here and left out.

use super::read::Reader;
use crate::ast::{EntityAlias, Export, Item, ItemKind, Namespace, Statement, StatementKind};
use crate::hash::HashSet;
use crate::problem::Rule;
use crate::source::Span;
use std::rc::Rc;
use swc_ecma_ast as swc;

impl Reader<'_> {
    /// `namespace A {}`; `declare module "a" {}` and `declare global {}` are refused.
    pub fn read_namespace(&mut self, node: &swc::TsModuleDecl, span: Span) -> Option<Namespace> {
        let swc::TsModuleName::Ident(ident) = &node.id else { return self.refuse_statement(Rule::NoAugmentation, self.span_of(&node.id)) };
        if node.global {
            return self.refuse_statement(Rule::NoAugmentation, self.span_of(&node.id));
        }
        let outer = self.declarations;
        self.declarations |= node.declare;
        let name = self.name(ident);
        let items = node.body.as_ref().map_or_else(Vec::new, |body| self.read_namespace_body(body));
        let declare = std::mem::replace(&mut self.declarations, outer);
        Some(Namespace { name, declare, is_assignment: false, items, span })
    }

    fn read_namespace_body(&mut self, body: &swc::TsNamespaceBody) -> Vec<Item> {
        match body {
            swc::TsNamespaceBody::TsModuleBlock(block) => {
                self.check_ambient_items(&block.body);
                block.body.iter().filter_map(|item| self.read_namespace_item(item)).collect()
            }
            swc::TsNamespaceBody::TsNamespaceDecl(inner) => {
                let span = self.span_of(inner);
                let name = self.name(&inner.id);
                let items = self.read_namespace_body(&inner.body);
                let inner = Namespace { name, declare: self.declarations, is_assignment: false, items, span };
                let statement = Statement { kind: StatementKind::Namespace(Box::new(inner)), span };
                vec![Item { kind: ItemKind::Statement { statement, export: Export::Named }, span }]
            }
        }
    }

    fn read_namespace_item(&mut self, item: &swc::ModuleItem) -> Option<Item> {
        use swc::ModuleDecl as D;
        let span = self.span_of(item);
        if let swc::ModuleItem::ModuleDecl(declaration) = item {
            let (number, span, message) = match declaration {
                D::ExportDecl(_) => (0, span, ""),
                D::TsImportEquals(import) if import.module_ref.is_ts_entity_name() => (0, span, ""),
                D::Import(import) => (1147, self.span_of(&*import.src), "Import declarations in a namespace cannot reference a module."),
                D::TsImportEquals(import) => (1147, self.span_of(&import.module_ref), "Import declarations in a namespace cannot reference a module."),
                D::ExportDefaultDecl(_) | D::ExportDefaultExpr(_) => (1319, span, "A default export can only be used in an ECMAScript-style module."),
                D::TsExportAssignment(_) => (1063, span, "An export assignment cannot be used in a namespace."),
                D::ExportNamed(_) | D::ExportAll(_) | D::TsNamespaceExport(_) => (1194, span, "Export declarations are not permitted in a namespace."),
            };
            if number != 0 {
                self.report(number, span, message);
                return None;
            }
        }
        Some(Item { kind: self.read_item(item, span)?, span })
    }

    /// `import X = A.B`, with or without `export`.
    pub fn read_entity_alias(&mut self, node: &swc::TsImportEqualsDecl, span: Span) -> Option<ItemKind> {
        let swc::TsModuleRef::TsEntityName(entity) = &node.module_ref else { return None };
        if node.is_type_only {
            self.report(1392, span, "An import alias cannot use 'import type'");
        }
        let name = self.name(&node.id);
        let alias = EntityAlias { name, entity: self.read_entity_name(entity), type_only: node.is_type_only, span };
        let statement = Statement { kind: StatementKind::EntityAlias(Box::new(alias)), span };
        let export = if node.is_export { Export::Named } else { Export::None };
        Some(ItemKind::Statement { statement, export })
    }
}

/// Adds the names that aliases stand for to those that the program uses as values, as far as the aliases are.
pub(super) fn add_aliased_names(items: &[Item], names: &mut HashSet<Rc<str>>) {
    let mut aliases = Vec::new();
    collect_aliases(items, &mut aliases);
    let mut before = usize::MAX;
    while before != names.len() {
        before = names.len();
        for (alias, exported) in &aliases {
            if !alias.type_only && (*exported || names.contains(&alias.name.text)) {
                names.insert(alias.entity.parts[0].text.clone());
            }
        }
    }
}

fn collect_aliases<'a>(items: &'a [Item], found: &mut Vec<(&'a EntityAlias, bool)>) {
    for item in items {
        let ItemKind::Statement { statement, export } = &item.kind else { continue };
        match &statement.kind {
            StatementKind::EntityAlias(alias) => found.push((alias, *export != Export::None)),
            StatementKind::Namespace(inner) => collect_aliases(&inner.items, found),
            _ => {}
        }
    }
}
