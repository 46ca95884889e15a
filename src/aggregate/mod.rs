//! Counts over many documents: who is mentioned how often, and who with whom.
//!
//! Counts are integers and add up exactly, so that parts may be counted apart and in any order;
//! everything that is derived from them is computed afterwards, in [`statistics`].

pub mod compare;
pub mod date;
pub mod evidence;
pub mod scope;
pub mod statistics;
pub mod time;

pub use evidence::Quote;
pub use scope::Scope;

use crate::dictionary::Kind;
use crate::resolve::{Entity, Resolved};
use crate::text::Reading;
use std::collections::{BTreeMap, BTreeSet};

/// Counts of one entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// What is known of it; the first document that mentions it decides.
    pub about: Option<About>,
    /// Mentions.
    pub count: u64,
    /// Units in which it is mentioned.
    pub units: u64,
    /// Documents in which it is mentioned.
    pub documents: u64,
    /// Titles with how often they stand before it in different documents.
    pub titles: BTreeMap<String, u64>,
}

/// What is known of an entity, without its document.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// Usual name.
    pub name: String,
    /// Kind.
    pub kind: Kind,
    /// Refinement of the kind.
    pub type_: Option<String>,
    /// Whether a dictionary has it.
    pub known: bool,
    /// ISO code of its country.
    pub country: Option<String>,
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// Latitude and longitude.
    pub position: Option<(f64, f64)>,
}

/// Counts of a pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edge {
    /// Units in which both are mentioned.
    pub units: u64,
    /// Documents with such a unit.
    pub documents: u64,
    /// The best sentences with both.
    pub evidence: Vec<Quote>,
}

/// Counts of a collection of documents.
#[derive(Clone, Debug)]
pub struct Aggregate {
    /// What counts as together.
    pub scope: Scope,
    /// Kinds that are counted.
    pub kinds: Vec<Kind>,
    /// Sentences that an edge keeps.
    pub quotes: usize,
    /// Documents.
    pub documents: u64,
    /// Units.
    pub units: u64,
    /// Entities by id.
    pub nodes: BTreeMap<String, Node>,
    /// Pairs by their two ids, the smaller first.
    pub edges: BTreeMap<(String, String), Edge>,
}

impl Aggregate {
    /// Nothing counted yet.
    pub fn new(scope: Scope, kinds: &[Kind], quotes: usize) -> Self {
        Self {
            scope,
            kinds: kinds.to_vec(),
            quotes,
            documents: 0,
            units: 0,
            nodes: BTreeMap::new(),
            edges: BTreeMap::new(),
        }
    }

    /// Adds a document.
    pub fn add(&mut self, id: &str, reading: &Reading<'_>, resolved: &Resolved) {
        self.documents += 1;
        let counted: Vec<bool> = resolved.entities.iter().map(|entity| self.kinds.contains(&entity.kind)).collect();
        let counts = |index: usize| counted.get(index).copied().unwrap_or(false);
        for (index, entity) in resolved.entities.iter().enumerate().filter(|(index, _)| counts(*index)) {
            let node = self.nodes.entry(entity.id.clone()).or_default();
            node.about.get_or_insert_with(|| about(entity));
            node.count += resolved.mentions.iter().filter(|mention| mention.entity == index).count() as u64;
            node.documents += 1;
            for title in &entity.titles {
                *node.titles.entry(title.clone()).or_insert(0) += 1;
            }
        }
        let units = scope::units(self.scope, reading, resolved);
        self.units += units.total;
        let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
        for unit in &units.entities {
            let members: Vec<usize> = unit.iter().copied().filter(|&index| counts(index)).collect();
            for (at, &a) in members.iter().enumerate() {
                if let Some(node) = resolved.entities.get(a).and_then(|entity| self.nodes.get_mut(&entity.id)) {
                    node.units += 1;
                }
                for &b in members.iter().skip(at + 1) {
                    let edge = self.edge(resolved, a, b);
                    edge.units += 1;
                    pairs.insert((a, b));
                }
            }
        }
        for (a, b) in pairs {
            let quotes = evidence::quotes(id, reading, resolved, a, b);
            let keep = self.quotes;
            let edge = self.edge(resolved, a, b);
            edge.documents += 1;
            evidence::keep_best(&mut edge.evidence, quotes, keep);
        }
    }

    fn edge(&mut self, resolved: &Resolved, a: usize, b: usize) -> &mut Edge {
        let id = |index: usize| resolved.entities.get(index).map_or("", |entity| entity.id.as_str());
        let (a, b) = (id(a), id(b));
        let key = if a < b { (a.to_owned(), b.to_owned()) } else { (b.to_owned(), a.to_owned()) };
        self.edges.entry(key).or_default()
    }

    /// Adds the counts of another part.
    pub fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        self.units += other.units;
        for (id, theirs) in other.nodes {
            let node = self.nodes.entry(id).or_default();
            node.about = node.about.take().or(theirs.about);
            node.count += theirs.count;
            node.units += theirs.units;
            node.documents += theirs.documents;
            for (title, count) in theirs.titles {
                *node.titles.entry(title).or_insert(0) += count;
            }
        }
        for (key, theirs) in other.edges {
            let edge = self.edges.entry(key).or_default();
            edge.units += theirs.units;
            edge.documents += theirs.documents;
            evidence::keep_best(&mut edge.evidence, theirs.evidence, self.quotes);
        }
    }
}

fn about(entity: &Entity) -> About {
    About {
        name: entity.name.clone(),
        kind: entity.kind,
        type_: entity.type_.clone(),
        known: entity.known,
        country: entity.country.clone(),
        wikidata: entity.wikidata.clone(),
        position: entity.position,
    }
}
