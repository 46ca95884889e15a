//! A collection as one HTML file that can be sent to an editor: text with its entities, tables,
//! the graph as a picture, a timeline. The file asks for nothing outside itself and is readable
//! without its script.

mod highlight;
mod layout;
mod page;
mod picture;
mod svg;
mod table;
mod ties;
mod timeline;

use super::inert::html;
use super::summary::Section;
use crate::aggregate::topics::Ranking;
use crate::aggregate::{Aggregate, Scope};
use crate::input::Document;
use crate::resolve::Resolved;
use crate::text::{Reading, SegmentKind};
use std::collections::{BTreeMap, BTreeSet};

/// Most bytes of a page besides the documents' text.
pub const BUDGET: usize = 300_000;

/// What a page shows.
pub struct Report<'a> {
    /// Heading of the page.
    pub title: &'a str,
    /// Hash of the dictionary.
    pub dictionary: &'a str,
    /// What was counted, by day.
    pub aggregate: &'a Aggregate,
    /// Topics of the documents.
    pub topics: &'a Ranking,
    /// The texts that are shown.
    pub texts: &'a [Text],
}

/// A document that is shown, with its entities.
pub struct Text {
    /// The document.
    pub document: Document,
    /// Its mentions.
    pub resolved: Resolved,
    /// Names of its topics, the best first.
    pub topics: Vec<String>,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph of a document; it ends where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// First byte.
    pub start: usize,
    /// Whether it is a headline.
    pub headline: bool,
}

/// The paragraphs of a text.
pub fn paragraphs(reading: &Reading<'_>) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    let (mut last, mut end) = (None, 0);
    for segment in &reading.segments {
        if last != Some(segment.paragraph) {
            // an opening quotation mark stands before the first word, after the line break
            let between = reading.text.get(end..segment.span.start).unwrap_or_default();
            let start = between.rfind('\n').map_or(segment.span.start, |at| end + at + 1);
            let headline = matches!(segment.kind, SegmentKind::Headline | SegmentKind::Capitals);
            out.push(Paragraph { start: if out.is_empty() { 0 } else { start }, headline });
        }
        (last, end) = (Some(segment.paragraph), segment.span.end);
    }
    out
}

/// The page.
pub fn render(report: &Report<'_>) -> String {
    page::page(report)
}

/// Links between the parts of a page.
struct Links<'a> {
    /// Number of each entity, in order of ids: `e7` is its row.
    numbers: BTreeMap<&'a str, usize>,
    /// Entities that have a row.
    rows: BTreeSet<&'a str>,
    /// The first text that mentions an entity: `d0e7` is its first mention there.
    first: BTreeMap<&'a str, usize>,
}

impl<'a> Links<'a> {
    fn new(report: &Report<'a>, sections: &'a [Section]) -> Self {
        let numbers = report.aggregate.nodes.keys().enumerate().map(|(number, id)| (id.as_str(), number)).collect();
        let rows = sections.iter().flat_map(|section| &section.rows).map(|row| row.id.as_str()).collect();
        let mut first = BTreeMap::new();
        for (index, text) in report.texts.iter().enumerate() {
            for entity in &text.resolved.entities {
                first.entry(entity.id.as_str()).or_insert(index);
            }
        }
        Self { numbers, rows, first }
    }

    /// Number of the entity's row, if it has one.
    fn row(&self, id: &str) -> Option<usize> {
        self.numbers.get(id).copied().filter(|_| self.rows.contains(id))
    }

    /// Anchor of the entity's first mention in a text.
    fn mention(&self, id: &str) -> Option<String> {
        Some(format!("d{}e{}", self.first.get(id)?, self.numbers.get(id)?))
    }
}

/// `text` as HTML, at most `most` characters of it.
fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some(_) => {
            let kept: String = text.chars().take(most.saturating_sub(1)).collect();
            format!("{}…", html(kept.trim_end()))
        }
        None => html(text).into_owned(),
    }
}

/// What units are called, one and many.
fn unit(scope: Scope) -> (&'static str, &'static str) {
    match scope {
        Scope::Sentence => ("sentence", "sentences"),
        Scope::Paragraph => ("paragraph", "paragraphs"),
        Scope::Document => ("document", "documents"),
        Scope::Window(_) => ("window of sentences", "windows of sentences"),
    }
}

/// `1 sentence`, `2 sentences`.
fn counted(number: u64, (one, many): (&str, &str)) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
