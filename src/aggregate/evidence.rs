//! Sentences that show why two entities are tied.

use crate::resolve::{MentionRole, Resolved};
use crate::text::{Reading, SegmentKind, Span};

/// A sentence of a document in which two entities are mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Id of the document.
    pub document: String,
    /// Where the sentence stands in it, in bytes.
    pub span: Span,
    /// The sentence on one line.
    pub text: String,
    /// How many of the two are named in full: 0, 1, 2.
    full: u8,
}

/// Longest sentence that is quoted in full, in bytes; a longer one comes after all shorter ones.
const LONG: usize = 300;

impl Quote {
    /// The best comes first: both full names, not too long, then by document and place.
    fn rank(&self) -> (u8, bool, usize, &str, usize) {
        (2 - self.full, self.text.len() > LONG, self.text.len(), &self.document, self.span.start)
    }
}

/// Every sentence of the document with both `a` and `b`; without one, the first sentences of each.
pub fn quotes(document: &str, reading: &Reading<'_>, resolved: &Resolved, a: usize, b: usize) -> Vec<Quote> {
    let mut out: Vec<Quote> = Vec::new();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let full = |entity: usize| {
            let mentions = resolved.mentions.iter().filter(move |m| m.sentence == index && m.entity == entity);
            let mut best = None;
            for mention in mentions {
                best = best.max(Some(u8::from(mention.role == MentionRole::Name)));
            }
            best
        };
        let dateline = reading.segments.get(sentence.segment).is_some_and(|s| s.kind == SegmentKind::Dateline);
        if let (Some(a), Some(b), false) = (full(a), full(b), dateline) {
            out.push(quote(document, reading, sentence.span, a + b));
        }
    }
    if out.is_empty() {
        let first = |entity: usize| resolved.mentions.iter().find(|m| m.entity == entity);
        if let (Some(a), Some(b)) = (first(a), first(b)) {
            let (from, to) = (a.span.start.min(b.span.start), a.span.end.max(b.span.end));
            out.push(quote(document, reading, Span::new(from, to), 0));
        }
    }
    out
}

fn quote(document: &str, reading: &Reading<'_>, span: Span, full: u8) -> Quote {
    let text = span.of(reading.text).split_whitespace().collect::<Vec<_>>().join(" ");
    Quote { document: document.to_owned(), span, text, full }
}

/// Adds `more` to `kept` and keeps the best `most`, whatever the order in which they came.
pub fn keep_best(kept: &mut Vec<Quote>, more: Vec<Quote>, most: usize) {
    for quote in more {
        if !kept.iter().any(|other| other.text == quote.text && other.document <= quote.document) {
            kept.retain(|other| other.text != quote.text);
            kept.push(quote);
        }
    }
    kept.sort_by(|a, b| a.rank().cmp(&b.rank()));
    kept.truncate(most);
}
