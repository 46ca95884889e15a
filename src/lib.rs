//! nertool finds people, countries, places and organizations in news text, each resolved to one
//! identity.

pub mod aggregate;
pub mod builtin;
pub mod dictionary;
pub mod eval;
pub mod input;
pub mod matchers;
pub mod output;
pub mod relations;
pub mod resolve;
pub mod text;
pub mod topics;

use aggregate::date::Date;
use dictionary::Knowledge;
use matchers::Page;
use resolve::{Resolved, Weights};
use text::Reading;

/// Finds entities: the dictionary and the weights, ready for any number of documents.
pub struct Extractor {
    knowledge: Knowledge,
    taxonomy: topics::Taxonomy,
    weights: Weights,
}

impl Extractor {
    /// An extractor with the built-in dictionary.
    ///
    /// # Errors
    ///
    /// Only if the program was built wrongly.
    pub fn new() -> Result<Self, String> {
        let knowledge = builtin::knowledge()?;
        let taxonomy = topics::Taxonomy::of(&knowledge);
        let weights = Weights::parse(&[("weights.txt", builtin::WEIGHTS), ("priors.txt", builtin::PRIORS)])?;
        Ok(Self { knowledge, taxonomy, weights })
    }

    /// The dictionaries it uses.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// Lays a dictionary over the built-in one.
    ///
    /// # Errors
    ///
    /// A sentence when its tables cannot be built.
    pub fn add_dictionary(&mut self, source: &dictionary::compile::Source) -> Result<(), String> {
        self.knowledge.add(source)?;
        self.taxonomy = topics::Taxonomy::of(&self.knowledge);
        Ok(())
    }

    /// Points for evidence.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Replaces the points for evidence.
    pub fn set_weights(&mut self, weights: Weights) {
        self.weights = weights;
    }

    /// The entities of `document`, whose date picks among the holders of an office.
    pub fn extract_document(&self, document: &input::Document) -> Resolved {
        let reading = Reading::of(&document.text, &self.knowledge);
        self.extract_reading(&reading, Date::of(document.date.as_deref(), &reading, None))
    }

    /// The entities of `text` and where they stand.
    pub fn extract(&self, text: &str) -> Resolved {
        let reading = Reading::of(text, &self.knowledge);
        self.extract_reading(&reading, None)
    }

    /// Like [`extract`](Self::extract), of a text that was read already and is of this date.
    pub fn extract_reading(&self, reading: &Reading<'_>, date: Option<Date>) -> Resolved {
        let page = Page::new(reading, &self.knowledge).on(date.map(Date::number));
        let (candidates, definitions) = matchers::run(&page);
        resolve::resolve(&page, candidates, &definitions, &self.weights)
    }

    /// The `limit` best keyphrases of a text that was read and resolved: what it is about in its own words.
    #[must_use]
    pub fn keyphrases(&self, reading: &Reading<'_>, resolved: &Resolved, limit: usize) -> Vec<topics::Keyphrase> {
        topics::keyphrases::of(reading, resolved, limit)
    }

    /// What a text is about that was read and resolved; `title` is the one that its record has.
    pub fn topics(
        &self,
        reading: &Reading<'_>,
        resolved: &Resolved,
        title: Option<&str>,
        limits: topics::Limits,
    ) -> topics::Topics {
        let title = title.map(|title| Reading::of(title, &self.knowledge));
        topics::of(&self.knowledge, &self.taxonomy, reading, resolved, title.as_ref(), limits)
    }
}
