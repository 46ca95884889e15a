//! What counts as together: units of a document.

use crate::resolve::Resolved;
use crate::text::{Reading, SegmentKind};

/// What two entities must share to count as together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A sentence; a headline is one.
    Sentence,
    /// A paragraph.
    Paragraph,
    /// The whole document.
    Document,
    /// So many sentences in a row; units overlap, one starts at each sentence.
    Window(usize),
}

impl Scope {
    /// `sentence`, `paragraph`, `document` or `window:N`.
    ///
    /// # Errors
    ///
    /// What may be written instead.
    pub fn parse(written: &str) -> Result<Self, String> {
        Ok(match written {
            "sentence" => Self::Sentence,
            "paragraph" => Self::Paragraph,
            "document" => Self::Document,
            _ => {
                match written.strip_prefix("window:").and_then(|n| n.parse().ok()).filter(|n| (1..=1000).contains(n)) {
                    Some(n) => Self::Window(n),
                    None => {
                        return Err("write sentence, paragraph, document or window:N (N from 1 to 1000)".to_owned());
                    }
                }
            }
        })
    }
}

impl std::fmt::Display for Scope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sentence => f.write_str("sentence"),
            Self::Paragraph => f.write_str("paragraph"),
            Self::Document => f.write_str("document"),
            Self::Window(n) => write!(f, "window:{n}"),
        }
    }
}

/// Units of a document: how many there are, and the entities of those that have any.
pub struct Units {
    /// Number of units, also those without a mention.
    pub total: u64,
    /// Indexes of the entities of each unit, sorted, each once.
    pub entities: Vec<Vec<usize>>,
}

/// Cuts a document into units.
pub fn units(scope: Scope, reading: &Reading<'_>, resolved: &Resolved) -> Units {
    let sentences = reading.sentences.len();
    let paragraphs = reading.segments.last().map_or(0, |segment| segment.paragraph + 1);
    // each entity with a unit that has it
    let mut members: Vec<(usize, usize)> = Vec::with_capacity(resolved.mentions.len());
    for mention in &resolved.mentions {
        let dateline = mention.segment == SegmentKind::Dateline;
        match scope {
            // a dateline says where the report was written, not who is with whom
            Scope::Sentence | Scope::Window(_) if dateline => {}
            Scope::Sentence => members.push((mention.sentence, mention.entity)),
            Scope::Paragraph => members.push((mention.paragraph, mention.entity)),
            Scope::Document => members.push((0, mention.entity)),
            Scope::Window(n) => {
                let starts = mention.sentence.saturating_sub(n - 1)..=mention.sentence;
                members.extend(starts.map(|start| (start, mention.entity)));
            }
        }
    }
    let total = match scope {
        Scope::Sentence | Scope::Window(_) => sentences,
        Scope::Paragraph => paragraphs,
        Scope::Document => 1,
    };
    members.sort_unstable();
    members.dedup();
    let units = members.chunk_by(|a, b| a.0 == b.0);
    Units {
        total: total as u64,
        entities: units.map(|unit| unit.iter().map(|(_, entity)| *entity).collect()).collect(),
    }
}
