//! What one document adds to an aggregate.

use super::duplicates::Fingerprint;
use super::evidence::{Quote, Sentences};
use super::relations::{self, Relations};
use super::time::Date;
use super::{About, Aggregate, scope};
use crate::dictionary::Kind;
use crate::relations::Relation;
use crate::resolve::{Entity, Resolved};
use crate::text::Reading;
use crate::topics::Topic;

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
    /// Counts a document: what `empty` counts of its entities and of `relations` between them, together by its
    /// scope.
    pub fn of(id: &str, reading: &Reading<'_>, resolved: Resolved, relations: &[Relation], empty: &Aggregate) -> Self {
        let units = scope::units(empty.scope, reading, &resolved);
        let mut tallies = Tallies::of(&resolved, &units, &empty.kinds);
        let sentences = Sentences::of(id, reading, &resolved);
        let mut told = relations::told(relations, reading, &resolved, empty.scope);
        let mut pairs = Vec::with_capacity(tallies.pairs.len());
        for ((a, b), units) in std::mem::take(&mut tallies.pairs) {
            if let (Some(first), Some(second)) = (tallies.place(a), tallies.place(b)) {
                let quotes = sentences.quotes(a as usize, b as usize, empty.quotes);
                let relations = told.remove(&(a, b)).unwrap_or_default();
                pairs.push(Pair { a: first, b: second, units, quotes, relations });
            }
        }
        Self {
            document: id.to_owned(),
            date: None,
            fingerprint: Fingerprint::of(reading),
            units: units.total,
            pairs,
            entities: tallies.entities(resolved.entities),
        }
    }
}

/// Counts by the indexes of a document's entities.
struct Tallies {
    /// Place of each entity among those that are counted.
    places: Vec<Option<usize>>,
    mentions: Vec<u64>,
    units: Vec<u64>,
    /// Pairs in order, each with its units.
    pairs: Vec<((u32, u32), u64)>,
}

impl Tallies {
    fn of(resolved: &Resolved, units: &scope::Units, kinds: &[Kind]) -> Self {
        let mut next = 0..;
        let place = |entity: &Entity| if kinds.contains(&entity.kind) { next.next() } else { None };
        let places: Vec<Option<usize>> = resolved.entities.iter().map(place).collect();
        let none = vec![0; places.len()];
        let mut tallies = Self { places, mentions: none.clone(), units: none, pairs: Vec::new() };
        for mention in &resolved.mentions {
            add_one(&mut tallies.mentions, mention.entity);
        }
        let mut pairs = Vec::new();
        for unit in &units.entities {
            let counted = |index: &usize| tallies.places.get(*index).is_some_and(Option::is_some);
            let members: Vec<usize> = unit.iter().copied().filter(counted).collect();
            for (at, &a) in members.iter().enumerate() {
                add_one(&mut tallies.units, a);
                pairs.extend(members.iter().skip(at + 1).map(|&b| (a as u32, b as u32)));
            }
        }
        pairs.sort_unstable();
        let units_of = |of: &[(u32, u32)]| Some((*of.first()?, of.len() as u64));
        tallies.pairs = pairs.chunk_by(|a, b| a == b).filter_map(units_of).collect();
        tallies
    }

    fn place(&self, entity: u32) -> Option<usize> {
        self.places.get(entity as usize).copied().flatten()
    }

    fn entities(self, entities: Vec<Entity>) -> Vec<Counted> {
        let counts = self.places.into_iter().zip(self.mentions).zip(self.units);
        let counted = |(entity, ((place, mentions), units)): (Entity, ((Option<usize>, u64), u64))| {
            place.map(|_| counted(entity, mentions, units))
        };
        entities.into_iter().zip(counts).filter_map(counted).collect()
    }
}

fn add_one(counts: &mut [u64], at: usize) {
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
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
}

fn counted(entity: Entity, count: u64, units: u64) -> Counted {
    let Entity { id, name, kind, type_, known, country, wikidata, position, titles, .. } = entity;
    Counted { id, about: About { name, kind, type_, known, country, wikidata, position }, count, units, titles }
}
