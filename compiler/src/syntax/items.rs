//! The top level of a file: statements, imports and exports.

use super::read::Reader;
use crate::ast::{
    Export, ExportAll, ExportName, ExportNames, Ident, Import, ImportBinding, Imported, Item, ItemKind, ModuleReference,
    Statement, StatementKind,
};
use crate::problem::Rule;
use crate::source::Span;
use swc_ecma_ast as swc;

impl Reader<'_> {
    /// Everything in a file.
    pub fn read_items(&mut self, items: &[swc::ModuleItem]) -> Vec<Item> {
        self.check_ambient_items(items);
        let items = items
            .iter()
            .filter_map(|item| {
                let span = self.span_of(item);
                Some(Item { kind: self.read_item(item, span)?, span })
            })
            .collect();
        self.declare_function_members(items)
    }

    pub fn read_item(&mut self, item: &swc::ModuleItem, span: Span) -> Option<ItemKind> {
        use swc::ModuleDecl as D;
        let declaration = match item {
            swc::ModuleItem::Stmt(statement) => {
                let statement = self.read_statement(statement)?;
                return Some(ItemKind::Statement { statement, export: Export::None });
            }
            swc::ModuleItem::ModuleDecl(declaration) => declaration,
        };
        match declaration {
            D::Import(import) => self.read_import(import),
            D::ExportDecl(export) => {
                let declared = self.span_of(&export.decl);
                if matches!(export.decl, swc::Decl::TsEnum(_)) && self.text[span.start as usize..declared.start as usize].contains("default") {
                    self.report(1109, Span { end: declared.start + "enum".len() as u32, ..declared }, "Expression expected.");
                }
                let statement = self.read_declaration(&export.decl, self.span_of(&export.decl))?;
                Some(ItemKind::Statement { statement, export: Export::Named })
            }
            D::ExportNamed(export) => self.read_export_names(export),
            D::ExportDefaultDecl(export) => self.read_default_declaration(export),
            D::ExportDefaultExpr(export) => Some(ItemKind::ExportDefault(self.read_expr(&export.expr))),
            D::ExportAll(export) => {
                self.admit_attributes(export.with.as_deref(), Some(&export.src))?;
                Some(ItemKind::ExportAll(ExportAll {
                    from: self.read_specifier(&export.src),
                    name: None,
                    type_only: export.type_only,
                }))
            }
            D::TsImportEquals(import) if import.module_ref.is_ts_entity_name() => self.read_entity_alias(import, span),
            D::TsImportEquals(_) | D::TsExportAssignment(_) | D::TsNamespaceExport(_) => {
                self.lacks_names |= matches!(declaration, D::TsImportEquals(_));
                self.refuse(Rule::NoCommonjs, span);
                None
            }
        }
    }

    pub(super) fn read_specifier(&mut self, specifier: &swc::Str) -> ModuleReference {
        let Ident { text, span } = self.string_ident(specifier);
        ModuleReference { specifier: text, span, file: None }
    }

    /// `None`, and a problem, if there are attributes other than the `type` that a JSON file has: what they lead to is not asked for.
    fn admit_attributes(&mut self, attributes: Option<&swc::ObjectLit>, from: Option<&swc::Str>) -> Option<()> {
        let Some(attributes) = attributes else { return Some(()) };
        let json = from.is_some_and(|from| from.value.to_string_lossy().ends_with(".json"));
        if json && attributes.props.iter().all(is_type_json) {
            return Some(());
        }
        self.refuse(Rule::NoImportAttribute, self.span(attributes.span));
        None
    }

    fn read_import(&mut self, import: &swc::ImportDecl) -> Option<ItemKind> {
        self.admit_attributes(import.with.as_deref(), Some(&import.src))?;
        if import.phase != swc::ImportPhase::Evaluation {
            self.refuse(Rule::NoDynamicImport, self.span(import.span));
            return None;
        }
        let has_default = matches!(import.specifiers.first(), Some(swc::ImportSpecifier::Default(_)));
        if import.type_only && has_default && import.specifiers.len() > 1 {
            let whole = self.span(import.span);
            let clause = super::errors::Text(self.text).skip_blanks(whole.start as usize + "import".len()) as u32;
            self.report(1363, Span { start: clause, ..whole }, "A type-only import can specify a default import or named bindings, but not both.");
        }
        let bindings = import.specifiers.iter().map(|specifier| self.read_import_binding(specifier)).collect();
        let from = self.read_specifier(&import.src);
        // swc gives no specifiers both for `import "x"` and `import {} from "x"`; in the latter `from` stands before the name.
        let before = &self.text[self.span(import.span).start as usize..from.span.start as usize];
        let braces = before.trim_end().ends_with("from");
        Some(ItemKind::Import(Import { from, bindings, braces, type_only: import.type_only }))
    }

    fn read_import_binding(&mut self, specifier: &swc::ImportSpecifier) -> ImportBinding {
        let (imported, local, type_only) = match specifier {
            swc::ImportSpecifier::Default(default) => (Imported::Default, &default.local, false),
            swc::ImportSpecifier::Namespace(namespace) => (Imported::Namespace, &namespace.local, false),
            swc::ImportSpecifier::Named(named) => {
                let imported = match &named.imported {
                    Some(name) => self.read_export_name(name),
                    None => self.ident(&named.local),
                };
                let imported = if &*imported.text == "default" { Imported::Default } else { Imported::Named(imported) };
                (imported, &named.local, named.is_type_only)
            }
        };
        ImportBinding { imported, name: self.name(local), type_only }
    }

    fn read_export_name(&mut self, name: &swc::ModuleExportName) -> Ident {
        match name {
            swc::ModuleExportName::Ident(ident) => self.ident(ident),
            swc::ModuleExportName::Str(string) => self.string_ident(string),
        }
    }

    fn read_export_names(&mut self, export: &swc::NamedExport) -> Option<ItemKind> {
        self.admit_attributes(export.with.as_deref(), export.src.as_deref())?;
        let from = export.src.as_ref().map(|specifier| self.read_specifier(specifier));
        let mut names = Vec::new();
        for specifier in &export.specifiers {
            match specifier {
                swc::ExportSpecifier::Namespace(namespace) => {
                    let name = Some(self.read_export_name(&namespace.name));
                    // `export * as x` has `from` by its grammar, and stands alone.
                    return Some(ItemKind::ExportAll(ExportAll { from: from?, name, type_only: export.type_only }));
                }
                // `export x from "…"` is a proposal that TypeScript does not have; the parser reports it.
                swc::ExportSpecifier::Default(_) => {}
                swc::ExportSpecifier::Named(named) => {
                    let local = self.read_export_name(&named.orig);
                    let exported = named.exported.as_ref().map_or_else(|| local.clone(), |name| self.read_export_name(name));
                    names.push(ExportName { local, exported, type_only: named.is_type_only });
                }
            }
        }
        Some(ItemKind::ExportNames(ExportNames { from, names, type_only: export.type_only }))
    }

    fn read_default_declaration(&mut self, export: &swc::ExportDefaultDecl) -> Option<ItemKind> {
        let inner = self.span_of(&export.decl);
        let kind = match &export.decl {
            swc::DefaultDecl::Fn(function) => {
                let mut read = self.read_function(&function.function, function.ident.as_ref(), inner);
                if read.name.is_none() {
                    read.name = Some(self.default_name(Span { end: inner.start + "function".len() as u32, ..inner }));
                }
                StatementKind::Function { function: Box::new(read), declare: self.declarations }
            }
            swc::DefaultDecl::Class(class) => {
                let name = match &class.ident {
                    Some(ident) => self.name(ident),
                    None => self.default_name(Span { end: inner.start + "class".len() as u32, ..inner }),
                };
                StatementKind::Class { class: Box::new(self.read_class(&class.class, name)), declare: self.declarations }
            }
            swc::DefaultDecl::TsInterfaceDecl(interface) => self.read_interface_statement(interface),
        };
        Some(ItemKind::Statement { statement: Statement { kind, span: inner }, export: Export::Default })
    }
}

/// `type: "json"`.
fn is_type_json(property: &swc::PropOrSpread) -> bool {
    let swc::PropOrSpread::Prop(property) = property else { return false };
    let swc::Prop::KeyValue(pair) = &**property else { return false };
    let named = match &pair.key {
        swc::PropName::Ident(name) => name.sym == "type",
        swc::PropName::Str(name) => name.value == "type",
        _ => false,
    };
    named && matches!(&*pair.value, swc::Expr::Lit(swc::Lit::Str(value)) if value.value == "json")
}
