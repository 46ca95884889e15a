//! What one document adds to an aggregate.

use super::duplicates::Fingerprint;
use super::evidence::{Quote, Sentences};
use super::relations::Relations;
use super::time::Date;
use super::{About, Scope, scope};
use crate::dictionary::Kind;
use crate::resolve::{Entity, Resolved};
use crate::text::Reading;
use crate::topics::Topic;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The counts of one document: a sum of these is an aggregate.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// Id of the document.
    pub document: String,
    /// Its date, if it has one.
    pub date: Option<Date>,
    /// Tells near copies of the document.
    pub fingerprint: Fingerprint,
    /// Its units, also those without a mention.
    pub units: u64,
    /// Its entities of the kinds that are counted.
    pub entities: Vec<Counted>,
    /// Those that share a unit.
    pub pairs: Vec<Pair>,
}

/// Counts of an entity in a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// Entity's id.
    pub id: String,
    /// What is known of it.
    pub about: About,
    /// Mentions.
    pub count: u64,
    /// Units in which it is mentioned.
    pub units: u64,
    /// Titles before its mentions.
    pub titles: Vec<String>,
}

/// Counts of a pair in a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Index of one entity in [`Contribution::entities`].
    pub a: usize,
    /// Index of the other.
    pub b: usize,
    /// Units in which both are mentioned.
    pub units: u64,
    /// The best sentences with both.
    pub quotes: Vec<Quote>,
    /// Its relations.
    pub relations: Relations,
}

impl Contribution {
    /// Counts a document: entities of `kinds`, together by `scope`, up to `quotes` sentences a pair.
    pub fn of(
        id: &str,
        reading: &Reading<'_>,
        resolved: &Resolved,
        scope: Scope,
        kinds: &[Kind],
        quotes: usize,
    ) -> Self {
        let mut entities = Vec::new();
        let mut index_of = vec![None; resolved.entities.len()];
        for (index, entity) in resolved.entities.iter().enumerate() {
            if kinds.contains(&entity.kind) {
                if let Some(slot) = index_of.get_mut(index) {
                    *slot = Some(entities.len());
                }
                entities.push(counted(entity));
            }
        }
        let entity = |index: usize| index_of.get(index).copied().flatten();
        for mention in &resolved.mentions {
            if let Some(counted) = entity(mention.entity).and_then(|at| entities.get_mut(at)) {
                counted.count += 1;
            }
        }
        let units = scope::units(scope, reading, resolved);
        let mut pairs: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for unit in &units.entities {
            let members: Vec<(usize, usize)> = unit.iter().filter_map(|&index| Some((index, entity(index)?))).collect();
            for (at, &(a, counted)) in members.iter().enumerate() {
                if let Some(counted) = entities.get_mut(counted) {
                    counted.units += 1;
                }
                for &(b, _) in members.iter().skip(at + 1) {
                    *pairs.entry((a, b)).or_insert(0) += 1;
                }
            }
        }
        let sentences = Sentences::of(id, reading, resolved);
        let pairs = pairs.into_iter().filter_map(|((a, b), units)| {
            let (quotes, relations) = (sentences.quotes(a, b, quotes), Relations::new());
            Some(Pair { a: entity(a)?, b: entity(b)?, units, quotes, relations })
        });
        Self {
            document: id.to_owned(),
            date: None,
            fingerprint: Fingerprint::of(reading),
            units: units.total,
            pairs: pairs.collect(),
            entities,
        }
    }
}

impl Contribution {
    /// Adds the topics of the document as nodes. A document is about its topics as a whole: a topic
    /// stands in all its units, together with each entity in those that mention it. Two topics are no pair.
    pub fn add_topics(&mut self, topics: &[Topic]) {
        let entities = self.entities.len();
        for topic in topics {
            let at = self.entities.len();
            self.entities.push(Counted {
                id: format!("topic:{}", topic.id),
                about: About {
                    name: topic.name.clone(),
                    kind: Kind::Topic,
                    type_: Some(topic.subject.clone()),
                    known: true,
                    country: None,
                    wikidata: None,
                    position: None,
                },
                count: 1,
                units: self.units,
                titles: Vec::new(),
            });
            let shared = self.entities.iter().take(entities).enumerate().filter(|(_, counted)| counted.units > 0);
            self.pairs.extend(shared.map(|(a, counted)| Pair {
                a,
                b: at,
                units: counted.units,
                quotes: Vec::new(),
                relations: Relations::default(),
            }));
        }
    }

    /// About how many bytes it takes; what quotes share is counted once.
    pub fn size(&self) -> usize {
        let entity = |counted: &Counted| size_of::<Counted>() + counted.id.len() + 2 * counted.about.name.len();
        let share = |text: &Arc<str>| text.len() / Arc::strong_count(text).max(1);
        let quote = |quote: &Quote| size_of::<Quote>() + share(&quote.document) + share(&quote.text);
        let pair = |pair: &Pair| size_of::<Pair>() + pair.quotes.iter().map(quote).sum::<usize>();
        size_of::<Self>() + self.entities.iter().map(entity).sum::<usize>() + self.pairs.iter().map(pair).sum::<usize>()
    }
}

fn counted(entity: &Entity) -> Counted {
    Counted {
        id: entity.id.clone(),
        about: About {
            name: entity.name.clone(),
            kind: entity.kind,
            type_: entity.type_.clone(),
            known: entity.known,
            country: entity.country.clone(),
            wikidata: entity.wikidata.clone(),
            position: entity.position,
        },
        count: 0,
        units: 0,
        titles: entity.titles.clone(),
    }
}
