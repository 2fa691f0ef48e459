//! Limits nesting, so that no recursive walk over the tree runs out of stack, in the parser or in a later stage.
//!
//! The parser recurses on the machine's stack, and a browser gives it one megabyte; so the text is looked through first,
//! by a scanner that knows tokens but no grammar. It keeps a count for each open bracket of what makes the parser recurse
//! (prefix and right-associative operators, statements within statements, type arguments) and of what only makes the
//! tree deep (operands in a row, members, calls, `else if`); a count begins anew where a statement or list element does.
//! The sums over all open brackets are never smaller than the depth that they bound, except in text that misleads the
//! scanner about where a regular expression begins, which takes intent.
//!
//! Two more things are found here because swc gets them wrong: decorators, since it drops those that stand where none may,
//! and functions and classes with the name `this`, over which it panics.

use crate::problem::{Problem, Rule};
use crate::source::{FileId, Span};

mod token;

use token::{Token, Tokens};

/// What makes the parser recurse may be nested this deep. swc needs between 5 and 10 kB of stack for each level (a test
/// parses every form at the limit on one megabyte).
const MAX_NESTING: u32 = 100;

/// The tree may be this deep where the parser does not recurse: `a + a + … + a`, `a.b.c`, `else if`.
const MAX_CHAIN: u32 = 500;

/// Looks through a file: the places of decorators, or the problem where it is nested too deep.
pub(super) fn check(file: FileId, text: &str) -> Result<Vec<Span>, Problem> {
    let mut scanner = Scanner { levels: vec![Level::default()], ..Scanner::default() };
    let mut tokens = Tokens::new(text);
    let mut decorators = Vec::new();
    let mut previous = "";
    while let Some((token, start)) = tokens.next(scanner.regular_expression_may_begin()) {
        if token == Token::At {
            decorators.push(Span { file, start: start as u32, end: start as u32 + 1 });
        }
        let word = &text[start..tokens.end()];
        if word == "this" && matches!(previous, "function" | "class") {
            let span = Span { file, start: start as u32, end: tokens.end() as u32 };
            return Err(Problem::ts(1003, span, "Identifier expected."));
        }
        if word != "*" {
            previous = word;
        }
        scanner.take(token);
        if scanner.nesting > MAX_NESTING || scanner.chain > MAX_CHAIN {
            let span = Span { file, start: start as u32, end: start as u32 + 1 };
            return Err(Problem::th(Rule::TooDeep, span).with_help("give a part of it a name, or a function of its own"));
        }
    }
    Ok(decorators)
}

/// What stands before the next token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Before {
    /// Nothing, or the end of a statement: `{` begins a block.
    #[default]
    Start,
    /// `;`: a statement ends here unless `else` follows.
    Semicolon,
    /// An operator, an opening bracket, a keyword that an operand follows: `{` begins an object.
    Operator,
    /// The end of an operand; another operand here begins a statement.
    Operand,
    /// `}` of a block.
    Block,
    /// `.`: a keyword here is a name.
    Dot,
    /// `if`, `while`, `for`, `with`, `switch`, `catch`: the parentheses that follow are no operand.
    Head,
    /// `else`: an `if` here goes on a chain that the parser reads in a loop.
    Else,
}

/// The counts for one open bracket.
#[derive(Debug, Clone, Copy, Default)]
struct Level {
    nesting: u32,
    angles: u32,
    chain: u32,
    /// What the closing bracket is for the token after it.
    after: Before,
}

/// The counts over all open brackets.
#[derive(Debug, Default)]
struct Scanner {
    levels: Vec<Level>,
    nesting: u32,
    chain: u32,
    before: Before,
}

impl Scanner {
    fn regular_expression_may_begin(&self) -> bool {
        !matches!(self.before, Before::Operand | Before::Dot)
    }

    fn take(&mut self, token: Token) {
        if self.before == Before::Semicolon && token != Token::Else {
            self.begin_statement();
            self.before = Before::Start;
        }
        let is_name = self.before == Before::Dot && token.is_word();
        if self.after_operand() && token.begins_operand() {
            self.begin_statement();
        }
        self.before = if is_name { Before::Operand } else { self.step(token) };
    }

    fn after_operand(&self) -> bool {
        matches!(self.before, Before::Operand | Before::Block)
    }

    /// Counts a token; what it is for the one after it.
    fn step(&mut self, token: Token) -> Before {
        match token {
            Token::Operand => Before::Operand,
            Token::Open if self.before == Before::Head => self.open(Before::Start),
            Token::Open => {
                // A call or an index is a link of the chain outside it.
                self.link(Before::Operator);
                self.open(Before::Operand)
            }
            Token::OpenBrace => {
                let after = if self.before == Before::Operator { Before::Operand } else { Before::Block };
                self.open(after);
                Before::Start
            }
            Token::Close => self.close(),
            Token::Hole | Token::Case => {
                self.begin_statement();
                Before::Operator
            }
            Token::Comma => {
                self.end_element();
                Before::Operator
            }
            Token::Semicolon => Before::Semicolon,
            Token::Dot => self.link(Before::Dot),
            Token::Binary => self.link(Before::Operator),
            Token::Else => self.link(Before::Else),
            Token::Head if self.before == Before::Else => self.link(Before::Head),
            Token::Head => self.nest(Before::Head),
            Token::Arrow => self.nest(Before::Start),
            Token::Prefix | Token::At => self.nest(Before::Operator),
            // Behind an operand `!` and `++` are links of a chain, `+` and `-` binary; before one they nest.
            Token::PrefixOrPostfix if self.after_operand() => self.link(Before::Operand),
            Token::PrefixOrBinary if self.after_operand() => self.link(Before::Operator),
            Token::PrefixOrPostfix | Token::PrefixOrBinary => self.nest(Before::Operator),
            Token::Less => {
                self.level().angles += 1;
                self.nest(Before::Operator)
            }
            Token::Greater(count) => self.close_angles(count),
        }
    }

    fn level(&mut self) -> &mut Level {
        self.levels.last_mut().expect("the outermost level is never closed")
    }

    fn nest(&mut self, before: Before) -> Before {
        self.level().nesting += 1;
        self.nesting += 1;
        before
    }

    fn link(&mut self, before: Before) -> Before {
        self.level().chain += 1;
        self.chain += 1;
        before
    }

    fn open(&mut self, after: Before) -> Before {
        self.levels.push(Level { after, nesting: 1, ..Level::default() });
        self.nesting += 1;
        Before::Operator
    }

    fn close(&mut self) -> Before {
        if self.levels.len() == 1 {
            return Before::Operand;
        }
        let level = self.levels.pop().expect("more than one level");
        self.nesting -= level.nesting;
        self.chain -= level.chain;
        level.after
    }

    /// `>`: closes type arguments if some are open. Each was counted as nesting too.
    fn close_angles(&mut self, count: u32) -> Before {
        let level = self.level();
        let closed = level.angles.min(count).min(level.nesting);
        level.angles -= closed;
        level.nesting -= closed;
        self.nesting -= closed;
        self.link(if closed > 0 { Before::Operand } else { Before::Operator })
    }

    /// A statement begins at the innermost level.
    fn begin_statement(&mut self) {
        self.level().angles = 0;
        self.end_element();
    }

    /// A list element ends: what is counted begins anew, but for type arguments, whose commas are inside them.
    fn end_element(&mut self) {
        let outermost = self.levels.len() == 1;
        let level = self.level();
        let kept = level.angles + u32::from(!outermost);
        let (nesting, chain) = (level.nesting.saturating_sub(kept), level.chain);
        level.nesting -= nesting;
        level.chain = 0;
        self.nesting -= nesting;
        self.chain -= chain;
    }
}

#[cfg(test)]
mod tests;
