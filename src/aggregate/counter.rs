//! Adds up the counts of many documents, fast: entities and pairs are numbers until the end.

use super::contribution::{Counted, Pair};
use super::evidence::Quote;
use super::relations::Relations;
use super::time::{Date, Period};
use super::{About, Aggregate, Contribution, Edge, Node, evidence, relations};
use crate::text::fold::{HashMapOf, HashedKey};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// Sums of contributions.
#[derive(Debug)]
pub struct Counter {
    /// All but nodes and edges.
    sums: Aggregate,
    numbers: HashMap<String, u32, BuildHasherDefault<HashedKey>>,
    nodes: Vec<Node>,
    /// What documents say of each node, each only once.
    abouts: Vec<Vec<About>>,
    /// Places of pairs in `edges`: a table of numbers is quick to enlarge.
    places: HashMapOf<u32>,
    /// The ends of an edge are numbers of nodes, in no order yet.
    edges: Vec<Edge>,
}

/// The counts of a document that have their places in a [`Counter`] and are not added to it yet.
#[derive(Debug)]
pub struct Numbered {
    date: Option<Date>,
    units: u64,
    entities: Vec<Count>,
    ties: Vec<Tie>,
}

/// Counts of an entity in a document.
#[derive(Debug)]
struct Count {
    node: u32,
    mentions: u64,
    units: u64,
    titles: Vec<String>,
    /// What the document says of it: place among all that documents say of the node.
    about: u32,
}

/// Counts of a pair in a document.
#[derive(Debug)]
struct Tie {
    edge: u32,
    units: u64,
    quotes: Vec<Quote>,
    relations: Relations,
}

impl Numbered {
    /// About how many bytes it takes; what quotes share is counted once, titles and relations, of which there
    /// are few, not at all.
    pub fn size(&self) -> usize {
        let quotes: usize = self.ties.iter().flat_map(|tie| &tie.quotes).map(Quote::size).sum();
        size_of::<Self>() + size_of::<Count>() * self.entities.len() + size_of::<Tie>() * self.ties.len() + quotes
    }
}

impl Counter {
    /// Nothing yet; counts what `empty` says.
    pub fn new(empty: Aggregate) -> Self {
        let (numbers, places) = (HashMap::default(), HashMapOf::default());
        Self { sums: empty, numbers, nodes: Vec::new(), abouts: Vec::new(), places, edges: Vec::new() }
    }

    /// Adds what was counted of a document.
    pub fn add(&mut self, contribution: Contribution) {
        let Numbered { date, units, entities, ties } = self.number(contribution);
        let period = self.period(date, units);
        add_entities(&mut self.nodes, &self.abouts, entities, period);
        add_ties(&mut self.edges, ties, period, self.sums.quotes);
    }

    /// Finds the places of a document's counts, which [`finish_with`](Self::finish_with) adds; what is never added leaves
    /// no trace.
    pub fn number(&mut self, contribution: Contribution) -> Numbered {
        let Contribution { date, units, entities, pairs, .. } = contribution;
        // exactly as much room as is needed: this is what is kept of each document
        let mut counts = Vec::with_capacity(entities.len());
        counts.extend(entities.into_iter().map(|counted| self.count(counted)));
        let mut ties = Vec::with_capacity(pairs.len());
        for Pair { a, b, units, quotes, relations } in pairs {
            if let (Some(a), Some(b)) = (counts.get(a), counts.get(b)) {
                ties.push(Tie { edge: self.edge(a.node, b.node), units, quotes, relations });
            }
        }
        Numbered { date, units, entities: counts, ties }
    }

    fn count(&mut self, counted: Counted) -> Count {
        let Counted { id, about, count, units, titles } = counted;
        let node = match self.numbers.get(&id) {
            Some(number) => *number,
            None => {
                let number = self.nodes.len() as u32;
                self.nodes.push(Node::default());
                self.abouts.push(Vec::new());
                self.numbers.insert(id, number);
                number
            }
        };
        let about = self.abouts.get_mut(node as usize).map_or(0, |said| place_of(about, said));
        Count { node, mentions: count, units, titles, about }
    }

    fn edge(&mut self, a: u32, b: u32) -> u32 {
        let (a, b) = (a.min(b), a.max(b));
        let new = self.edges.len() as u32;
        let place = *self.places.entry(key(a, b)).or_insert(new);
        if place == new {
            self.edges.push(Edge { ends: (a, b), ..Edge::default() });
        }
        place
    }

    /// Counts a document and its units, and gives its period.
    fn period(&mut self, date: Option<Date>, units: u64) -> Option<Period> {
        self.sums.documents += 1;
        self.sums.units += units;
        self.sums.calendar.as_mut().and_then(|calendar| calendar.add(date, units))
    }

    /// Notes that so many documents were left out as near copies of others.
    pub fn leave_out(&mut self, documents: u64) {
        self.sums.duplicates += documents;
    }

    /// The sums.
    pub fn finish(self) -> Aggregate {
        self.finish_with(std::iter::empty())
    }

    /// The sums with those of more documents, whose entities and pairs are added side by side.
    pub fn finish_with(mut self, documents: impl Iterator<Item = Numbered>) -> Aggregate {
        let (mut all, mut ties_of_all) = (Vec::new(), Vec::new());
        for Numbered { date, units, entities, ties } in documents {
            let period = self.period(date, units);
            all.push((entities, period));
            ties_of_all.push((ties, period));
        }
        let Self { mut sums, numbers, mut nodes, abouts, mut edges, .. } = self;
        // ids are compared once; from then on their places in order are
        let mut ids: Vec<(String, u32)> = numbers.into_iter().collect();
        std::thread::scope(|scope| {
            scope.spawn(|| ids.sort_unstable());
            scope.spawn(|| {
                for (counts, period) in all {
                    add_entities(&mut nodes, &abouts, counts, period);
                }
            });
            for (ties, period) in ties_of_all {
                add_ties(&mut edges, ties, period, sums.quotes);
            }
        });
        ids.retain(|(_, number)| nodes.get(*number as usize).is_some_and(|node| node.documents > 0));
        let mut places = vec![0; nodes.len()];
        for (place, (_, number)) in ids.iter().enumerate() {
            if let Some(slot) = places.get_mut(*number as usize) {
                *slot = place as u32;
            }
        }
        let named = |(id, number): (String, u32)| Some((id, std::mem::take(nodes.get_mut(number as usize)?)));
        std::thread::scope(|scope| {
            scope.spawn(|| sums.nodes = ids.into_iter().filter_map(named).collect());
            sums.edges = in_order(edges, &places);
        });
        sums
    }
}

/// Place of `about` in what was `said` so far, where it is added if it is new: most documents say the same.
fn place_of(about: About, said: &mut Vec<About>) -> u32 {
    let place = said.iter().position(|known| *known == about).unwrap_or(said.len());
    if place == said.len() {
        said.reserve_exact(1);
        said.push(about);
    }
    place as u32
}

fn add_entities(nodes: &mut [Node], abouts: &[Vec<About>], counts: Vec<Count>, period: Option<Period>) {
    for count in counts {
        let Some(node) = nodes.get_mut(count.node as usize) else { continue };
        node.count += count.mentions;
        node.units += count.units;
        node.documents += 1;
        if let Some(about) = abouts.get(count.node as usize).and_then(|said| said.get(count.about as usize)) {
            node.learn(about);
        }
        if let (Some(period), true) = (period, count.units > 0) {
            *node.periods.entry(period).or_default() += count.units;
        }
        for title in count.titles {
            *node.titles.entry(title).or_insert(0) += 1;
        }
    }
}

fn add_ties(edges: &mut [Edge], ties: Vec<Tie>, period: Option<Period>, quotes: usize) {
    for tie in ties {
        let Some(edge) = edges.get_mut(tie.edge as usize) else { continue };
        edge.units += tie.units;
        edge.documents += 1;
        if let Some(period) = period {
            *edge.periods.entry(period).or_default() += tie.units;
        }
        relations::add(&mut edge.relations, tie.relations);
        evidence::keep_best(&mut edge.evidence, tie.quotes, quotes);
    }
}

/// The edges that were counted, between places instead of numbers, in their order.
fn in_order(mut edges: Vec<Edge>, places: &[u32]) -> Vec<Edge> {
    let place = |number: u32| places.get(number as usize).copied().unwrap_or_default();
    for Edge { ends, .. } in &mut edges {
        let (a, b) = (place(ends.0), place(ends.1));
        *ends = (a.min(b), a.max(b));
    }
    let counted = edges.iter().enumerate().filter(|(_, edge)| edge.documents > 0);
    let mut order: Vec<((u32, u32), u32)> = counted.map(|(at, edge)| (edge.ends, at as u32)).collect();
    order.sort_unstable();
    let mut out = Vec::with_capacity(order.len());
    out.extend(order.into_iter().filter_map(|(_, at)| edges.get_mut(at as usize).map(std::mem::take)));
    out
}

/// A different key for each pair; the low bits, by which the table places it, are of both.
fn key(a: u32, b: u32) -> u64 {
    u64::from(a) << 32 | u64::from(b ^ a.wrapping_mul(0x9E37_79B1))
}
