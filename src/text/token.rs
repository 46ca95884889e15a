//! Words of a text, with what stands between them.

use super::masks::{Block, Masks};
use super::span::Span;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `president`
    Lower,
    /// `President`, `McDonald`, `TransAlta`
    Title,
    /// `NATO`, `U.S.`
    Upper,
    /// A single capital: `J`
    Initial,
    /// Starts with a digit: `2017`, `3rd`
    Number,
    /// Starts in lower case and has capitals: `iPhone`, `al-`… is two words
    Mixed,
    /// `&`
    Ampersand,
}

/// What stands between a word and the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The text starts here, or a mark that ends a name stands between.
    Break,
    /// Blanks, also no-break ones, with at most one line break.
    Blank,
    /// A hyphen or dash without blanks: `Jae-myung`, `U.S.–China`.
    Hyphen,
    /// An apostrophe: `O'Brien`, `d'Ivoire`.
    Apostrophe,
    /// A full stop and blanks: `St. Louis`, `W. Bush`; also the end of a sentence.
    Stop,
    /// A comma and blanks.
    Comma,
    /// Directly joined (`AT&T`) or by a slash.
    Joined,
}

/// A word: a maximal run of letters and digits, or an initialism with its full stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    start: u32,
    end: u32,
    /// How it is written.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
    /// `'s` follows (it is not part of the span).
    pub possessive: bool,
    /// Has full stops inside: `U.S.`
    pub dotted: bool,
    /// A line break stands before it.
    pub line_start: bool,
}

impl Token {
    /// Where it stands.
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// First byte.
    pub fn start(&self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(&self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Never: a token has at least one character.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether it is written as initials are: `US`, `U.S.`, `NATO`; in a line of capitals every
    /// short word is.
    pub fn is_acronym(&self) -> bool {
        self.dotted || (self.shape == Shape::Upper && self.len() <= 5)
    }

    /// Whether it is written as a name could be.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper | Shape::Initial)
    }
}

/// Splits `text` (at most 4 GiB; the rest is left out) into tokens.
pub fn tokenise(text: &str) -> Vec<Token> {
    let text = match text.get(..u32::MAX as usize - 64) {
        Some(head) => head,
        None => text,
    };
    let masks = Masks::of(text);
    let mut tokenizer = Tokenizer {
        text,
        masks: &masks,
        tokens: Vec::with_capacity(text.len() / 6 + 1),
        skip_to: 0,
        last_end: NONE,
    };
    let mut carry = 0;
    let mut blocks = masks.blocks().iter().copied().enumerate().peekable();
    while let Some((index, block)) = blocks.next() {
        let next = blocks.peek().map_or(Block::default(), |(_, next)| *next);
        let mut starts = block.word & !(block.word << 1 | carry);
        carry = block.word >> 63;
        while starts != 0 {
            let bit = starts.trailing_zeros();
            starts &= starts - 1;
            tokenizer.word(index * 64 + bit as usize, block.from(bit, next));
        }
    }
    tokenizer.tokens
}

struct Tokenizer<'t> {
    text: &'t str,
    masks: &'t Masks,
    tokens: Vec<Token>,
    /// Words before this offset were taken into an initialism.
    skip_to: usize,
    /// End of the last token.
    last_end: usize,
}

/// End of the last token before there is one: no gap has its length.
const NONE: usize = usize::MAX / 2;

/// What [`classify_gap`] says of the gaps that are one byte, and, from 256, of those that are a byte
/// and a blank, with whether a line ends; `None` where more must be looked at.
static GAPS: [Option<(Gap, bool)>; 512] = gaps();

#[allow(clippy::indexing_slicing)] // the compiler evaluates it, and refuses an index past the end
const fn gaps() -> [Option<(Gap, bool)>; 512] {
    let mut gaps = [None; 512];
    gaps[b' ' as usize] = Some((Gap::Blank, false));
    gaps[b'\n' as usize] = Some((Gap::Blank, true));
    gaps[b'-' as usize] = Some((Gap::Hyphen, false));
    gaps[b'/' as usize] = Some((Gap::Joined, false));
    gaps[256 + b',' as usize] = Some((Gap::Comma, false));
    gaps[256 + b'.' as usize] = Some((Gap::Stop, false));
    gaps
}

impl Tokenizer<'_> {
    /// The word that starts at `start`; `ahead` are the masks from there on. Nine words of ten are
    /// short, plain ASCII, and have a common gap before them: those are done here, with few branches
    /// on what they are.
    fn word(&mut self, start: usize, ahead: Block) {
        if start < self.skip_to {
            return;
        }
        let len = (!ahead.word).trailing_zeros() as usize;
        let mask = (1u64 << (len & 63)).wrapping_sub(1);
        let bytes = self.text.as_bytes();
        let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
        let (first, second) = (byte(start), byte(start + 1));
        let upper = ahead.upper & mask;
        let usual_capital = (upper == 1) & (len > 1) & !second.is_ascii_digit();
        let usual_small = (upper == 0) & ((len > 1) | (second != b'.'));
        let gap_len = start.wrapping_sub(self.last_end);
        let two = usize::from((gap_len == 2) & (byte(start.wrapping_sub(1)) == b' '));
        let gap = GAPS
            .get(usize::from(byte(self.last_end)) | two << 8)
            .copied()
            .flatten();
        let plain = (len < 64) & (ahead.high & mask == 0) & (usual_capital | usual_small);
        match gap {
            Some((gap, line_start)) if plain & (gap_len == 1 + two) => {
                let end = start + len;
                let small = if first.is_ascii_digit() {
                    Shape::Number
                } else {
                    Shape::Lower
                };
                self.last_end = end;
                self.tokens.push(Token {
                    start: start as u32,
                    end: end as u32,
                    shape: if usual_capital { Shape::Title } else { small },
                    gap,
                    possessive: false,
                    dotted: false,
                    line_start,
                });
            }
            _ => {
                self.push(start);
                self.last_end = self.tokens.last().map_or(NONE, Token::end);
            }
        }
    }

    fn push(&mut self, start: usize) {
        let mut end = self.masks.word_end(start);
        let previous_end = self.tokens.last().map_or(0, |token| token.end as usize);
        let between = self.text.get(previous_end..start).unwrap_or_default();
        let gap = if self.tokens.is_empty() {
            Gap::Break
        } else {
            classify_gap(between)
        };
        if end - start == 1 && gap == Gap::Apostrophe && self.is_possessive_s(start) {
            if let Some(owner) = self.tokens.last_mut() {
                owner.possessive = true;
            }
            self.skip_to = end;
            return;
        }
        let gap = match between.find('&') {
            Some(at) if between.len() <= 3 => self.push_ampersand(previous_end + at, gap, start),
            _ if self.after_possessive(previous_end, start) => {
                classify_gap(between.get(apostrophe_s(between)..).unwrap_or_default())
            }
            _ => gap,
        };
        let dotted = end - start == 1
            && self.initialism_end(start).is_some_and(|to| {
                end = to;
                true
            });
        self.skip_to = end;
        self.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            shape: if dotted {
                Shape::Upper
            } else {
                self.shape(start, end)
            },
            gap,
            possessive: false,
            dotted,
            line_start: between.contains('\n'),
        });
    }

    fn push_ampersand(&mut self, at: usize, _gap: Gap, next: usize) -> Gap {
        let previous_end = self.tokens.last().map_or(0, |token| token.end as usize);
        let joined = |from: usize, to: usize| if from == to { Gap::Joined } else { Gap::Blank };
        self.tokens.push(Token {
            start: at as u32,
            end: at as u32 + 1,
            shape: Shape::Ampersand,
            gap: joined(previous_end, at),
            possessive: false,
            dotted: false,
            line_start: false,
        });
        joined(at + 1, next)
    }

    fn after_possessive(&self, previous_end: usize, start: usize) -> bool {
        previous_end < start && self.tokens.last().is_some_and(|token| token.possessive)
    }

    fn is_possessive_s(&self, start: usize) -> bool {
        self.text
            .get(start..start + 1)
            .is_some_and(|s| s == "s" || s == "S")
    }

    /// End of `U.S.` or `U.S` that starts at `start`, full stop included; `None` if it is none.
    fn initialism_end(&self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let letter = |at: usize| {
            bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && self.masks.word_end(at) == at + 1
        };
        let (mut at, mut letters) = (start, 0);
        while letter(at) && bytes.get(at + 1) == Some(&b'.') {
            (at, letters) = (at + 2, letters + 1);
        }
        if letter(at) && letters > 0 {
            return Some(at + 1); // "U.S" without the last full stop
        }
        let upper = self.masks.is_upper(start);
        (letters > 1 && (upper || letters > 2)).then_some(at)
    }

    fn shape(&self, start: usize, end: usize) -> Shape {
        let upper = self.masks.count_upper(start, end);
        if self.masks.any_high(start, end) {
            return shape_of_letters(self.text.get(start..end).unwrap_or_default());
        }
        match (self.masks.is_upper(start), upper) {
            (true, 1) if end - start == 1 => Shape::Initial,
            (true, n) if n == end - start || self.only_digits_besides(start, end, n) => {
                Shape::Upper
            }
            (true, _) => Shape::Title,
            (false, _)
                if self
                    .text
                    .as_bytes()
                    .get(start)
                    .is_some_and(u8::is_ascii_digit) =>
            {
                Shape::Number
            }
            (false, 0) => Shape::Lower,
            (false, _) => Shape::Mixed,
        }
    }

    /// `G20`, `COVID19`: capitals and digits.
    fn only_digits_besides(&self, start: usize, end: usize, upper: usize) -> bool {
        let word = self.text.as_bytes().get(start..end).unwrap_or_default();
        upper > 0
            && word.len() <= 6
            && word
                .iter()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    }
}

fn shape_of_letters(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return Shape::Number;
    };
    if word.starts_with(|c: char| c.is_numeric()) {
        return Shape::Number;
    }
    let rest_upper = letters.clone().filter(|c| c.is_uppercase()).count();
    let rest = letters.count();
    match (first.is_uppercase(), rest, rest_upper) {
        (true, 0, _) => Shape::Initial,
        (true, n, upper) if n == upper => Shape::Upper,
        (true, _, _) => Shape::Title,
        (false, _, 0) => Shape::Lower,
        (false, _, _) => Shape::Mixed,
    }
}

/// Length of a leading `'s` in what stands between two tokens.
fn apostrophe_s(between: &str) -> usize {
    let mut chars = between
        .char_indices()
        .skip_while(|&(_, c)| is_apostrophe(c));
    chars.next().map_or(0, |(at, c)| at + c.len_utf8())
}

/// Straight, typographic and modifier apostrophes.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}')
}

fn classify_gap(between: &str) -> Gap {
    match between {
        " " | "\n" => return Gap::Blank,
        "" | "/" => return Gap::Joined,
        "-" => return Gap::Hyphen,
        ", " => return Gap::Comma,
        ". " => return Gap::Stop,
        _ => {}
    }
    let mut rest = between.chars().peekable();
    let first = rest.peek().copied().unwrap_or(' ');
    let marked = match first {
        c if is_apostrophe(c) => Gap::Apostrophe,
        c if is_hyphen(c) => Gap::Hyphen,
        '.' => Gap::Stop,
        ',' => Gap::Comma,
        c if c.is_whitespace() => Gap::Blank,
        _ => return Gap::Break,
    };
    if marked != Gap::Blank {
        rest.next();
    }
    let (mut lines, mut blanks) = (0, 0);
    for c in rest {
        match c {
            '\n' => lines += 1,
            c if c.is_whitespace() => {}
            _ => return Gap::Break,
        }
        blanks += 1;
    }
    match marked {
        _ if lines > 1 || blanks > 12 => Gap::Break,
        // a hyphen at the end of a line joins; one with blanks is a dash
        Gap::Hyphen | Gap::Apostrophe
            if blanks > 0 && (lines == 0 || marked == Gap::Apostrophe) =>
        {
            Gap::Break
        }
        Gap::Stop if blanks == 0 => Gap::Joined,
        Gap::Comma if blanks == 0 => Gap::Break,
        gap => gap,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenise(text)
            .iter()
            .map(|token| token.span().of(text))
            .collect()
    }

    #[test]
    fn splits_as_news_is_written() {
        for (text, expected) in [
            ("Trump’s “letters”", vec!["Trump", "letters"]),
            ("U.S.-Brokered U.S's", vec!["U.S.", "Brokered", "U.S"]),
            (
                "J. K. Rowling, J.K. Rowling",
                vec!["J", "K", "Rowling", "J.K.", "Rowling"],
            ),
            ("AT&T and A & B", vec!["AT", "&", "T", "and", "A", "&", "B"]),
            ("O'Brien, N’Djamena", vec!["O", "Brien", "N", "Djamena"]),
            ("Seoul.North Korea", vec!["Seoul", "North", "Korea"]),
            (
                "e.g. this a.m. in the D.R.C.",
                vec!["e", "g", "this", "a", "m", "in", "the", "D.R.C."],
            ),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    /// Every word on the long way.
    fn tokenise_slowly(text: &str) -> Vec<Token> {
        let masks = Masks::of(text);
        let mut tokenizer = Tokenizer {
            text,
            masks: &masks,
            tokens: Vec::new(),
            skip_to: 0,
            last_end: NONE,
        };
        let word = |at: usize| masks.word_block(at / 64) >> (at % 64) & 1 == 1;
        for start in (0..text.len()).filter(|&at| word(at) && (at == 0 || !word(at - 1))) {
            if start >= tokenizer.skip_to {
                tokenizer.push(start);
            }
        }
        tokenizer.tokens
    }

    #[test]
    fn the_short_way_gives_what_the_long_way_gives() {
        let hostile = "a A 1 a. A. 1st,A1 G20. NATO/EU -x-Y -- z\u{a0}é É’s it's O'Brien's. U.S.-led U.S, e.g. x&y A&B \
                       \n\nTwo\n three ,four . Five .six ; \u{201c}Seven.\u{201d} mcDonald McDonald 5G x.y";
        for text in [include_str!("../../examples/korea.txt"), hostile] {
            for pad in 0..70 {
                let text = " ".repeat(pad) + text;
                assert_eq!(
                    tokenise(&text),
                    tokenise_slowly(&text),
                    "after {pad} blanks"
                );
            }
        }
    }

    #[test]
    fn gaps_say_what_may_be_one_name() {
        let gaps: Vec<Gap> =
            tokenise("Lee Jae-myung, St. Louis O'Brien\nKim \n Lee\n\nPark — Choi AT&T (X)")
                .iter()
                .map(|token| token.gap)
                .collect();
        use Gap::*;
        assert_eq!(
            gaps,
            [
                Break, Blank, Hyphen, Comma, Stop, Blank, Apostrophe, Blank, Blank, Break, Break,
                Blank, Joined, Joined, Break
            ]
        );
    }

    #[test]
    fn possessives_are_marks_of_the_owner() {
        let tokens = tokenise("Russia's war, states' rights, Moscow’s");
        assert!(tokens.first().is_some_and(|token| token.possessive));
        assert_eq!(
            tokens.get(1).map(|token| token.gap),
            Some(Gap::Blank),
            "the blank after 's"
        );
        assert_eq!(words("Russia's war"), ["Russia", "war"]);
        assert!(tokens.last().is_some_and(|token| token.possessive));
    }
}
