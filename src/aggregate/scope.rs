//! What counts as together: units of a document.

use crate::resolve::Resolved;
use crate::text::{Reading, SegmentKind};
use std::collections::BTreeSet;

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

/// Most different entities of a sentence in which they are together. One that names more is a list, of all
/// countries in a form or of results, and would tie each to each.
pub const LIST: usize = 40;

/// Cuts a document into units.
pub fn units(scope: Scope, reading: &Reading<'_>, resolved: &Resolved) -> Units {
    let lists = lists(resolved);
    let sentences = reading.sentences.len();
    let paragraphs = reading.segments.last().map_or(0, |segment| segment.paragraph + 1);
    // each entity with a unit that has it
    let mut members: Vec<(usize, usize)> = Vec::with_capacity(resolved.mentions.len());
    for mention in &resolved.mentions {
        let dateline = mention.segment == SegmentKind::Dateline;
        match scope {
            // a dateline says where the report was written, not who is with whom
            Scope::Sentence | Scope::Window(_) if dateline || lists.contains(&mention.sentence) => {}
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

/// Sentences that are lists.
fn lists(resolved: &Resolved) -> BTreeSet<usize> {
    if resolved.entities.len() <= LIST {
        return BTreeSet::new();
    }
    let mut named: Vec<(usize, usize)> = resolved.mentions.iter().map(|m| (m.sentence, m.entity)).collect();
    named.sort_unstable();
    named.dedup();
    let long = named.chunk_by(|a, b| a.0 == b.0).filter(|sentence| sentence.len() > LIST);
    long.filter_map(|sentence| sentence.first()).map(|(sentence, _)| *sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Extractor;

    #[test]
    fn a_list_of_countries_ties_nobody() {
        let extractor = Extractor::new().expect("the built-in dictionary opens");
        let countries = "Albania Algeria Argentina Australia Austria Bangladesh Belgium Bolivia Brazil Bulgaria Canada \
            Colombia Croatia Cuba Cyprus Denmark Ecuador Egypt Estonia Ethiopia Finland France Germany Ghana Greece Hungary \
            Iceland India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Kenya Kuwait Latvia Lebanon Libya Lithuania \
            Luxembourg Malaysia Mali Malta Mexico Morocco Nepal Netherlands";
        for (text, pairs) in [("France and Germany met Italy.".to_owned(), 3), (countries.to_owned(), 0)] {
            let reading = Reading::of(&text, extractor.knowledge());
            let resolved = extractor.extract_reading(&reading, None);
            for scope in [Scope::Sentence, Scope::Window(2)] {
                let units = units(scope, &reading, &resolved).entities;
                assert_eq!(units.iter().map(|unit| unit.len() * (unit.len() - 1) / 2).sum::<usize>(), pairs, "{text}");
            }
            let units = units(Scope::Document, &reading, &resolved).entities;
            assert!(units.iter().any(|unit| unit.len() == resolved.entities.len()), "asked for, the document counts");
        }
    }
}
