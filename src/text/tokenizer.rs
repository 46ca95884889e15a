//! Splits a text into its words.

use super::gap::{self, Gap, apostrophe_s, classify_gap};
use super::glued;
use super::masks::Masks;
use super::token::{Shape, Token};
use super::usual::{Before, Words, first_letter, usual_shape};

/// Splits `text` (at most 4 GiB; the rest is left out) into tokens.
pub fn tokenise(text: &str) -> Vec<Token> {
    let text = match text.get(..u32::MAX as usize - 64) {
        Some(head) => head,
        None => text,
    };
    let masks = Masks::of(text);
    let mut tokenizer = Tokenizer::new(text, &masks);
    tokenizer.tokens.reserve(text.len() / 5 + 1);
    tokenizer.words();
    tokenizer.tokens
}

struct Tokenizer<'t> {
    text: &'t str,
    masks: &'t Masks,
    tokens: Vec<Token>,
    /// Words before this offset were taken into an initialism.
    skip_to: usize,
    /// Where the gap before the next token starts: the end of the last one, and of its `'s`.
    last_end: usize,
}

/// End of the last token before there is one: past every text.
const NONE: usize = usize::MAX / 2;

/// Shape of a word of plain letters and digits, without capitals after the first byte, by that
/// byte; from 256 if the word is that byte.
static SHAPES: [Shape; 512] = shapes();

#[allow(clippy::indexing_slicing)] // the compiler evaluates it, and refuses an index past the end
const fn shapes() -> [Shape; 512] {
    let mut shapes = [Shape::Lower; 512];
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_uppercase() {
            (shapes[byte], shapes[256 + byte]) = (Shape::Title, Shape::Initial);
        } else if (byte as u8).is_ascii_digit() {
            (shapes[byte], shapes[256 + byte]) = (Shape::Number, Shape::Number);
        }
        byte += 1;
    }
    shapes
}

fn plain_shape(first: u8, len: usize) -> Shape {
    SHAPES.get(usize::from(first) | usize::from(len == 1) << 8).copied().unwrap_or(Shape::Lower)
}

/// Whether a word of `len` bytes that starts so is neither written like "NATO", as "G20" is, nor the
/// start of an initialism.
fn is_usual(first: u8, second: u8, len: usize) -> bool {
    if len == 1 { second != b'.' } else { !(first.is_ascii_uppercase() && second.is_ascii_digit()) }
}

/// A word that goes on from the block before.
#[derive(Clone, Copy, Default)]
struct Open {
    is_open: bool,
    start: usize,
    first: usize,
    odd: bool,
}

/// The lowest bit that is set.
fn lowest(bits: u64) -> u64 {
    bits & bits.wrapping_neg()
}

impl<'t> Tokenizer<'t> {
    fn new(text: &'t str, masks: &'t Masks) -> Self {
        Self { text, masks, tokens: Vec::new(), skip_to: 0, last_end: NONE }
    }

    /// All words, block by block. Three of four follow another word and a blank, are plain ASCII, and
    /// have no capital but the first letter: those are told by the bits of the block, together.
    fn words(&mut self) {
        let (mut before, mut open) = (Before::default(), Open::default());
        for (index, block) in self.masks.blocks().iter().enumerate() {
            let base = index * 64;
            let words = Words::of(block, &mut before);
            let mut edges = words.edges;
            if open.is_open {
                let end_bit = lowest(edges);
                open.odd |= words.odd & end_bit.wrapping_sub(1) != 0;
                if end_bit == 0 {
                    continue;
                }
                edges ^= end_bit;
                let end = base + end_bit.trailing_zeros() as usize;
                // what follows a single letter was not seen with it
                if words.usual_ends & end_bit != 0 && end - open.start > 1 {
                    self.add(open.start, end, usual_shape(open.first, false), (Gap::Blank, false));
                } else {
                    self.word(open.start, end, open.odd, false);
                }
                open.is_open = false;
            }
            while edges != 0 {
                let start_bit = lowest(edges);
                edges ^= start_bit;
                let end_bit = lowest(edges);
                edges ^= end_bit;
                let start = base + start_bit.trailing_zeros() as usize;
                let within = end_bit.wrapping_sub(start_bit);
                let first = first_letter(block, start_bit);
                if end_bit == 0 {
                    open = Open { is_open: true, start, first, odd: words.odd & within != 0 };
                    break;
                }
                let end = base + end_bit.trailing_zeros() as usize;
                if words.usual_ends & end_bit != 0 {
                    self.add(start, end, usual_shape(first, end - start == 1), (Gap::Blank, false));
                } else {
                    self.word(start, end, words.odd & within != 0, block.upper & within == within);
                }
            }
        }
    }

    #[inline(always)]
    fn add(&mut self, start: usize, end: usize, shape: Shape, (gap, line_start): (Gap, bool)) {
        self.last_end = end;
        let (start, end) = (start as u32, end as u32);
        self.tokens.push(Token { start, end, shape, gap, possessive: false, dotted: false, plain: true, line_start });
    }

    /// A word that may be `odd`: have letters that are not ASCII or capitals after its first byte.
    fn word(&mut self, start: usize, end: usize, odd: bool, capitals: bool) {
        if start < self.skip_to {
            return;
        }
        let len = end - start;
        let head = self.text.as_bytes().get(start..).and_then(<[u8]>::first_chunk::<2>);
        let [first, second] = head.copied().unwrap_or_default();
        let capitals = capitals & (len > 1);
        let usual = !odd && second != 0 && is_usual(first, second, len);
        match gap::quick(self.text, self.last_end, start) {
            Some((Gap::Apostrophe, _)) if len == 1 && matches!(first, b's' | b'S') => self.possessive_s(start, end),
            Some(gap) if (capitals || usual) && (len > 1 || gap.0 != Gap::Apostrophe) => {
                let shape = if capitals { Shape::Upper } else { plain_shape(first, len) };
                self.add(start, end, shape, gap);
            }
            _ => self.long_way(start),
        }
    }

    /// The `s` after an apostrophe: a mark of the word before, unless that has one.
    fn possessive_s(&mut self, start: usize, end: usize) {
        match self.tokens.last_mut() {
            Some(owner) if owner.end() == self.last_end => {
                owner.possessive = true;
                (self.skip_to, self.last_end) = (end, end);
            }
            _ => self.long_way(start),
        }
    }

    /// The word that starts at `start`, whatever it is.
    #[inline(never)]
    fn long_way(&mut self, start: usize) {
        let mut end = self.masks.word_end(start);
        let previous_end = self.tokens.last().map_or(0, |token| token.end as usize);
        let between = self.text.get(previous_end..start).unwrap_or_default();
        let gap = if self.tokens.is_empty() { Gap::Break } else { classify_gap(between) };
        if end - start == 1 && gap == Gap::Apostrophe && self.is_possessive_s(start) {
            if let Some(owner) = self.tokens.last_mut() {
                owner.possessive = true;
            }
            (self.skip_to, self.last_end) = (end, end);
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
        (self.skip_to, self.last_end) = (end, end);
        let second = if dotted { None } else { glued::second_word(self.text, &self.tokens, start, end) };
        let first_end = second.unwrap_or(end);
        let token = Token {
            start: start as u32,
            end: first_end as u32,
            shape: if dotted { Shape::Upper } else { self.shape(start, first_end) },
            gap,
            possessive: false,
            dotted,
            plain: !dotted && !self.masks.any_high(start, first_end),
            line_start: between.contains('\n'),
        };
        self.tokens.push(token);
        if let Some(start) = second {
            let (plain, shape) = (!self.masks.any_high(start, end), self.shape(start, end));
            let (start, end) = (start as u32, end as u32);
            self.tokens.push(Token { start, end, shape, gap: Gap::Break, plain, line_start: false, ..token });
        }
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
            plain: false,
            line_start: false,
        });
        joined(at + 1, next)
    }

    fn after_possessive(&self, previous_end: usize, start: usize) -> bool {
        previous_end < start && self.tokens.last().is_some_and(|token| token.possessive)
    }

    fn is_possessive_s(&self, start: usize) -> bool {
        self.text.get(start..start + 1).is_some_and(|s| s == "s" || s == "S")
    }

    /// End of `U.S.` or `U.S` that starts at `start`, full stop included; `None` if it is none.
    fn initialism_end(&self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let letter =
            |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && self.masks.word_end(at) == at + 1;
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
            (true, n) if n == end - start || self.only_digits_besides(start, end, n) => Shape::Upper,
            (true, _) => Shape::Title,
            (false, _) if self.text.as_bytes().get(start).is_some_and(u8::is_ascii_digit) => Shape::Number,
            (false, 0) => Shape::Lower,
            (false, _) => Shape::Mixed,
        }
    }

    /// `G20`, `COVID19`: capitals and digits.
    fn only_digits_besides(&self, start: usize, end: usize, upper: usize) -> bool {
        let word = self.text.as_bytes().get(start..end).unwrap_or_default();
        upper > 0 && word.len() <= 6 && word.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenise(text).iter().map(|token| token.span().of(text)).collect()
    }

    #[test]
    fn splits_as_news_is_written() {
        for (text, expected) in [
            ("Trump’s “letters”", vec!["Trump", "letters"]),
            ("U.S.-Brokered U.S's", vec!["U.S.", "Brokered", "U.S"]),
            ("J. K. Rowling, J.K. Rowling", vec!["J", "K", "Rowling", "J.K.", "Rowling"]),
            ("AT&T and A & B", vec!["AT", "&", "T", "and", "A", "&", "B"]),
            ("O'Brien, N’Djamena", vec!["O", "Brien", "N", "Djamena"]),
            ("Seoul.North Korea", vec!["Seoul", "North", "Korea"]),
            ("Jane Kerr Jane Mary KerrSenate McKerr", vec!["Jane", "Kerr", "Jane", "Mary", "Kerr", "Senate", "McKerr"]),
            ("Lee McCoy Lee Ann McCoyOrr-Day won", vec!["Lee", "McCoy", "Lee", "Ann", "McCoy", "Orr", "Day", "won"]),
            ("You and YouTube, Fed FedEx", vec!["You", "and", "YouTube", "Fed", "FedEx"]),
            ("e.g. this a.m. in the D.R.C.", vec!["e", "g", "this", "a", "m", "in", "the", "D.R.C."]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    /// Every word on the long way.
    fn tokenise_slowly(text: &str) -> Vec<Token> {
        let masks = Masks::of(text);
        let mut tokenizer = Tokenizer::new(text, &masks);
        let word = |at: usize| masks.word_block(at / 64) >> (at % 64) & 1 == 1;
        for start in (0..text.len()).filter(|&at| word(at) && (at == 0 || !word(at - 1))) {
            if start >= tokenizer.skip_to {
                tokenizer.long_way(start);
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
                assert_eq!(tokenise(&text), tokenise_slowly(&text), "after {pad} blanks");
            }
        }
    }

    #[test]
    fn possessives_are_marks_of_the_owner() {
        let tokens = tokenise("Russia's war, states' rights, Moscow’s");
        assert!(tokens.first().is_some_and(|token| token.possessive));
        assert_eq!(tokens.get(1).map(|token| token.gap), Some(Gap::Blank), "the blank after 's");
        assert_eq!(words("Russia's war"), ["Russia", "war"]);
        assert!(tokens.last().is_some_and(|token| token.possessive));
    }
}
