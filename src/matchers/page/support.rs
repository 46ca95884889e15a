//! What a document says for the entities that it may name: forms that are theirs alone, supporting phrases, their
//! countries.

use super::Page;
use crate::dictionary::{EntityRef, Kind, Mark};
use crate::matchers::candidate::Sense;
use crate::text::fold::HashMapOf;

impl Page<'_> {
    /// Notes whose forms stand in the document that are theirs alone.
    pub(super) fn note_owners(&mut self) {
        for known in &self.known {
            let [sense] = known.senses.as_slice() else {
                continue;
            };
            if sense.mark != Mark::None {
                continue;
            }
            self.owners.insert(sense.entity.key());
            if sense.kind == Kind::Country
                && let Some(country) = self.knowledge.country(sense.entity)
                && !self.countries.contains(&country)
            {
                self.countries.push(country);
            }
        }
    }

    /// Counts the supporting phrases of those with doubtful forms.
    pub(super) fn note_support(&mut self) {
        let mut supporting = HashMapOf::default();
        let doubtful = |senses: &[Sense]| senses.len() > 1 || senses.iter().any(|sense| sense.mark != Mark::None);
        let doubtful = self.known.iter().filter(|known| doubtful(&known.senses));
        for sense in doubtful.flat_map(|known| &known.senses) {
            supporting.entry(sense.entity.key()).or_insert_with(|| self.count_near(sense.entity));
        }
        self.supporting = supporting;
    }

    fn count_near(&self, entity: EntityRef) -> u32 {
        let near = self.knowledge.entity(entity).map(|record| record.near()).unwrap_or_default();
        near.iter().filter(|phrase| self.has_words(phrase)).count() as u32
    }

    /// Whether the document has a supporting phrase of `entity`, also where no form of it is doubtful.
    pub fn has_near(&self, entity: EntityRef) -> bool {
        self.count_near(entity) > 0
    }

    /// How many supporting phrases of `entity` the document has, if it has a doubtful form of it.
    pub fn supporting(&self, entity: EntityRef) -> u32 {
        self.supporting.get(&entity.key()).copied().unwrap_or_default()
    }

    /// Whether the document has a supporting phrase of `entity`, or a form that is its alone.
    pub fn supports(&self, entity: EntityRef) -> bool {
        self.owners.contains(&entity.key()) || self.supporting(entity) > 0
    }

    /// Whether all words of a phrase, given by their hashes, stand somewhere in the document.
    fn has_words(&self, phrase: &[u64]) -> bool {
        phrase.iter().all(|&hash| self.reading.vocabulary.contains(hash))
    }

    /// Whether the document names the country that `entity` belongs to.
    pub fn names_country_of(&self, entity: EntityRef) -> bool {
        let country = self.knowledge.country(entity);
        country.is_some_and(|country| self.countries.contains(&country))
    }
}
