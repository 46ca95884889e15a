//! Counts over many documents: who is mentioned how often, and who with whom.
//!
//! Counts are integers and add up exactly, so that parts may be counted apart and in any order;
//! everything that is derived from them is computed afterwards, in [`graph`].

pub mod backbone;
pub mod betweenness;
pub mod community;
pub mod compare;
pub mod contribution;
pub mod counter;
pub mod date;
pub mod duplicates;
pub mod evidence;
pub mod filter;
pub mod graph;
pub mod network;
pub mod pagerank;
pub mod parallel;
pub mod relations;
pub mod scope;
pub mod statistics;
pub mod time;
pub mod topics;

pub use contribution::Contribution;
pub use counter::Counter;
pub use evidence::Quote;
pub use filter::Filter;
pub use graph::Graph;
pub use scope::Scope;

use crate::dictionary::Kind;
use relations::Relations;
use std::collections::BTreeMap;
use time::{Calendar, Periods};

/// Counts of one entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// What is known of it.
    pub about: Option<About>,
    /// Mentions.
    pub count: u64,
    /// Units in which it is mentioned.
    pub units: u64,
    /// Documents in which it is mentioned.
    pub documents: u64,
    /// Titles with how often they stand before it in different documents.
    pub titles: BTreeMap<String, u64>,
    /// Its units by period, if there is a [`Calendar`].
    pub periods: Periods,
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
    /// Places of its two entities among those of the [`Aggregate`], the smaller first.
    pub ends: (u32, u32),
    /// Units in which both are mentioned.
    pub units: u64,
    /// Documents with such a unit.
    pub documents: u64,
    /// The best sentences with both.
    pub evidence: Vec<Quote>,
    /// Its units by period, if there is a [`Calendar`].
    pub periods: Periods,
    /// What sentences say that one did to the other.
    pub relations: Relations,
}

/// Counts of a collection of documents, as a [`Counter`] gives them.
#[derive(Clone, Debug)]
pub struct Aggregate {
    /// What counts as together.
    pub scope: Scope,
    /// Kinds that are counted.
    pub kinds: Vec<Kind>,
    /// Sentences that an edge keeps.
    pub quotes: usize,
    /// Whether relations are looked for.
    pub relations: bool,
    /// Documents that are counted.
    pub documents: u64,
    /// Near copies of other documents that were left out.
    pub duplicates: u64,
    /// Units.
    pub units: u64,
    /// Documents and units by period, if they are counted by period.
    pub calendar: Option<Calendar>,
    /// Entities by id.
    pub nodes: BTreeMap<String, Node>,
    /// Pairs in the order of their two ids.
    pub edges: Vec<Edge>,
}

impl Aggregate {
    /// Nothing counted yet.
    pub fn new(scope: Scope, kinds: &[Kind], quotes: usize) -> Self {
        Self {
            scope,
            kinds: kinds.to_vec(),
            quotes,
            relations: false,
            documents: 0,
            duplicates: 0,
            units: 0,
            calendar: None,
            nodes: BTreeMap::new(),
            edges: Vec::new(),
        }
    }

    /// The pairs with the ids of both ends, in order.
    pub fn pairs(&self) -> impl Iterator<Item = ((&str, &str), &Edge)> {
        let ids: Vec<&str> = self.nodes.keys().map(String::as_str).collect();
        let id = move |at: u32| ids.get(at as usize).copied();
        self.edges.iter().filter_map(move |edge| Some(((id(edge.ends.0)?, id(edge.ends.1)?), edge)))
    }
}

impl Node {
    /// The title that most documents give it; of equally frequent ones the shortest.
    pub fn title(&self) -> Option<&str> {
        let best = self.titles.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| (b.0.len(), b.0).cmp(&(a.0.len(), a.0))));
        best.map(|(title, _)| title.as_str())
    }

    /// Takes what is known from one of the documents that mention the entity: the same one whatever
    /// their order.
    fn learn(&mut self, about: &About) {
        match &self.about {
            Some(old) if about == old || about.rank() >= old.rank() => {}
            _ => self.about = Some(about.clone()),
        }
    }
}

impl About {
    /// The dictionary's knowledge before a guess, a name in usual letters before one in capitals.
    fn rank(&self) -> impl Ord + '_ {
        let capitals = !self.name.chars().any(char::is_lowercase);
        let rest = (
            &self.type_,
            &self.country,
            &self.wikidata,
            self.position.map(|(lat, lon)| [lat.to_bits(), lon.to_bits()]),
        );
        (!self.known, self.kind, capitals, &self.name, rest)
    }
}
