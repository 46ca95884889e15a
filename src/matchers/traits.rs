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
    /// It is no part of a name, whatever it is written like.
    pub const LEFT_OUT: Self = Self(8);

    fn of(reading: &Reading<'_>, index: usize, kind: SegmentKind) -> Self {
        let Some(token) = reading.tokens.get(index) else {
            return Self::default();
        };
        let capitals = kind == SegmentKind::Capitals;
        let mut traits = Self::default();
        traits.add_if(Self::NAMEABLE, is_nameable(reading, index, token));
        traits.add_if(Self::ACRONYM, token.is_acronym() && !capitals);
        traits.add_if(Self::HEADLINE, capitals || kind == SegmentKind::Headline);
        traits
    }

    fn add_if(&mut self, other: Self, holds: bool) {
        self.0 |= if holds { other.0 } else { 0 };
    }

    /// Says that it is no part of a name.
    pub fn leave_out(&mut self) {
        self.0 = self.0 & !(Self::NAMEABLE.0 | Self::ACRONYM.0) | Self::LEFT_OUT.0;
    }

    /// Whether it has `other`.
    #[inline]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a word is written with.
#[derive(Clone, Copy, Default)]
pub struct Letters {
    /// Number of characters.
    pub count: usize,
    /// One is a digit.
    pub digit: bool,
    small: bool,
    capital_inside: bool,
}

impl Letters {
    /// Looks at each character of `word`.
    pub fn of(word: &str) -> Self {
        let mut seen = Self::default();
        if word.is_ascii() {
            word.bytes().for_each(|b| seen.add(b.is_ascii_digit(), b.is_ascii_lowercase(), b.is_ascii_uppercase()));
        } else {
            word.chars().for_each(|c| seen.add(c.is_ascii_digit(), c.is_lowercase(), c.is_uppercase()));
        }
        seen
    }

    /// A capital inside and a small letter: "TransAlta".
    pub fn mixed(self) -> bool {
        self.capital_inside && self.small
    }

    #[inline]
    fn add(&mut self, digit: bool, small: bool, capital: bool) {
        self.digit |= digit;
        self.small |= small;
        self.capital_inside |= capital && self.count > 0;
        self.count += 1;
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
