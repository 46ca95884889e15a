//! Adds up the counts of many documents, fast: entities are numbers until the end.

use super::time::Calendar;
use super::{Aggregate, Contribution, Edge, Node, evidence, relations};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Sums of contributions.
#[derive(Debug, Default)]
pub struct Counter {
    quotes: usize,
    documents: u64,
    units: u64,
    calendar: Option<Calendar>,
    numbers: HashMap<String, u32>,
    nodes: Vec<Node>,
    /// Places of pairs in `edges`: a table of numbers is quick to enlarge.
    pairs: HashMap<(u32, u32), usize>,
    edges: Vec<Edge>,
}

impl Counter {
    /// Nothing yet; counts what `aggregate` does.
    pub fn of(aggregate: &Aggregate) -> Self {
        let calendar = aggregate.calendar.as_ref().map(|calendar| Calendar::new(calendar.by));
        Self { quotes: aggregate.quotes, calendar, ..Self::default() }
    }

    /// Adds what was counted of a document.
    pub fn add(&mut self, contribution: Contribution) {
        self.documents += 1;
        self.units += contribution.units;
        let period = self.calendar.as_mut().and_then(|all| all.add(contribution.date, contribution.units));
        let mut numbers = Vec::with_capacity(contribution.entities.len());
        for counted in contribution.entities {
            let number = self.number(counted.id);
            numbers.push(number);
            let Some(node) = self.nodes.get_mut(number as usize) else { continue };
            node.learn(Some(counted.about));
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
        for pair in contribution.pairs {
            let (Some(&a), Some(&b)) = (numbers.get(pair.a), numbers.get(pair.b)) else { continue };
            let place = *self.pairs.entry((a.min(b), a.max(b))).or_insert(self.edges.len());
            if place == self.edges.len() {
                self.edges.push(Edge::default());
            }
            let Some(edge) = self.edges.get_mut(place) else { continue };
            edge.units += pair.units;
            edge.documents += 1;
            if let Some(period) = period {
                *edge.periods.entry(period).or_default() += pair.units;
            }
            relations::add(&mut edge.relations, pair.relations);
            evidence::keep_best(&mut edge.evidence, pair.quotes, self.quotes);
        }
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

    /// Adds the sums to an aggregate.
    pub fn add_to(self, aggregate: &mut Aggregate) {
        aggregate.documents += self.documents;
        aggregate.units += self.units;
        aggregate.add_calendar(self.calendar);
        let mut ids = vec![String::new(); self.nodes.len()];
        for (id, number) in self.numbers {
            if let Some(slot) = ids.get_mut(number as usize) {
                *slot = id;
            }
        }
        // ids are compared once; from then on their places in order are
        let mut order: Vec<u32> = (0..ids.len() as u32).collect();
        order.sort_unstable_by_key(|&number| ids.get(number as usize));
        let mut places = vec![0_u32; ids.len()];
        for (place, &number) in order.iter().enumerate() {
            if let Some(slot) = places.get_mut(number as usize) {
                *slot = place as u32;
            }
        }
        let place = |number: u32| places.get(number as usize).copied().unwrap_or_default();
        let id = |place: u32| order.get(place as usize).and_then(|&number| ids.get(number as usize)).cloned();
        let ends = |((a, b), at): ((u32, u32), usize)| (place(a).min(place(b)), place(a).max(place(b)), at);
        let mut pairs: Vec<(u32, u32, usize)> = self.pairs.into_iter().map(ends).collect();
        pairs.sort_unstable();
        let mut edges = self.edges;
        let named = |(a, b, at): (u32, u32, usize)| Some(((id(a)?, id(b)?), std::mem::take(edges.get_mut(at)?)));
        let edges: Vec<((String, String), Edge)> = pairs.into_iter().filter_map(named).collect();
        let nodes = ids.into_iter().zip(self.nodes);
        if aggregate.nodes.is_empty() && aggregate.edges.is_empty() {
            aggregate.nodes = nodes.collect();
            aggregate.edges = edges.into_iter().collect();
            return;
        }
        for (id, node) in nodes {
            aggregate.nodes.entry(id).or_default().merge(node);
        }
        for (key, edge) in edges {
            aggregate.edges.entry(key).or_default().merge(edge, aggregate.quotes);
        }
    }
}
