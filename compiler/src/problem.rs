//! Problems: what is wrong with a user's program, as values.
//!
//! In: a stage finds a mistake. Out: a [`Problem`] with a code, a place and words; the stage goes on or hands back `(T, Vec<Problem>)`.
//! A mistake that TypeScript itself reports carries TypeScript's code ([`Code::Ts`]); what Thimble alone refuses is a [`Rule`],
//! one row of the table below with one page in `compiler/problems/`. Nothing here prints colours or reads files: the command line does.
//!
//! A new diagnostic is one row here and one page `compiler/problems/<code>-<name>.md`; a row without its page does not compile,
//! a page without its row fails a test. Codes: TH1000 the language (`syntax`), TH2000 types (`check`), TH3000 what a board or the
//! linker cannot do, TH4000 lints. A code, once released, is never given a second meaning.

use std::fmt;

use crate::source::Span;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The program is not built.
    Error,
    /// The program is built; it probably does not do what was meant, or costs more than it looks.
    Warning,
}

impl Severity {
    /// The word tsc prints for it.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// Makes [`Rule`] and its table of facts, one row per diagnostic of Thimble's own.
macro_rules! rules {
    ($($code:ident $name:literal $variant:ident $severity:ident $headline:literal;)*) => {
        /// What Thimble refuses or warns of although TypeScript does not.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = $headline] $variant,)*
        }

        impl Rule {
            /// Every rule, in the order of the table.
            pub const ALL: &'static [Rule] = &[$(Rule::$variant,)*];

            /// The code, `TH1004`.
            pub fn code(self) -> &'static str {
                match self { $(Rule::$variant => stringify!($code),)* }
            }

            /// The kebab-case name, `no-prototype`.
            pub fn name(self) -> &'static str {
                match self { $(Rule::$variant => $name,)* }
            }

            /// Whether it stops the build.
            pub fn severity(self) -> Severity {
                match self { $(Rule::$variant => Severity::$severity,)* }
            }

            /// One sentence, without a full stop, that fits every occurrence; the message where nothing more exact is known.
            pub fn headline(self) -> &'static str {
                match self { $(Rule::$variant => $headline,)* }
            }

            /// The whole page that `thimble explain` prints, as Markdown.
            pub fn page(self) -> &'static str {
                match self {
                    $(Rule::$variant => include_str!(concat!("../problems/", stringify!($code), "-", $name, ".md")),)*
                }
            }
        }
    };
}

// code, name, variant, severity, headline; ascending by code.
rules! {
    TH1001 "no-eval" NoEval Error "programs cannot make code out of strings while they run";
    TH1002 "no-with" NoWith Error "`with` is not part of the language";
    TH1003 "no-arguments" NoArguments Error "`arguments` is not part of the language";
    TH1004 "no-prototype" NoPrototype Error "a class has no prototype object that a program could read or change";
    TH1005 "no-decorator" NoDecorator Error "decorators are not part of the language";
    TH1006 "no-bigint" NoBigint Error "BigInt is not part of the language";
    TH1007 "no-regular-expression" NoRegularExpression Error "regular expressions are not supported yet";
    TH1016 "no-computed-key" NoComputedKey Error "this key is not known when the program is compiled";
    TH1017 "no-object-accessor" NoObjectAccessor Error "an accessor cannot stand in this object literal";
    TH1019 "no-delete" NoDelete Error "fields of classes and elements cannot be deleted";
    TH1020 "no-dynamic-import" NoDynamicImport Error "every module is known when the program is compiled";
    TH1021 "no-import-meta" NoImportMeta Error "`import.meta` is not part of the language";
    TH1025 "no-debugger" NoDebugger Error "`debugger` is not part of the language";
    TH1032 "no-commonjs" NoCommonjs Error "modules are ES modules: `import` and `export`";
    TH1034 "no-augmentation" NoAugmentation Error "a file cannot declare names for other files";
    TH1035 "no-import-attribute" NoImportAttribute Error "an import has no attributes but the type of a JSON file";
    TH1036 "no-class-index-signature" NoClassIndexSignature Error "index signatures in classes are not supported yet";
    TH1038 "no-hole" NoHole Error "an array has an element at every index below its length";
    TH1039 "no-mixin" NoMixin Error "a class extends a class by its name";
    TH1040 "no-reflection" NoReflection Error "objects cannot be changed behind the compiler's back";
    TH1042 "too-deep" TooDeep Error "the program is nested too deep here";
    TH1043 "javascript-package" JavascriptPackage Error "a package must be written in TypeScript";
    TH2001 "nominal-class" NominalClass Error "only `new` of a class or a subclass makes a value of its type";
    TH2002 "unsupported-type" UnsupportedType Error "this kind of type is not supported yet";
    TH2003 "evolving-variable" EvolvingVariable Error "a variable that begins empty needs its type written";
    TH2004 "namespace-value" NamespaceValue Error "a name for a variable would be a copy of it";
    TH2005 "no-overloads" Overloads Error "these overloads do not agree on how values are passed";
    TH2007 "var-redeclared" VarRedeclared Error "a `var` that a pattern declares is declared once in its function";
    TH2008 "index-signature" IndexSignature Error "an index signature's key is `string` or `number`";
    TH2010 "unsupported-member" UnsupportedMember Error "this member of a built-in type is not supported yet";
    TH2011 "method-extracted" MethodExtracted Error "a method is called on its object";
    TH2013 "builtin-extended" BuiltinExtended Error "built-in types other than Error, Map, Set and Promise cannot be extended";
    TH2014 "builtin-value" BuiltinValue Error "a built-in object is used by its members only";
    TH2015 "unsupported-place" UnsupportedPlace Error "this cannot be assigned to";
    TH2016 "dynamic-key" DynamicKey Error "members are named in the program";
    TH2018 "enum-value" EnumValue Error "the object of an enum has keys that are known";
    TH2019 "rest-parameter" RestParameter Error "a method takes its arguments in another way than that of the base class";
    TH2020 "method-replaced" MethodReplaced Error "a field cannot take the place of a method";
    TH2021 "constructor-result" ConstructorResult Error "a constructor gives the object that was made for it";
    TH2030 "fixed-shape" FixedShape Error "an object with fixed members is no dictionary";
    TH2031 "untyped-json" UntypedJson Error "what `JSON.parse` gives needs a type that JSON can hold";
    TH2032 "foreign-global" ForeignGlobal Error "this global name is not part of the library";
    TH2033 "optional-method" OptionalMethod Error "a class has a static method or it does not, and `super` finds methods that every object has";
    TH2034 "suppressed-error" SuppressedError Error "this type error cannot be suppressed";
    TH3001 "many-additions" ManyAdditions Error "at most four members may be added later to an object literal with members that the library asks for";
    TH3002 "endless-spreads" EndlessSpreads Error "objects are spread into each other in too many ways";
}

impl Rule {
    /// The rule with this code or name; letter case does not matter.
    pub fn find(text: &str) -> Option<Rule> {
        Rule::ALL.iter().copied().find(|r| r.code().eq_ignore_ascii_case(text) || r.name().eq_ignore_ascii_case(text))
    }

    /// Path of the page from the repository's root.
    pub fn page_path(self) -> String {
        format!("compiler/problems/{}-{}.md", self.code(), self.name())
    }
}

/// Which diagnostic it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// The number tsc 5.9 gives the same mistake: `Ts(2322)` prints as `TS2322`.
    Ts(u32),
    /// Thimble's own.
    Th(Rule),
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Code::Ts(number) => write!(f, "TS{number}"),
            Code::Th(rule) => f.write_str(rule.code()),
        }
    }
}

/// A further place that explains a problem: "the variable is declared here".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place; it may lie in another file than the problem.
    pub span: Span,
    /// What it has to do with it.
    pub text: String,
}

/// One thing wrong with the user's program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which diagnostic.
    pub code: Code,
    /// Whether it stops the build.
    pub severity: Severity,
    /// One sentence in the words of this occurrence; TypeScript's own words where the code is TypeScript's.
    pub message: String,
    /// What to mark.
    pub span: Span,
    /// What to write instead.
    pub help: Option<String>,
    /// Further places.
    pub labels: Vec<Label>,
}

impl Problem {
    /// A mistake that tsc reports too, under its code and in its words.
    pub fn ts(number: u32, span: Span, message: impl Into<String>) -> Problem {
        Problem { code: Code::Ts(number), severity: Severity::Error, message: message.into(), span, help: None, labels: Vec::new() }
    }

    /// A rule of Thimble's own, with its headline as message.
    pub fn th(rule: Rule, span: Span) -> Problem {
        Problem {
            code: Code::Th(rule),
            severity: rule.severity(),
            message: rule.headline().to_string(),
            span,
            help: None,
            labels: Vec::new(),
        }
    }

    /// The same with words that name what was found.
    pub fn with_message(mut self, message: impl Into<String>) -> Problem {
        self.message = message.into();
        self
    }

    /// The same with advice.
    pub fn with_help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
    }

    /// The same with one more place.
    pub fn with_label(mut self, span: Span, text: impl Into<String>) -> Problem {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Whether it stops the build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Orders problems as a reader meets them (file, place, code) and drops exact repetitions.
pub fn sort(problems: &mut Vec<Problem>) {
    problems.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
    problems.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_row_and_opens_with_code_and_name() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/problems");
        for entry in std::fs::read_dir(folder).expect("compiler/problems is part of the repository") {
            let file = entry.expect("a readable folder").file_name().into_string().expect("page names are ASCII");
            assert!(
                Rule::ALL.iter().any(|r| r.page_path().ends_with(&format!("/{file}"))),
                "compiler/problems/{file} has no row in compiler/src/problem.rs"
            );
        }
        for rule in Rule::ALL {
            let title = format!("# {} {}\n", rule.code(), rule.name());
            assert!(rule.page().starts_with(&title), "{} must begin with {title:?}", rule.page_path());
        }
    }

    #[test]
    fn codes_ascend_and_names_are_unique() {
        for pair in Rule::ALL.windows(2) {
            assert!(pair[0].code() < pair[1].code(), "{} stands before {}", pair[0].code(), pair[1].code());
        }
        for rule in Rule::ALL {
            assert!(rule.code().len() == 6 && rule.code().starts_with("TH"), "{}", rule.code());
            assert!(rule.name().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", rule.name());
            assert!(!rule.headline().ends_with('.'), "{}: a headline has no full stop", rule.code());
            assert_eq!(Rule::find(rule.name()), Some(*rule));
        }
    }

    #[test]
    fn problems_print_their_codes_and_sort_by_place() {
        let at = |start| Span { start, end: start + 1, ..Span::default() };
        let mut problems = vec![Problem::th(Rule::NoPrototype, at(9)), Problem::ts(2322, at(3), "no"), Problem::ts(2322, at(3), "no")];
        sort(&mut problems);
        assert_eq!(problems.iter().map(|p| p.code.to_string()).collect::<Vec<_>>(), ["TS2322", "TH1004"]);
        assert_eq!(Rule::find("th1004"), Some(Rule::NoPrototype));
        assert_eq!(Rule::find("TH0000"), None);
    }
}
