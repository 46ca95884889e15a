//! The graph that follows from counts: statistics of edges, measures of nodes.

use super::time::Periods;
use super::{About, Aggregate, Edge, Filter, Node, betweenness, community, filter, pagerank, parallel, statistics};
use std::cmp::Ordering;
use std::convert::Infallible;

/// Edges whose statistics one thread computes at a time.
const PART: usize = 1 << 12;

/// A graph to be written. Measures of nodes are those of the graph as it is here, after filtering;
/// statistics of edges are those of all units.
#[derive(Clone, Debug)]
pub struct Graph<'a> {
    /// What it was made from.
    pub aggregate: &'a Aggregate,
    /// By id.
    pub nodes: Vec<GraphNode<'a>>,
    /// By the ids of both ends.
    pub edges: Vec<GraphEdge<'a>>,
    /// Nodes from which betweenness was estimated; none: it is exact.
    pub betweenness_pivots: Option<usize>,
    /// Modularity of the communities.
    pub modularity: f64,
}

/// A node.
#[derive(Clone, Debug)]
pub struct GraphNode<'a> {
    /// Entity's id.
    pub id: &'a str,
    /// Its counts.
    pub node: &'a Node,
    /// What is known of it.
    pub about: &'a About,
    /// Its units by period, if they are counted.
    pub periods: Option<&'a Periods>,
    /// Number of its edges.
    pub degree: usize,
    /// Sum of the weights of its edges.
    pub strength: u64,
    /// Weighted PageRank.
    pub pagerank: f64,
    /// Share of the shortest ways between others that lead through it.
    pub betweenness: f64,
    /// Number of its community; 0 is the largest.
    pub community: usize,
}

/// An edge.
#[derive(Clone, Debug)]
pub struct GraphEdge<'a> {
    /// Index of the end with the smaller id.
    pub source: usize,
    /// Index of the other.
    pub target: usize,
    /// Its counts.
    pub edge: &'a Edge,
    /// Its units by period, if they are counted.
    pub periods: Option<&'a Periods>,
    /// Units that chance alone would give.
    pub expected: f64,
    /// Normalised pointwise mutual information.
    pub npmi: f64,
    /// Log-likelihood ratio.
    pub llr: f64,
    /// Its p-value.
    pub p: f64,
    /// Share of the units with either that have both.
    pub jaccard: f64,
}

impl GraphEdge<'_> {
    /// The log-likelihood ratio, negative if the two avoid each other.
    pub fn signed_llr(&self) -> f64 {
        if (self.edge.units as f64) < self.expected { -self.llr } else { self.llr }
    }

    /// The stronger edge first, by log-likelihood ratio; those of a single unit come after all
    /// others, since two that are mentioned once, together, have a high ratio by accident.
    pub fn stronger(&self, other: &Self) -> Ordering {
        let key = |edge: &Self| (edge.edge.units > 1, edge.edge.units, edge.source, edge.target);
        let (ours, theirs) = (key(self), key(other));
        let ratio = other.signed_llr().total_cmp(&self.signed_llr());
        theirs.0.cmp(&ours.0).then(ratio).then(theirs.1.cmp(&ours.1)).then((ours.2, ours.3).cmp(&(theirs.2, theirs.3)))
    }
}

impl<'a> Graph<'a> {
    /// The graph of `aggregate` with what `filter` keeps; `seed` is for communities and estimates.
    ///
    /// # Errors
    ///
    /// A sentence if there is no entity to look around.
    pub fn of(aggregate: &'a Aggregate, filter: &Filter, seed: u64) -> Result<Self, String> {
        let mut nodes: Vec<GraphNode<'a>> =
            aggregate.nodes.iter().filter_map(|(id, node)| bare(aggregate, id, node)).collect();
        let mut edges = edges(aggregate);
        let stays = filter.apply(&nodes, &mut edges)?;
        let mut at = vec![0; nodes.len()];
        let mut next = 0;
        for (slot, stays) in at.iter_mut().zip(&stays) {
            *slot = next;
            next += usize::from(*stays);
        }
        let mut stays = stays.into_iter();
        nodes.retain(|_| stays.next().unwrap_or(false));
        for edge in &mut edges {
            edge.source = at.get(edge.source).copied().unwrap_or(0);
            edge.target = at.get(edge.target).copied().unwrap_or(0);
        }
        let (betweenness_pivots, modularity) = measure(&mut nodes, &edges, seed);
        Ok(Self { aggregate, nodes, edges, betweenness_pivots, modularity })
    }

    /// The nodes at both ends of an edge.
    pub fn ends(&self, edge: &GraphEdge<'_>) -> Option<(&GraphNode<'a>, &GraphNode<'a>)> {
        Some((self.nodes.get(edge.source)?, self.nodes.get(edge.target)?))
    }
}

fn bare<'a>(aggregate: &Aggregate, id: &'a str, node: &'a Node) -> Option<GraphNode<'a>> {
    Some(GraphNode {
        id,
        node,
        about: node.about.as_ref()?,
        periods: aggregate.calendar.as_ref().map(|_| &node.periods),
        degree: 0,
        strength: 0,
        pagerank: 0.0,
        betweenness: 0.0,
        community: 0,
    })
}

/// The edges between nodes of which something is known, with their statistics.
fn edges<'a>(aggregate: &'a Aggregate) -> Vec<GraphEdge<'a>> {
    let mut next = 0;
    let place = |node: &Node| {
        let own = node.about.is_some().then_some((next, node.units));
        next += usize::from(own.is_some());
        own
    };
    let places: Vec<Option<(usize, u64)>> = aggregate.nodes.values().map(place).collect();
    let place = |at: u32| places.get(at as usize).copied().flatten();
    let edge = |edge: &'a Edge| {
        let (source, target) = edge.ends;
        Some(statistics_of(aggregate, edge, place(source)?, place(target)?))
    };
    let mut out = Vec::with_capacity(aggregate.edges.len());
    let part = |edges: &'a [Edge]| edges.iter().filter_map(edge).collect::<Vec<_>>();
    let Ok(()) = parallel::parts(&aggregate.edges, PART, part, |edges| {
        out.extend(edges);
        Ok::<(), Infallible>(())
    });
    out
}

/// An edge from its two ends: their places among the nodes and the units of each.
fn statistics_of<'a>(
    aggregate: &Aggregate,
    edge: &'a Edge,
    (source, a): (usize, u64),
    (target, b): (usize, u64),
) -> GraphEdge<'a> {
    let llr = statistics::llr(aggregate.units, a, b, edge.units);
    GraphEdge {
        source,
        target,
        edge,
        periods: aggregate.calendar.as_ref().map(|_| &edge.periods),
        expected: statistics::expected(aggregate.units, a, b),
        npmi: statistics::npmi(aggregate.units, a, b, edge.units),
        llr,
        p: statistics::p_value(llr),
        jaccard: statistics::jaccard(a, b, edge.units),
    }
}

fn measure(nodes: &mut [GraphNode<'_>], edges: &[GraphEdge<'_>], seed: u64) -> (Option<usize>, f64) {
    let network = filter::network(nodes.len(), edges);
    let (ranks, between, communities) = std::thread::scope(|scope| {
        let ranks = scope.spawn(|| pagerank::pagerank(&network));
        let communities = scope.spawn(|| community::communities(&network, seed));
        let between = betweenness::betweenness(&network, seed);
        (ranks.join().unwrap_or_default(), between, communities.join().unwrap_or_default())
    });
    let measured = ranks.iter().zip(&between.values).zip(&communities);
    for ((at, node), ((rank, between), community)) in nodes.iter_mut().enumerate().zip(measured) {
        node.degree = network.degree(at);
        node.strength = network.strength(at) as u64;
        (node.pagerank, node.betweenness, node.community) = (*rank, *between, *community);
    }
    (between.pivots, community::modularity(&network, &communities))
}

impl Aggregate {
    /// [`Graph::of`] this aggregate.
    ///
    /// # Errors
    ///
    /// A sentence if there is no entity to look around.
    pub fn graph(&self, filter: &Filter, seed: u64) -> Result<Graph<'_>, String> {
        Graph::of(self, filter, seed)
    }
}
