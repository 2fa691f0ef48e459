//! Whatever the text, reading it returns: random bytes, and programs of ours with something changed.

use super::parse_text;

/// A small generator of random numbers (xorshift64*).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit.max(1)
    }
}

const PROGRAMS: &[&str] = &[
    include_str!("expressions.md"),
    include_str!("statements.md"),
    include_str!("declarations.md"),
    include_str!("types.md"),
    include_str!("../errors/table.txt"),
    include_str!("../../../lib/array.ts"),
    include_str!("../../../lib/promise.ts"),
    include_str!("../../../lib/lib.d.ts"),
];

const PIECES: &[&str] = &[
    "(", ")", "[", "]", "{", "}", "<", ">", "=>", "`", "${", "\"", "'", "/", "//", "/*", "*/", "\\", "\\u{", "?.", "?", ":", ";", ",", "...",
    "=", "!", "@", "#", "async ", "await ", "yield ", "function ", "class ", "interface ", "extends ", "new ", "import ", "export ",
    "default ", "let ", "type ", "enum ", "declare ", "abstract ", "static ", "get ", "as ", "in ", "of ", "for ", "if ", "else ", "é", "😀", "\0",
    "\u{feff}", "\u{2028}", "\r", "\n", "1n", "0x", "1_", "#!", "<!--", "case ", "super", "this", "satisfies ", "keyof ", "infer ", "is ",
];

#[test]
fn random_text_never_panics() {
    let mut random = Random(7);
    for _ in 0..1500 {
        let length = random.below(60);
        let bytes: Vec<u8> = (0..length).map(|_| random.below(256) as u8).collect();
        parse_text("a.ts", &String::from_utf8_lossy(&bytes));
        let text: String = (0..random.below(40)).map(|_| PIECES[random.below(PIECES.len())]).collect();
        parse_text("a.ts", &text);
        parse_text("a.d.ts", &text);
    }
}

#[test]
fn changed_programs_never_panic() {
    let mut random = Random(11);
    for round in 0..1500 {
        let program = PROGRAMS[round % PROGRAMS.len()];
        let lines: Vec<&str> = program.lines().collect();
        let start = random.below(lines.len());
        let mut text: Vec<char> = lines[start..(start + 1 + random.below(20)).min(lines.len())].join("\n").chars().collect();
        for _ in 0..=random.below(3) {
            change(&mut text, &mut random);
        }
        parse_text("a.ts", &text.into_iter().collect::<String>());
    }
}

/// Cuts, doubles or replaces a stretch, or puts a token in.
fn change(text: &mut Vec<char>, random: &mut Random) {
    let at = random.below(text.len() + 1);
    let end = (at + random.below(12)).min(text.len());
    match random.below(4) {
        0 => {
            text.drain(at..end);
        }
        1 => {
            let stretch = text[at..end].to_vec();
            text.splice(at..at, stretch);
        }
        2 => {
            text.splice(at..end, PIECES[random.below(PIECES.len())].chars());
        }
        _ => {
            text.splice(at..at, PIECES[random.below(PIECES.len())].chars());
        }
    }
}
