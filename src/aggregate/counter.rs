//! Adds up the counts of many documents, fast: entities are numbers until the end.

use super::contribution::{Counted, Pair};
use super::time::Period;
use super::{Aggregate, Contribution, Edge, Node, evidence, relations};
use crate::text::fold::{HashMapOf, HashedKey};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::BuildHasherDefault;

/// Sums of contributions.
#[derive(Debug)]
pub struct Counter {
    /// All but nodes and edges.
    sums: Aggregate,
    numbers: HashMap<String, u32, BuildHasherDefault<HashedKey>>,
    nodes: Vec<Node>,
    edges: Edges,
}

/// What is counted of pairs. The ends of an edge are numbers of nodes, in no order yet.
#[derive(Debug, Default)]
struct Edges {
    /// Places of pairs in `edges`: a table of numbers is quick to enlarge.
    places: HashMapOf<usize>,
    edges: Vec<Edge>,
}

/// The entities of a document with their numbers, and its pairs of them.
struct Numbered {
    period: Option<Period>,
    entities: Vec<(u32, Counted)>,
    numbers: Vec<u32>,
    pairs: Vec<Pair>,
}

impl Counter {
    /// Nothing yet; counts what `empty` says.
    pub fn new(empty: Aggregate) -> Self {
        Self { sums: empty, numbers: HashMap::default(), nodes: Vec::new(), edges: Edges::default() }
    }

    /// Adds what was counted of a document.
    pub fn add(&mut self, contribution: Contribution) {
        let Numbered { period, entities, numbers, pairs } = self.numbered(contribution);
        add_entities(&mut self.nodes, entities, period);
        self.edges.add(pairs, &numbers, period, self.sums.quotes);
    }

    /// Adds what was counted of many documents, entities and pairs side by side.
    pub fn add_all(&mut self, contributions: impl Iterator<Item = Contribution>) {
        let (mut all, mut pairs_of_all) = (Vec::new(), Vec::new());
        for contribution in contributions {
            let Numbered { period, entities, numbers, pairs } = self.numbered(contribution);
            all.push((entities, period));
            pairs_of_all.push((pairs, numbers, period));
        }
        let (nodes, edges, quotes) = (&mut self.nodes, &mut self.edges, self.sums.quotes);
        std::thread::scope(|scope| {
            scope.spawn(move || all.into_iter().for_each(|(entities, period)| add_entities(nodes, entities, period)));
            for (pairs, numbers, period) in pairs_of_all {
                edges.add(pairs, &numbers, period, quotes);
            }
        });
    }

    /// Notes that so many documents were left out as near copies of others.
    pub fn leave_out(&mut self, documents: u64) {
        self.sums.duplicates += documents;
    }

    fn numbered(&mut self, mut contribution: Contribution) -> Numbered {
        self.sums.documents += 1;
        self.sums.units += contribution.units;
        let calendar = self.sums.calendar.as_mut();
        let period = calendar.and_then(|all| all.add(contribution.date, contribution.units));
        let number = |counted: &mut Counted| self.number(std::mem::take(&mut counted.id));
        let numbers: Vec<u32> = contribution.entities.iter_mut().map(number).collect();
        let entities = numbers.iter().copied().zip(contribution.entities).collect();
        Numbered { period, entities, numbers, pairs: contribution.pairs }
    }

    fn number(&mut self, id: String) -> u32 {
        match self.numbers.entry(id) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                self.nodes.push(Node::default());
                *entry.insert(self.nodes.len() as u32 - 1)
            }
        }
    }

    /// The sums.
    pub fn finish(mut self) -> Aggregate {
        // ids are compared once; from then on their places in order are
        let mut ids: Vec<(String, u32)> = self.numbers.into_iter().collect();
        ids.sort_unstable();
        let mut places = vec![0; ids.len()];
        for (place, (_, number)) in ids.iter().enumerate() {
            if let Some(slot) = places.get_mut(*number as usize) {
                *slot = place as u32;
            }
        }
        let mut nodes = self.nodes;
        let named = |(id, number): (String, u32)| Some((id, std::mem::take(nodes.get_mut(number as usize)?)));
        self.sums.nodes = ids.into_iter().filter_map(named).collect();
        self.sums.edges = self.edges.in_order(&places);
        self.sums
    }
}

fn add_entities(nodes: &mut [Node], entities: Vec<(u32, Counted)>, period: Option<Period>) {
    for (number, counted) in entities {
        let Some(node) = nodes.get_mut(number as usize) else { continue };
        node.learn(counted.about);
        node.count += counted.count;
        node.units += counted.units;
        node.documents += 1;
        if let (Some(period), true) = (period, counted.units > 0) {
            *node.periods.entry(period).or_default() += counted.units;
        }
        for title in counted.titles {
            *node.titles.entry(title).or_insert(0) += 1;
        }
    }
}

impl Edges {
    /// Adds pairs; `numbers` are those of the document's entities.
    fn add(&mut self, pairs: Vec<Pair>, numbers: &[u32], period: Option<Period>, quotes: usize) {
        for pair in pairs {
            let (Some(&a), Some(&b)) = (numbers.get(pair.a), numbers.get(pair.b)) else { continue };
            let (a, b) = (a.min(b), a.max(b));
            let place = *self.places.entry(key(a, b)).or_insert(self.edges.len());
            if place == self.edges.len() {
                self.edges.push(Edge { ends: (a, b), ..Edge::default() });
            }
            let Some(edge) = self.edges.get_mut(place) else { continue };
            edge.units += pair.units;
            edge.documents += 1;
            if let Some(period) = period {
                *edge.periods.entry(period).or_default() += pair.units;
            }
            relations::add(&mut edge.relations, pair.relations);
            evidence::keep_best(&mut edge.evidence, pair.quotes, quotes);
        }
    }

    /// The edges between places instead of numbers, in their order.
    fn in_order(self, places: &[u32]) -> Vec<Edge> {
        let place = |number: u32| places.get(number as usize).copied().unwrap_or_default();
        let mut edges = self.edges;
        for Edge { ends, .. } in &mut edges {
            let (a, b) = (place(ends.0), place(ends.1));
            *ends = (a.min(b), a.max(b));
        }
        let mut order: Vec<((u32, u32), usize)> = edges.iter().enumerate().map(|(at, edge)| (edge.ends, at)).collect();
        order.sort_unstable();
        order.into_iter().filter_map(|(_, at)| edges.get_mut(at).map(std::mem::take)).collect()
    }
}

/// A different key for each pair; the low bits, by which the table places it, are of both.
fn key(a: u32, b: u32) -> u64 {
    u64::from(a) << 32 | u64::from(b ^ a.wrapping_mul(0x9E37_79B1))
}
