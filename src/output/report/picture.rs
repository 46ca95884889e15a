//! Which entities and ties the picture shows: all would be a tangle.

use crate::aggregate::{About, Aggregate, Edge, Node, statistics};
use std::collections::{BTreeMap, BTreeSet};

/// Most nodes.
pub const NODES: usize = 150;
/// Most edges a node, on average, besides those that hold the picture together.
const EDGES_A_NODE: usize = 2;

/// The nodes and edges of the picture.
pub struct Picture<'a> {
    /// Most mentions first.
    pub nodes: Vec<Member<'a>>,
    /// Strongest first.
    pub ties: Vec<Tie<'a>>,
    /// Ties among all entities.
    pub all: usize,
}

/// A node of the picture.
pub struct Member<'a> {
    /// Its id.
    pub id: &'a str,
    /// What is known of it.
    pub about: &'a About,
    /// Its counts.
    pub node: &'a Node,
}

/// An edge of the picture.
pub struct Tie<'a> {
    /// Index of a node.
    pub a: usize,
    /// Index of the other.
    pub b: usize,
    /// Its counts.
    pub edge: &'a Edge,
    /// Log-likelihood ratio.
    pub llr: f64,
    /// Normalised pointwise mutual information.
    pub npmi: f64,
}

/// Chooses the most mentioned entities, and of their ties those that are least likely to be chance:
/// as many as keep everything that is connected connected, and the strongest of the rest.
pub fn choose(aggregate: &Aggregate) -> Picture<'_> {
    let tied: BTreeSet<&str> = aggregate.pairs().flat_map(|((a, b), _)| [a, b]).collect();
    let mut nodes: Vec<Member<'_>> = aggregate
        .nodes
        .iter()
        .filter(|(id, _)| tied.contains(id.as_str()))
        .filter_map(|(id, node)| Some(Member { id, about: node.about.as_ref()?, node }))
        .collect();
    nodes.sort_by(|a, b| {
        (b.node.count, b.node.documents).cmp(&(a.node.count, a.node.documents)).then_with(|| a.id.cmp(b.id))
    });
    nodes.truncate(NODES);
    let ties = strongest(ties_among(aggregate, &nodes), nodes.len());
    without_loners(nodes, ties, aggregate.edges.len())
}

/// Ties that are more frequent than chance, strongest first.
fn ties_among<'a>(aggregate: &'a Aggregate, nodes: &[Member<'a>]) -> Vec<Tie<'a>> {
    let at: BTreeMap<&str, (usize, u64)> =
        nodes.iter().enumerate().map(|(index, member)| (member.id, (index, member.node.units))).collect();
    let total = aggregate.units;
    let mut ties: Vec<Tie<'a>> = aggregate
        .pairs()
        .filter_map(|((a, b), edge)| {
            let (&(a, units_a), &(b, units_b)) = (at.get(a)?, at.get(b)?);
            let expected = statistics::expected(total, units_a, units_b);
            // in a text of one unit everything is with everything, and that is all there is to say
            (edge.units as f64 > expected || total <= 1).then(|| Tie {
                a,
                b,
                edge,
                llr: statistics::llr(total, units_a, units_b, edge.units),
                npmi: statistics::npmi(total, units_a, units_b, edge.units),
            })
        })
        .collect();
    ties.sort_by(|a, b| b.llr.total_cmp(&a.llr).then_with(|| (b.edge.units, a.a, a.b).cmp(&(a.edge.units, b.a, b.b))));
    ties
}

fn strongest(ties: Vec<Tie<'_>>, nodes: usize) -> Vec<Tie<'_>> {
    let mut parts = Parts((0..nodes).collect());
    let mut spare = nodes * EDGES_A_NODE;
    ties.into_iter()
        .filter(|tie| {
            let joins = parts.join(tie.a, tie.b);
            let room = spare > 0;
            spare -= usize::from(!joins && room);
            joins || room
        })
        .collect()
}

/// Leaves out nodes that have no tie in the picture.
fn without_loners<'a>(nodes: Vec<Member<'a>>, mut ties: Vec<Tie<'a>>, all: usize) -> Picture<'a> {
    let mut used = vec![false; nodes.len()];
    for index in ties.iter().flat_map(|tie| [tie.a, tie.b]) {
        used.iter_mut().skip(index).take(1).for_each(|used| *used = true);
    }
    let mut next = 0;
    let renumbered: Vec<usize> = used
        .iter()
        .map(|&used| {
            let number = next;
            next += usize::from(used);
            number
        })
        .collect();
    for tie in &mut ties {
        tie.a = renumbered.get(tie.a).copied().unwrap_or(0);
        tie.b = renumbered.get(tie.b).copied().unwrap_or(0);
    }
    let nodes = nodes.into_iter().zip(used).filter(|(_, used)| *used).map(|(member, _)| member).collect();
    Picture { nodes, ties, all }
}

/// Nodes in connected parts: each points towards the one that stands for its part.
struct Parts(Vec<usize>);

impl Parts {
    fn of(&mut self, mut node: usize) -> usize {
        while let Some(&next) = self.0.get(node).filter(|&&next| next != node) {
            let after = self.0.get(next).copied().unwrap_or(next);
            if let Some(slot) = self.0.get_mut(node) {
                *slot = after;
            }
            node = next;
        }
        node
    }

    /// Whether two parts became one.
    fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.of(a), self.of(b));
        if let Some(slot) = self.0.get_mut(a) {
            *slot = b;
        }
        a != b
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::Scope;
    use crate::dictionary::Kind;

    fn about(name: &str) -> About {
        About {
            name: name.to_owned(),
            kind: Kind::Person,
            type_: None,
            known: true,
            country: None,
            wikidata: None,
            position: None,
        }
    }

    #[test]
    fn the_picture_is_bounded_and_connected() {
        let mut aggregate = Aggregate::new(Scope::Sentence, &Kind::ALL, 0);
        aggregate.units = 1_000_000;
        let id = |i: usize| format!("n{i:03}");
        for i in 0..400 {
            let node = aggregate.nodes.entry(id(i)).or_default();
            node.about = Some(about(&id(i)));
            (node.count, node.units, node.documents) = (1000 - i as u64, 1000 - i as u64, 1);
            aggregate.edges.extend((0..i).map(|j| Edge {
                ends: (j as u32, i as u32),
                units: 2 + ((i * 31 + j * 17) % 97) as u64,
                ..Edge::default()
            }));
        }
        aggregate.nodes.entry("alone".to_owned()).or_default().about = Some(about("alone"));
        let picture = choose(&aggregate);
        assert_eq!(picture.nodes.len(), NODES);
        assert!(picture.nodes.iter().all(|member| member.id != "alone"));
        assert!(picture.ties.len() < NODES * (EDGES_A_NODE + 1), "{}", picture.ties.len());
        let mut parts = Parts((0..NODES).collect());
        let joined = picture.ties.iter().filter(|tie| parts.join(tie.a, tie.b)).count();
        assert_eq!(joined, NODES - 1, "one part");
    }
}
