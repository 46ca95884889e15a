//! A word of a text, with what stands before it.

use super::fold::{hash_plain_within, hash_token};
use super::span::Span;

pub use super::gap::{Gap, is_apostrophe};
pub use super::tokenizer::tokenise;

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

/// A word: a maximal run of letters and digits, or an initialism with its full stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub(super) start: u32,
    pub(super) end: u32,
    /// How it is written.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
    /// `'s` follows (it is not part of the span).
    pub possessive: bool,
    /// Has full stops inside: `U.S.`
    pub dotted: bool,
    /// Is ASCII letters and digits, nothing else.
    pub(super) plain: bool,
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

    /// Its [`hash_token`], `text` being the text that it is of.
    #[inline(always)]
    pub fn hash(&self, text: &str) -> u64 {
        if self.plain { hash_plain_within(text, self.start(), self.end()) } else { hash_token(self.span().of(text)) }
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

/// [`hash_token`] of each of the `tokens` of `text`.
pub fn hashes(text: &str, tokens: &[Token]) -> Vec<u64> {
    tokens.iter().map(|token| token.hash(text)).collect()
}
