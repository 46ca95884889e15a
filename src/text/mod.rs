//! Text as words: tokens, segments and sentences, all as spans into a text that is never changed.

pub mod addresses;
mod blocks;
pub mod classes;
pub mod fold;
pub mod gap;
mod glued;
pub mod masks;
pub mod segment;
pub mod sentence;
pub mod span;
pub mod token;
pub mod tokenizer;
mod usual;
pub mod vocabulary;
pub mod wrap;

pub use classes::{Classes, Lexis};
pub use gap::Gap;
pub use segment::{Segment, SegmentKind};
pub use sentence::Sentence;
pub use span::Span;
pub use token::{Shape, Token};
pub use vocabulary::Vocabulary;

/// A document's text with its words, segments and sentences.
pub struct Reading<'t> {
    /// The text, untouched.
    pub text: &'t str,
    /// Its words, in order.
    pub tokens: Vec<Token>,
    /// [`fold::hash_token`] of each word.
    pub hashes: Vec<u64>,
    /// Its different words.
    pub vocabulary: Vocabulary,
    /// Number in the vocabulary of each word.
    pub numbers: Vec<u32>,
    /// Classes of each word.
    pub classes: Vec<Classes>,
    /// Its segments, in order.
    pub segments: Vec<Segment>,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Index of the sentence of each token.
    pub sentence_of: Vec<u32>,
}

impl<'t> Reading<'t> {
    /// Reads `text`; `lexis` knows the classes of words.
    pub fn of(text: &'t str, lexis: &dyn Lexis) -> Self {
        let mut tokens = token::tokenise(text);
        addresses::leave_out(text, &mut tokens);
        wrap::part_lines(text, &mut tokens);
        let hashes = token::hashes(text, &tokens);
        let segments = segment::segment(text, &tokens);
        let (vocabulary, numbers) = Vocabulary::of(&hashes);
        let known: Vec<Classes> = vocabulary.hashes.iter().map(|&hash| lexis.classes(hash)).collect();
        let class = |&number: &u32| known.get(number as usize).copied().unwrap_or_default();
        let mut classes: Vec<Classes> = numbers.iter().map(class).collect();
        for segment in segments.iter().filter(|segment| segment.kind != SegmentKind::Capitals) {
            let words = tokens.iter().zip(&mut classes).skip(segment.first).take(segment.last - segment.first);
            words.filter(|(token, _)| token.is_acronym()).for_each(|(_, classes)| *classes = classes.of_acronym());
        }
        let sentences = sentence::sentences(text, &tokens, &segments, lexis);
        let mut sentence_of = vec![0; tokens.len()];
        for (index, sentence) in sentences.iter().enumerate() {
            if let Some(words) = sentence_of.get_mut(sentence.first..sentence.last) {
                words.fill(index as u32);
            }
        }
        Self { text, tokens, hashes, vocabulary, numbers, classes, segments, sentences, sentence_of }
    }

    /// The word at `index`; empty past the end.
    #[inline]
    pub fn word(&self, index: usize) -> &'t str {
        self.tokens.get(index).map_or("", |token| token.span().of(self.text))
    }

    /// Classes of the word at `index`; none past the end.
    #[inline]
    pub fn class(&self, index: usize) -> Classes {
        self.classes.get(index).copied().unwrap_or_default()
    }

    /// Index of the sentence of the word at `index`.
    #[inline]
    pub fn sentence_index(&self, index: usize) -> usize {
        self.sentence_of.get(index).map_or(0, |&sentence| sentence as usize)
    }

    /// Sentence of the word at `index`.
    #[inline]
    pub fn sentence(&self, index: usize) -> Option<&Sentence> {
        self.sentences.get(self.sentence_index(index))
    }

    /// Segment of the word at `index`.
    #[inline]
    pub fn segment(&self, index: usize) -> Option<&Segment> {
        self.sentence(index).and_then(|sentence| self.segments.get(sentence.segment))
    }

    /// Bytes from the first token to the end of the last of `first..last`.
    pub fn span(&self, first: usize, last: usize) -> Span {
        let start = self.tokens.get(first).map_or(self.text.len(), Token::start);
        let end = last.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(start, Token::end);
        Span::new(start, end.max(start))
    }

    /// What stands between the word before `index` and the word at `index`.
    #[inline]
    pub fn between(&self, index: usize) -> &'t str {
        let from = index.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(0, Token::end);
        let to = self.tokens.get(index).map_or(self.text.len(), Token::start);
        self.text.get(from..to).unwrap_or_default()
    }
}
