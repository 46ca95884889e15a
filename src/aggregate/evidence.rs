//! Sentences that show why two entities are tied.

use crate::resolve::{Mention, MentionRole, Resolved};
use crate::text::{Reading, SegmentKind, Span};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::Arc;

/// A sentence of a document in which two entities are mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Id of the document.
    pub document: Arc<str>,
    /// Where the sentence stands in it, in bytes.
    pub span: Span,
    /// The sentence on one line; of a very long one, what stands around the two.
    pub text: Arc<str>,
    /// How many of the two are named in full: 0, 1, 2.
    pub full: u8,
}

/// Longest sentence that is quoted before all others, in bytes.
const LONG: usize = 300;
/// Longest text of a quote, in bytes: a list of a thousand names would be quoted for each pair.
const LONGEST: usize = 600;
/// Bytes around a mention that an excerpt of a longer sentence shows.
const AROUND: usize = 120;

impl Quote {
    /// About how many bytes it takes; what it shares with others is counted once.
    pub fn size(&self) -> usize {
        let share = |text: &Arc<str>| text.len() / Arc::strong_count(text).max(1);
        size_of::<Self>() + share(&self.document) + share(&self.text)
    }

    /// The best comes first: both full names, not too long, then by document and place.
    fn rank(&self) -> (u8, bool, usize, &str, usize, &str) {
        let length = self.text.len();
        (2 - self.full.min(2), length > LONG, length, &self.document, self.span.start, &self.text)
    }
}

/// Where an entity stands in a sentence, and whether it is named in full.
#[derive(Clone, Copy)]
struct Place {
    span: Span,
    full: u8,
}

/// The sentences of a document by the entities in them.
pub struct Sentences<'r> {
    document: Arc<str>,
    reading: &'r Reading<'r>,
    /// For each entity: its sentences in order, with its best place in them.
    places: Vec<Vec<(usize, Place)>>,
    /// Each sentence on one line, once it was asked for: many pairs share it.
    lines: Vec<OnceCell<Arc<str>>>,
}

impl<'r> Sentences<'r> {
    /// Sorts the mentions of a document.
    pub fn of(document: &str, reading: &'r Reading<'r>, resolved: &Resolved) -> Self {
        let mut places = vec![Vec::new(); resolved.entities.len()];
        for mention in &resolved.mentions {
            if let Some(sentences) = places.get_mut(mention.entity) {
                note(sentences, mention);
            }
        }
        Self { document: document.into(), reading, places, lines: vec![OnceCell::new(); reading.sentences.len()] }
    }

    /// The best `most` sentences with both `a` and `b`; without one, a first sentence of each.
    pub fn quotes(&self, a: usize, b: usize, most: usize) -> Vec<Quote> {
        let (Some(of_a), Some(of_b)) = (self.places.get(a), self.places.get(b)) else { return Vec::new() };
        let mut kept = Vec::new();
        if most == 0 {
            return kept;
        }
        let mut rest = of_b.as_slice();
        for (index, a) in of_a {
            rest = rest.get(rest.partition_point(|(other, _)| other < index)..).unwrap_or_default();
            let Some((_, b)) = rest.first().filter(|(other, _)| other == index) else { continue };
            let dateline = self.segment_kind(*index) == Some(SegmentKind::Dateline);
            if let (Some(sentence), false) = (self.reading.sentences.get(*index), dateline) {
                keep(&mut kept, self.quote(*index, sentence.span, a, b, a.full + b.full), most);
            }
        }
        if let (true, Some(&(i, ref a)), Some(&(j, ref b))) = (kept.is_empty(), of_a.first(), of_b.first()) {
            kept.extend(self.apart((i, a), (j, b)));
        }
        kept
    }

    fn line(&self, sentence: usize, span: Span) -> Arc<str> {
        let line = || Arc::from(&*one_line(span.of(self.reading.text)));
        self.lines.get(sentence).map_or_else(line, |cell| cell.get_or_init(line).clone())
    }

    fn segment_kind(&self, sentence: usize) -> Option<SegmentKind> {
        let sentence = self.reading.sentences.get(sentence)?;
        self.reading.segments.get(sentence.segment).map(|segment| segment.kind)
    }

    fn quote(&self, sentence: usize, span: Span, a: &Place, b: &Place, full: u8) -> Quote {
        let text = if length(span) <= LONGEST { self.line(sentence, span) } else { self.cut(span, a, b) };
        Quote { document: self.document.clone(), span, text, full }
    }

    fn cut(&self, span: Span, a: &Place, b: &Place) -> Arc<str> {
        let (first, second) = if a.span.start <= b.span.start { (a, b) } else { (b, a) };
        excerpt(self.reading.text, span, first.span, second.span).into()
    }

    /// A quote of two that share no sentence.
    fn apart(&self, a: (usize, &Place), b: (usize, &Place)) -> Option<Quote> {
        let (first, second) = if a.0 <= b.0 { (a, b) } else { (b, a) };
        let from = self.reading.sentences.get(first.0)?.span;
        let to = self.reading.sentences.get(second.0)?.span;
        let span = Span::new(from.start.min(to.start), from.end.max(to.end));
        let text = if length(from) + length(to) <= LONGEST && from.end < to.start {
            let between = self.reading.text.get(from.end..to.start).unwrap_or_default();
            let joint = if between.trim().is_empty() { " " } else { " … " };
            format!("{}{joint}{}", self.line(first.0, from), self.line(second.0, to)).into()
        } else {
            self.cut(span, first.1, second.1)
        };
        Some(Quote { document: self.document.clone(), span, text, full: 0 })
    }
}

fn length(span: Span) -> usize {
    span.end.saturating_sub(span.start)
}

fn note(sentences: &mut Vec<(usize, Place)>, mention: &Mention) {
    let place = Place { span: mention.span, full: u8::from(mention.role == MentionRole::Name) };
    // mentions come in the order of the text, so that it is mostly the last one
    match sentences.binary_search_by_key(&mention.sentence, |(sentence, _)| *sentence) {
        Ok(at) => {
            if let Some((_, best)) = sentences.get_mut(at).filter(|(_, best)| place.full > best.full) {
                *best = place;
            }
        }
        Err(at) => sentences.insert(at, (mention.sentence, place)),
    }
}

/// The words of `text` with single blanks between them.
fn one_line(text: &str) -> Cow<'_, str> {
    if is_one_line(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split('\n').map(|line| line.trim_matches(' ')) {
        if is_one_line(line) {
            join(&mut out, line);
        } else {
            line.split_whitespace().for_each(|word| join(&mut out, word));
        }
    }
    Cow::Owned(out)
}

fn join(out: &mut String, words: &str) {
    if !out.is_empty() && !words.is_empty() {
        out.push(' ');
    }
    out.push_str(words);
}

/// Whether it is plain to see, without a look for other blanks than those of ASCII, that `text` is on
/// one line.
fn is_one_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let other = bytes.iter().fold(false, |found, &byte| found | !(b' '..0x7f).contains(&byte));
    let blanks = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let double = blanks.fold(false, |found, (&a, &b)| found | ((a == b' ') & (b == b' ')));
    !other && !double && !text.starts_with(' ') && !text.ends_with(' ')
}

/// What stands around `first` and `second` in `whole`, gaps as `…`.
fn excerpt(text: &str, whole: Span, first: Span, second: Span) -> String {
    let window = |mention: Span| {
        let from = boundary(text, mention.start.saturating_sub(AROUND).max(whole.start));
        let to = boundary(text, (mention.end.min(mention.start + AROUND) + AROUND).min(whole.end));
        Span::new(from, to.max(from))
    };
    let (a, b) = (window(first), window(second));
    let windows = if b.start <= a.end { vec![Span::new(a.start, b.end.max(a.end))] } else { vec![a, b] };
    let mut out = String::new();
    for window in &windows {
        if window.start > whole.start {
            out.push_str(if out.is_empty() { "… " } else { " … " });
        }
        out.push_str(&one_line(window.of(text)));
    }
    if windows.last().is_some_and(|window| window.end < whole.end) {
        out.push_str(" …");
    }
    out
}

/// The last place at or before `at` where the text may be cut.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Adds `more` to `kept`, the best `most` of all, each text once, whatever the order in which they
/// come: of equal texts the best stays, and what is dropped can never come back.
pub fn keep_best(kept: &mut Vec<Quote>, more: Vec<Quote>, most: usize) {
    // most pairs come once
    if kept.is_empty() && more.len() <= most {
        *kept = more;
        return;
    }
    for quote in more {
        keep(kept, quote, most);
    }
}

fn keep(kept: &mut Vec<Quote>, quote: Quote, most: usize) {
    if kept.is_empty() && most > 0 {
        // no room for more: most pairs have one, and there are very many
        *kept = vec![quote];
        return;
    }
    if kept.len() >= most && kept.last().is_none_or(|last| last.rank() <= quote.rank()) {
        return;
    }
    if let Some(at) = kept.iter().position(|other| other.text == quote.text) {
        if kept.get(at).is_some_and(|other| other.rank() <= quote.rank()) {
            return;
        }
        kept.remove(at);
    }
    let at = kept.partition_point(|other| other.rank() <= quote.rank());
    kept.insert(at, quote);
    kept.truncate(most);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(document: &str, text: &str, full: u8) -> Quote {
        Quote { document: document.into(), span: Span::new(0, text.len()), text: text.into(), full }
    }

    #[test]
    fn the_best_stay_in_any_order() {
        let all = [
            quote("a", "x y", 1),
            quote("b", "x y", 2),
            quote("c", "longer one", 2),
            quote("d", "z", 0),
            quote("e", "x y", 2),
        ];
        let mut results = Vec::new();
        for turn in 0..all.len() {
            let mut order = all.to_vec();
            order.rotate_left(turn);
            let mut kept = Vec::new();
            for quote in order {
                keep_best(&mut kept, vec![quote], 2);
            }
            results.push(kept);
        }
        assert_eq!(results[0].iter().map(|q| &*q.document).collect::<Vec<_>>(), ["b", "c"]);
        assert!(results.windows(2).all(|pair| pair[0] == pair[1]));
    }

    #[test]
    fn single_blanks() {
        for text in ["a b", "a  b", " a b", "a b ", "a\tb", "a\u{a0}\n b", "a\u{b}b", "ä b", "a\u{7f} b", "", " "] {
            assert_eq!(one_line(text), text.split_whitespace().collect::<Vec<_>>().join(" "), "{text:?}");
        }
    }

    #[test]
    fn an_excerpt_has_both() {
        let text = format!("Ärger {} Kim {} Moon {}", "ä".repeat(300), "ö ".repeat(300), "ü ".repeat(90));
        let at = |word: &str| text.find(word).map(|start| Span::new(start, start + word.len())).unwrap();
        let cut = excerpt(&text, Span::new(0, text.len()), at("Kim"), at("Moon"));
        assert!(cut.contains("Kim") && cut.contains("Moon") && cut.len() < LONGEST + 20, "{cut}");
        assert!(cut.starts_with("… ") && cut.ends_with(" …") && cut.matches('…').count() == 3, "{cut}");
    }
}
