//! What a document is about: topics of the taxonomy, the subjects above them, and countries.
//!
//! [`terms`] finds the terms of the taxonomy in the text, [`evidence`] gathers what they and the
//! document's entities say of each topic, [`leaders`] adds those of two countries, [`score`] decides which topics that makes, and
//! [`countries`] which countries the document is about. [`keyphrases`] says it in the text's own words.

pub mod countries;
pub mod evidence;
pub mod keyphrases;
pub mod leaders;
pub mod score;
pub mod taxonomy;
pub mod terms;

pub use countries::Country;
pub use keyphrases::Keyphrase;
pub use score::{Limits, Sign, Subject, Topic};
pub use taxonomy::Taxonomy;

use crate::dictionary::Knowledge;
use crate::resolve::Resolved;
use crate::text::Reading;

/// What a document is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topics {
    /// Topics by score, then id.
    pub topics: Vec<Topic>,
    /// The top subjects above everything that speaks, by score, then id.
    pub subjects: Vec<Subject>,
    /// Countries by score, then code.
    pub countries: Vec<Country>,
    /// What it is about in its own words, the best first; empty unless asked for.
    pub keyphrases: Vec<Keyphrase>,
}

/// What the document of `reading` is about; `title` is the title that its record has apart from the text.
/// `taxonomy` is that of `knowledge`.
pub fn of(
    knowledge: &Knowledge,
    taxonomy: &Taxonomy,
    reading: &Reading<'_>,
    resolved: &Resolved,
    title: Option<&Reading<'_>>,
    limits: Limits,
) -> Topics {
    let evidence = evidence::gather(knowledge, taxonomy, reading, resolved, title);
    let (topics, subjects) = score::score(knowledge, taxonomy, &evidence, reading.tokens.len(), limits);
    Topics { topics, subjects, countries: countries::of(resolved), keyphrases: Vec::new() }
}
