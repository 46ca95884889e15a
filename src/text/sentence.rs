//! Sentences within a segment.

use super::classes::{Classes, Lexis};
use super::fold::hash_token;
use super::segment::Segment;
use super::span::Span;
use super::token::{Gap, Shape, Token, is_apostrophe};

/// A sentence: `first..last` are token indexes, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Index of its first token.
    pub first: usize,
    /// One past the index of its last token.
    pub last: usize,
    /// Index of its segment.
    pub segment: usize,
}

/// Cuts every segment into sentences.
///
/// A sentence ends at `.`, `!` or `?` before a blank and a word that is not in lower case, unless
/// the full stop belongs to an abbreviation or an initial. `lexis` knows abbreviations and the
/// function words that start sentences ("… in the U.S. The minister …").
pub fn sentences(text: &str, tokens: &[Token], segments: &[Segment], lexis: &dyn Lexis) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (index, segment) in segments.iter().enumerate() {
        let mut first = segment.first;
        for at in segment.first + 1..=segment.last {
            if at < segment.last && !ends_before(text, tokens, at, lexis) {
                continue;
            }
            let start = tokens.get(first).map_or(0, Token::start);
            let end = tokens.get(at - 1).map_or(start, Token::end);
            out.push(Sentence { span: Span::new(start, end), first, last: at, segment: index });
            first = at;
        }
    }
    out
}

fn ends_before(text: &str, tokens: &[Token], at: usize, lexis: &dyn Lexis) -> bool {
    let (Some(before), Some(next)) = (at.checked_sub(1).and_then(|i| tokens.get(i)), tokens.get(at)) else {
        return false;
    };
    let plain = before.shape != Shape::Ampersand && next.shape != Shape::Ampersand && !before.dotted;
    if plain && next.gap == Gap::Blank && !next.line_start {
        return false; // most words: nothing but blanks between them
    }
    let between = text.get(before.end()..next.start()).unwrap_or_default();
    if between.is_empty() {
        return next.gap == Gap::Break; // two lines that lost what parted them
    }
    let word = before.span().of(text);
    let stop_inside = word.ends_with('.');
    if !stop_inside && !between.contains(['.', '!', '?', '…', '\n']) {
        return false;
    }
    if between.contains('\n') && between.matches('\n').count() > 1 {
        return true;
    }
    if !between.contains(char::is_whitespace) {
        // "Seoul.North Korea": a lost blank ends a sentence, "nertool.io" does not
        return between == "." && next.shape == Shape::Title && before.shape == Shape::Lower;
    }
    let closers = between.trim_start_matches(|c: char| is_apostrophe(c) || matches!(c, '"' | '”' | ')' | ']' | 's'));
    if closers.starts_with(['!', '?', '…']) || between.contains(".\"") || between.contains(".”") {
        return next.shape != Shape::Lower;
    }
    if !stop_inside && !closers.starts_with('.') {
        return false;
    }
    if next.shape == Shape::Lower {
        return false;
    }
    if closers.starts_with("..") {
        return true;
    }
    let next_class = lexis.classes(hash_token(next.span().of(text)));
    let starter = next_class.has(Classes::STARTER) && next.shape != Shape::Upper;
    if before.shape == Shape::Initial {
        return starter;
    }
    if before.dotted {
        return starter;
    }
    let class = lexis.classes(hash_token(word));
    if class.has(Classes::ABBREVIATION) && (before.is_capitalised() || next.shape == Shape::Number) {
        // "Rep. Young": a name follows a title
        return starter && !class.has(Classes::HONORIFIC.or(Classes::TITLE));
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::segment::segment;
    use super::super::token::tokenise;
    use super::*;

    struct Few;
    impl Lexis for Few {
        fn classes(&self, hash: u64) -> Classes {
            let is = |words: &[&str]| words.iter().any(|word| hash_token(word) == hash);
            let mut classes = Classes::default();
            if is(&["Gen", "Mr", "Jan", "Inc", "St"]) {
                classes = classes.or(Classes::ABBREVIATION);
            }
            if is(&["The", "It", "He"]) {
                classes = classes.or(Classes::STARTER);
            }
            classes
        }
    }

    #[test]
    fn ends_of_sentences() {
        for (text, count) in [
            ("Gen. Mark A. Milley met Mr. Lee on Jan. 5. It rained.", 2),
            ("He lives in the U.S. The rest moved. “Go!” He went.", 4),
            ("U.S. President Joe Biden won. Voters cheered.", 2),
            ("Apple Inc. The firm grew.", 2),
            ("He paid $3.5 million to J. K. Rowling.", 1),
            ("“We won.” The crowd cheered.", 2),
            ("Is it? Yes! No… Perhaps.", 4),
        ] {
            let tokens = tokenise(text);
            let found = sentences(text, &tokens, &segment(text, &tokens), &Few);
            assert_eq!(found.len(), count, "{text}: {:?}", found.iter().map(|s| s.span.of(text)).collect::<Vec<_>>());
        }
    }
}
