//! Looking around in source text, to find the place that tsc would name.

/// Source text addressed by byte offsets.
pub(in crate::syntax) struct Text<'a>(pub &'a str);

impl<'a> Text<'a> {
    /// An offset that is a character boundary of the text, at or before `at`.
    pub fn clamp(&self, at: usize) -> usize {
        let mut at = at.min(self.0.len());
        while !self.0.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// What follows `at`.
    pub fn rest(&self, at: usize) -> &'a str {
        &self.0[at..]
    }

    /// What comes before `at`.
    pub fn before(&self, at: usize) -> &'a str {
        &self.0[..at]
    }

    /// Where the line of `at` begins.
    pub fn line_start(&self, at: usize) -> usize {
        self.before(at).rfind(['\n', '\r']).map_or(0, |newline| newline + 1)
    }

    /// Where the line of `at` ends, before its line break.
    pub fn line_end(&self, at: usize) -> usize {
        self.rest(at).find(['\n', '\r']).map_or(self.0.len(), |newline| at + newline)
    }

    /// Where what precedes `at` ends, blanks and comments before `at` left out as far as they can be told from its left.
    pub fn end_before(&self, at: usize) -> usize {
        let mut end = self.before(at).trim_end().len();
        while self.0[..end].ends_with("*/") {
            let Some(open) = self.0[..end].rfind("/*") else { break };
            end = self.0[..open].trim_end().len();
        }
        end
    }

    /// The first place from `at` on that is neither blank nor comment.
    pub fn skip_blanks(&self, at: usize) -> usize {
        let mut at = at;
        loop {
            let rest = self.rest(at);
            let trimmed = rest.trim_start();
            at += rest.len() - trimmed.len();
            if trimmed.starts_with("//") {
                at = self.line_end(at);
            } else if let Some(comment) = trimmed.strip_prefix("/*") {
                at = comment.find("*/").map_or(self.0.len(), |close| at + 2 + close + 2);
            } else {
                return at;
            }
        }
    }

    /// Whether only blanks and comments follow.
    pub fn is_end(&self, at: usize) -> bool {
        self.skip_blanks(at) == self.0.len()
    }

    /// The word at `at`; empty if none begins there.
    pub fn word(&self, at: usize) -> &'a str {
        let rest = self.rest(at);
        let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        &rest[..end]
    }

    /// Whether the label that the jump at `at` names stands somewhere before it.
    pub fn has_label_before(&self, at: usize) -> bool {
        let label = self.word(self.skip_blanks(self.token_end(at)));
        self.before(at).match_indices(label).any(|(found, _)| self.rest(self.skip_blanks(found + label.len())).starts_with(':'))
    }

    /// The word that ends before the blanks at `at`; empty if another kind of token does.
    pub fn word_before(&self, at: usize) -> &'a str {
        let text = self.before(self.end_before(at));
        let start = text.char_indices().rev().take_while(|(_, c)| is_word(*c)).last().map_or(text.len(), |(i, _)| i);
        &text[start..]
    }

    /// Where [`Text::word_before`] begins.
    pub fn word_before_start(&self, at: usize) -> usize {
        self.end_before(at) - self.word_before(at).len()
    }

    /// The last character before the blanks at `at`.
    pub fn char_before(&self, at: usize) -> Option<char> {
        self.before(self.end_before(at)).chars().next_back()
    }

    /// Where the token that begins at `at` ends, roughly: a word, or one character.
    pub fn token_end(&self, at: usize) -> usize {
        match self.word(at).len() {
            0 => self.rest(at).chars().next().map_or(at, |c| at + c.len_utf8()),
            length => at + length,
        }
    }

    /// What would close the innermost bracket that is open at `at`, angle brackets of types included; counted without
    /// regard to strings and comments, which is near enough for a message.
    pub fn closer_of_innermost(&self, at: usize) -> &'static str {
        match self.open_of_innermost(at).and_then(|open| self.rest(open).chars().next()) {
            Some('(') => ")",
            Some('[') => "]",
            Some('{') => "}",
            Some('<') => ">",
            _ => ",",
        }
    }

    /// Where the innermost bracket stands that is open at `at`; of an angle bracket only within the statement.
    pub fn open_of_innermost(&self, at: usize) -> Option<usize> {
        let mut depth = 0;
        let mut statement_ended = false;
        for (at, c) in self.before(at).char_indices().rev() {
            match c {
                ')' | ']' | '}' => depth += 1,
                '(' | '[' | '{' if depth > 0 => depth -= 1,
                '(' | '[' | '{' => return Some(at),
                '<' if depth == 0 && !statement_ended => return Some(at),
                ';' if depth == 0 => statement_ended = true,
                _ => {}
            }
        }
        None
    }

    /// Whether `at` is within no braces but those of namespaces.
    pub fn is_module_level(&self, at: usize) -> bool {
        match self.open_of_innermost(at) {
            None => true,
            Some(open) => self.rest(open).starts_with('{') && self.head_before(open, &["namespace", "module"]) && self.is_module_level(open),
        }
    }

    /// Whether what opens at `open` is what a name behind one of `keywords` stands for: `namespace A.B {`.
    pub fn head_before(&self, open: usize, keywords: &[&str]) -> bool {
        let mut name = self.word_before_start(open);
        while self.char_before(name) == Some('.') {
            name = self.word_before_start(self.end_before(name) - 1);
        }
        keywords.contains(&self.word_before(name))
    }

    /// Where a member's name begins, its modifiers skipped.
    pub fn member_name(&self, start: usize) -> usize {
        const MODIFIERS: [&str; 11] = [
            "public", "private", "protected", "static", "abstract", "override", "readonly", "async", "declare", "get", "set",
        ];
        let mut at = start;
        while MODIFIERS.contains(&self.word(at)) {
            let next = self.skip_blanks(at + self.word(at).len());
            // A modifier's name may itself be the member's name: `get() {}`.
            if self.rest(next).starts_with(['(', '=', ':', ';', '?', '!', '}', '<']) {
                break;
            }
            at = next;
        }
        at
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}
