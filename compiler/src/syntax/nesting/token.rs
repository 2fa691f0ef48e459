//! Tokens for the count of nesting: text to kinds of token, without values.

/// A kind of token, by what it does to the nesting of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// A name, literal, or template without values.
    Operand,
    /// `(`, `[`, or a template up to its first `${`.
    Open,
    /// `{`.
    OpenBrace,
    /// `)`, `]`, `}`.
    Close,
    /// From `}` to `${` within a template.
    Hole,
    /// `,`.
    Comma,
    /// `;`.
    Semicolon,
    /// `.`, `?.`.
    Dot,
    /// `<`.
    Less,
    /// So many `>`.
    Greater(u32),
    /// `=>`.
    Arrow,
    /// An operator that groups from the left.
    Binary,
    /// `+`, `-`.
    PrefixOrBinary,
    /// `!`, `++`, `--`.
    PrefixOrPostfix,
    /// An operator or keyword before an operand, or one that groups from the right: `~`, `typeof`, `=`, `?`, `:`, `**`.
    Prefix,
    /// `if`, `while`, `for` and their like.
    Head,
    /// `else`.
    Else,
    /// `case`, `default`.
    Case,
    /// `@`.
    At,
}

impl Token {
    /// Whether it can be the name of a property after a dot.
    pub fn is_word(self) -> bool {
        matches!(self, Token::Operand | Token::Prefix | Token::Binary | Token::Head | Token::Else | Token::Case)
    }

    /// Whether it begins a statement when it stands behind an operand.
    pub fn begins_operand(self) -> bool {
        matches!(self, Token::Operand | Token::Head | Token::Case | Token::At)
    }
}

/// Reads tokens one by one.
pub(super) struct Tokens<'a> {
    text: &'a [u8],
    at: usize,
    /// For each open template, how many braces are open in the value being read.
    templates: Vec<u32>,
}

impl<'a> Tokens<'a> {
    /// From the start of a file.
    pub fn new(text: &'a str) -> Self {
        Tokens { text: text.as_bytes(), at: 0, templates: Vec::new() }
    }

    /// The next token and where it begins. `regular_expression`: a slash here begins one.
    pub fn next(&mut self, regular_expression: bool) -> Option<(Token, usize)> {
        self.skip_blanks();
        let start = self.at;
        let token = match *self.text.get(start)? {
            b'"' | b'\'' => self.string(self.text[start]),
            b'`' => self.template(Token::Operand, Token::Open),
            b'}' if self.templates.last() == Some(&0) => {
                self.templates.pop();
                self.template(Token::Close, Token::Hole)
            }
            b'/' if regular_expression => self.regular_expression(),
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' | b'#' | b'\\' | 0x80.. => self.word(),
            _ => self.punctuation(),
        };
        Some((token, start))
    }

    /// Where the last token ended.
    pub fn end(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a [u8] {
        &self.text[self.at..]
    }

    fn skip_blanks(&mut self) {
        loop {
            match self.rest() {
                [b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0x0c, ..] => self.at += 1,
                [0x80..=0xff, ..] if self.wide_blank() > 0 => self.at += self.wide_blank(),
                [b'/', b'/', ..] => self.skip_line(),
                [b'#', b'!', ..] if self.at == 0 => self.skip_line(),
                [b'/', b'*', ..] => {
                    let end = self.rest()[2..].windows(2).position(|pair| pair == b"*/");
                    self.at = end.map_or(self.text.len(), |end| self.at + 2 + end + 2);
                }
                _ => return,
            }
        }
    }

    /// The length of a blank outside ASCII that stands here (ECMA-262, 12.2 and 12.3); 0 if none does.
    fn wide_blank(&self) -> usize {
        match self.rest() {
            [0xc2, 0xa0, ..] => 2,
            // U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000, U+FEFF.
            [0xe1, 0x9a, 0x80, ..]
            | [0xe2, 0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf, ..]
            | [0xe2, 0x81, 0x9f, ..]
            | [0xe3, 0x80, 0x80, ..]
            | [0xef, 0xbb, 0xbf, ..] => 3,
            _ => 0,
        }
    }

    fn skip_line(&mut self) {
        // U+2028 and U+2029 end a line too.
        while !matches!(self.rest(), [] | [b'\n' | b'\r', ..] | [0xe2, 0x80, 0xa8 | 0xa9, ..]) {
            self.at += 1;
        }
    }

    fn string(&mut self, quote: u8) -> Token {
        self.at += 1;
        loop {
            match self.rest() {
                [b'\\', _, ..] => self.at += 2,
                // A string that is not closed ends with its line; the parser reports it.
                [] | [b'\n' | b'\r', ..] => return Token::Operand,
                [c, ..] => {
                    self.at += 1;
                    if *c == quote {
                        return Token::Operand;
                    }
                }
            }
        }
    }

    /// The text of a template from its backtick, or from the brace that closes a value.
    fn template(&mut self, closed: Token, value: Token) -> Token {
        self.at += 1;
        loop {
            match self.rest() {
                [b'\\', _, ..] => self.at += 2,
                [] => return closed,
                [b'`', ..] => {
                    self.at += 1;
                    return closed;
                }
                [b'$', b'{', ..] => {
                    self.at += 2;
                    self.templates.push(0);
                    return value;
                }
                _ => self.at += 1,
            }
        }
    }

    fn regular_expression(&mut self) -> Token {
        self.at += 1;
        let mut in_class = false;
        loop {
            match self.rest() {
                [b'\\', c, ..] if !matches!(c, b'\n' | b'\r') => self.at += 2,
                [] | [b'\n' | b'\r', ..] => return Token::Operand,
                [c, ..] => {
                    self.at += 1;
                    match c {
                        b'[' => in_class = true,
                        b']' => in_class = false,
                        b'/' if !in_class => return Token::Operand,
                        _ => {}
                    }
                }
            }
        }
    }

    fn word(&mut self) -> Token {
        let start = self.at;
        let number = self.text[start].is_ascii_digit();
        // A private name begins with `#`.
        self.at += usize::from(self.text[start] == b'#');
        while let [c, ..] = self.rest() {
            let part = c.is_ascii_alphanumeric() || matches!(c, b'_' | b'$' | b'\\' | 0x80..) || (number && *c == b'.');
            if !part || (!c.is_ascii() && self.wide_blank() > 0) {
                break;
            }
            self.at += 1;
        }
        match &self.text[start..self.at] {
            b"typeof" | b"void" | b"delete" | b"await" | b"new" | b"yield" | b"keyof" | b"readonly" | b"unique" | b"infer" | b"async"
            | b"abstract" | b"asserts" | b"return" | b"throw" | b"do" | b"try" | b"finally" => Token::Prefix,
            b"in" | b"of" | b"instanceof" | b"as" | b"satisfies" | b"is" | b"extends" => Token::Binary,
            b"if" | b"while" | b"for" | b"with" | b"switch" | b"catch" => Token::Head,
            b"else" => Token::Else,
            b"case" | b"default" => Token::Case,
            _ => Token::Operand,
        }
    }

    fn punctuation(&mut self) -> Token {
        let (length, token) = match self.rest() {
            [b'(' | b'[', ..] => (1, Token::Open),
            [b'{', ..] => {
                if let Some(braces) = self.templates.last_mut() {
                    *braces += 1;
                }
                (1, Token::OpenBrace)
            }
            [b'}', ..] => {
                if let Some(braces) = self.templates.last_mut() {
                    *braces -= 1;
                }
                (1, Token::Close)
            }
            [b')' | b']', ..] => (1, Token::Close),
            [b',', ..] => (1, Token::Comma),
            [b';', ..] => (1, Token::Semicolon),
            [b'@', ..] => (1, Token::At),
            [b'.', b'.', b'.', ..] => (3, Token::Prefix),
            [b'.', ..] => (1, Token::Dot),
            [b'?', b'.', next, ..] if !next.is_ascii_digit() => (2, Token::Dot),
            [b'?', b'?', ..] => (2, Token::Binary),
            [b'=', b'>', ..] => (2, Token::Arrow),
            [b'=', b'=', b'=', ..] | [b'!', b'=', b'=', ..] => (3, Token::Binary),
            [b'=', b'=', ..] | [b'!', b'=', ..] | [b'<' | b'>', b'=', ..] => (2, Token::Binary),
            [b'+', b'+', ..] | [b'-', b'-', ..] => (2, Token::PrefixOrPostfix),
            [_, b'=', ..] | [b'*', b'*', ..] => (2, Token::Prefix),
            [b'+' | b'-', ..] => (1, Token::PrefixOrBinary),
            [b'!', ..] => (1, Token::PrefixOrPostfix),
            [b'<', ..] => (1, Token::Less),
            [b'>', rest @ ..] => {
                let more = rest.iter().take_while(|&&c| c == b'>').count();
                (1 + more, Token::Greater(1 + more as u32))
            }
            [b'*' | b'/' | b'%' | b'&' | b'|' | b'^', ..] => (1, Token::Binary),
            _ => (1, Token::Prefix),
        };
        self.at += length;
        token
    }
}
