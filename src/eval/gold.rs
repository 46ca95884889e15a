//! Gold documents, and which of three forms a file has.

use super::{conll, marked, records};
use crate::dictionary::Knowledge;

/// How gold is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoldFormat {
    /// One JSON object a line: `{"id", "text", "entities": [{"start", "end", "label"}]}`.
    Jsonl,
    /// One token a line, its tag in the last column, a blank line after a sentence.
    Conll,
    /// Text with `[surface](key)`, paragraphs apart by lines of `---`.
    Marked,
}

/// An entity that somebody marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldEntity {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Its label.
    pub label: String,
    /// Neither missed nor spurious.
    pub optional: bool,
}

/// A document with its entities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gold {
    /// Unique name.
    pub id: String,
    /// The text.
    pub text: String,
    /// Its entities.
    pub entities: Vec<GoldEntity>,
    /// Only these labels are marked in it.
    pub labels: Option<Vec<String>>,
    /// Only these stretches (code points) are marked; none: the whole text.
    pub stretches: Vec<(usize, usize)>,
    /// Not every mention is marked: precision means nothing.
    pub partial: bool,
}

impl GoldFormat {
    /// The form that `text` seems to have.
    pub fn of(text: &str) -> Self {
        let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
        if text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
            Self::Jsonl
        } else if lines().take(50).all(|line| line.starts_with("-DOCSTART-") || conll::tagged(line).is_some()) {
            Self::Conll
        } else {
            Self::Marked
        }
    }

    /// Reads the gold in `text`; `name` is the file's, for messages; keys of `knowledge` tell the
    /// label of marked-up names.
    ///
    /// # Errors
    ///
    /// The first mistake with its file and line, and what to do.
    pub fn read(self, name: &str, text: &str, knowledge: &Knowledge) -> Result<Vec<Gold>, String> {
        let gold = match self {
            Self::Jsonl => records::read(name, text)?,
            Self::Conll => conll::read(name, text)?,
            Self::Marked => marked::read(name, text, knowledge)?,
        };
        if gold.is_empty() {
            return Err(format!(
                "{name}: no gold in it (hint: JSON Lines, CoNLL columns, or text with [surface](key))"
            ));
        }
        Ok(gold)
    }
}
