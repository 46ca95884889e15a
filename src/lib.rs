//! nertool finds people, countries, places and organizations in news text, each resolved to one
//! identity.

pub mod aggregate;
pub mod builtin;
pub mod dictionary;
pub mod eval;
pub mod input;
pub mod matchers;
pub mod output;
pub mod resolve;
pub mod text;
pub mod topics;

use dictionary::Knowledge;
use matchers::Page;
use resolve::{Resolved, Weights};
use text::Reading;

/// Finds entities: the dictionary and the weights, ready for any number of documents.
pub struct Extractor {
    knowledge: Knowledge,
    weights: Weights,
}

impl Extractor {
    /// An extractor with the built-in dictionary.
    ///
    /// # Errors
    ///
    /// Only if the program was built wrongly.
    pub fn new() -> Result<Self, String> {
        Ok(Self { knowledge: builtin::knowledge()?, weights: Weights::parse(&[builtin::WEIGHTS, builtin::PRIORS])? })
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
        self.knowledge.add(source)
    }

    /// Points for evidence.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Replaces the points for evidence.
    pub fn set_weights(&mut self, weights: Weights) {
        self.weights = weights;
    }

    /// The entities of `text` and where they stand.
    pub fn extract(&self, text: &str) -> Resolved {
        let reading = Reading::of(text, &self.knowledge);
        self.extract_reading(&reading)
    }

    /// Like [`extract`](Self::extract), of a text that was read already.
    pub fn extract_reading(&self, reading: &Reading<'_>) -> Resolved {
        let page = Page::new(reading, &self.knowledge);
        let (candidates, definitions) = matchers::run(&page);
        resolve::resolve(&page, candidates, &definitions, &self.weights)
    }

    /// The `limit` best keyphrases of a text that was read and resolved: what it is about in its own words.
    #[must_use]
    pub fn keyphrases(&self, reading: &Reading<'_>, resolved: &Resolved, limit: usize) -> Vec<topics::Keyphrase> {
        topics::keyphrases::of(reading, resolved, limit)
    }
}
