//! What is seen of a token or a sentence once, for all the candidates that it is part of.

use crate::text::{Classes, Gap, Reading, SegmentKind, Sentence, Shape, Token};

/// What one token tells each candidate that it is part of, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(u8);

impl Traits {
    /// It could be a word of a name.
    pub const NAMEABLE: Self = Self(1);
    /// It is written as initials, and not in a line of capitals.
    pub const ACRONYM: Self = Self(2);
    /// It stands where capitals prove nothing.
    pub const HEADLINE: Self = Self(4);
    /// It has a digit.
    pub const DIGIT: Self = Self(8);
    /// It has a capital inside and a small letter: "TransAlta".
    pub const MIXED: Self = Self(16);
    /// It is one character.
    pub const SINGLE: Self = Self(32);

    fn of(reading: &Reading<'_>, index: usize, kind: SegmentKind) -> Self {
        let Some(token) = reading.tokens.get(index) else {
            return Self::default();
        };
        let word = reading.word(index);
        let capitals = kind == SegmentKind::Capitals;
        let mixed = |ascii: bool| match ascii {
            true => token.shape != Shape::Lower && word.bytes().skip(1).any(|b| b.is_ascii_uppercase()),
            false => word.chars().skip(1).any(char::is_uppercase),
        };
        let mut traits = Self::default();
        traits.add_if(Self::NAMEABLE, is_nameable(reading, index, token));
        traits.add_if(Self::ACRONYM, token.is_acronym() && !capitals);
        traits.add_if(Self::HEADLINE, capitals || kind == SegmentKind::Headline);
        traits.add_if(Self::DIGIT, word.bytes().any(|b| b.is_ascii_digit()));
        traits.add_if(Self::MIXED, mixed(word.is_ascii()) && word.chars().any(char::is_lowercase));
        traits.add_if(Self::SINGLE, word.len() <= 4 && word.chars().count() == 1);
        traits
    }

    fn add_if(&mut self, other: Self, holds: bool) {
        self.0 |= if holds { other.0 } else { 0 };
    }

    /// Whether it has `other`.
    #[inline]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A token with a capital, or one that goes on after a hyphen without being an everyday word
/// ("Jae-myung", not "Seoul-based").
fn is_nameable(reading: &Reading<'_>, index: usize, token: &Token) -> bool {
    match token.shape {
        Shape::Title | Shape::Upper | Shape::Initial => true,
        Shape::Mixed => token.len() > 2,
        Shape::Lower if token.gap == Gap::Hyphen => {
            let before = index.checked_sub(1).and_then(|i| reading.tokens.get(i));
            let capital = before.is_some_and(|before| before.shape == Shape::Title);
            capital && token.len() > 1 && !reading.class(index).has(EVERYDAY)
        }
        _ => false,
    }
}

/// What the words of a sentence tell about all its candidates.
#[derive(Clone, Copy, Debug, Default)]
pub struct SentenceTraits {
    /// It has at least as many numbers as words, and more than one.
    pub table: bool,
    /// It has a word of match reports.
    pub sport: bool,
}

impl SentenceTraits {
    fn of(reading: &Reading<'_>, sentence: &Sentence) -> Self {
        let tokens = reading.tokens.get(sentence.first..sentence.last).unwrap_or_default();
        let numbers = tokens.iter().filter(|token| token.shape == Shape::Number).count();
        let classes = reading.classes.get(sentence.first..sentence.last).unwrap_or_default();
        Self {
            table: numbers * 2 >= tokens.len() && numbers > 1,
            sport: classes.iter().any(|class| class.has(Classes::SPORT)),
        }
    }
}

/// Classes of words that are no parts of names after a hyphen.
const EVERYDAY: Classes =
    Classes::COMMON.or(Classes::STARTER).or(Classes::PREPOSITION).or(Classes::SPEECH).or(Classes::ROLE);

/// The traits of each token of `reading`.
pub fn of_tokens(reading: &Reading<'_>) -> Vec<Traits> {
    let mut traits = Vec::with_capacity(reading.tokens.len());
    for segment in &reading.segments {
        traits.extend((segment.first..segment.last).map(|index| Traits::of(reading, index, segment.kind)));
    }
    traits
}

/// The traits of each sentence of `reading`.
pub fn of_sentences(reading: &Reading<'_>) -> Vec<SentenceTraits> {
    reading.sentences.iter().map(|sentence| SentenceTraits::of(reading, sentence)).collect()
}
