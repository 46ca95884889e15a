//! Betweenness: how often a node lies on the shortest way between two others.

use super::network::{Network, Random, in_own_order, places};
use super::parallel;
use std::convert::Infallible;

/// Nodes up to which it is exact.
pub const EXACT: usize = 2_000;
/// Nodes from which ways are followed in a larger graph, fewer if these take more than [`STEPS`].
pub const PIVOTS: usize = 500;
/// Nodes from which ways are followed at the least.
pub const LEAST_PIVOTS: usize = 100;
/// Steps along edges from all pivots together: about half a second.
const STEPS: usize = 30_000_000;
/// Starts whose results are added up together: a fixed number, so that the sum does not depend on
/// the number of threads.
const CHUNK: usize = 16;

/// Betweenness of all nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct Betweenness {
    /// Of each node: the share of pairs of other nodes whose shortest ways lead through it, 0 to 1.
    pub values: Vec<f64>,
    /// Number of nodes from which it was estimated; none: it is exact.
    pub pivots: Option<usize>,
}

/// Betweenness by the number of steps (Brandes 2001), from all nodes up to [`EXACT`], else from
/// some, up to [`PIVOTS`], that `seed` chooses (Brandes and Pich 2007).
pub fn betweenness(network: &Network, seed: u64) -> Betweenness {
    let n = network.len();
    let steps = 2 * network.edges().max(1);
    let pivots = (n > EXACT).then_some((STEPS / steps).clamp(LEAST_PIVOTS, PIVOTS));
    let starts: Vec<usize> = match pivots {
        Some(pivots) => Random::new(seed).order(n).into_iter().take(pivots).collect(),
        None => (0..n).collect(),
    };
    let (hubs, order) = network.hubs_first();
    let places = places(&order);
    let starts: Vec<usize> = starts.iter().filter_map(|&start| Some(*places.get(start)? as usize)).collect();
    let mut values = in_own_order(&summed(&hubs, &starts), &order);
    let pairs = n.saturating_sub(1) as f64 * n.saturating_sub(2) as f64;
    let scale = if pairs > 0.0 { n as f64 / (starts.len() as f64 * pairs) } else { 0.0 };
    values.iter_mut().for_each(|value| *value *= scale);
    Betweenness { values, pivots }
}

/// Sum of what the ways from `starts` give each node, on all cores.
fn summed(network: &Network, starts: &[usize]) -> Vec<f64> {
    let mut total = vec![0.0; network.len()];
    let Ok(()) = parallel::parts(
        starts,
        CHUNK,
        |starts| Ways::new(network).sum_over(starts),
        |part| {
            total.iter_mut().zip(part).for_each(|(sum, value)| *sum += value);
            Ok::<(), Infallible>(())
        },
    );
    total
}

/// The ways from one start at a time. Arrays are apart: the steps to nodes are read far more often than
/// the rest.
struct Ways<'n> {
    network: &'n Network,
    /// Where [`Network::starts`] has the neighbours of each node, in half the room.
    starts: Vec<u32>,
    /// Steps to each node, or [`UNSEEN`].
    steps: Vec<u32>,
    /// Shortest ways to it.
    ways: Vec<f64>,
    /// Share of the ways to nodes behind it.
    shares: Vec<f64>,
    /// The neighbours before each node on the ways to it, from where its neighbours begin
    before: Vec<u32>,
    /// to here.
    ends: Vec<u32>,
    /// Nodes that were reached, nearest first.
    order: Vec<u32>,
    sums: Vec<f64>,
}

const UNSEEN: u32 = u32::MAX;

impl<'n> Ways<'n> {
    fn new(network: &'n Network) -> Self {
        let n = network.len();
        let starts: Vec<u32> = network.starts().iter().map(|&start| start as u32).collect();
        Self {
            network,
            steps: vec![UNSEEN; n],
            ways: vec![0.0; n],
            shares: vec![0.0; n],
            before: vec![0; 2 * network.edges()],
            ends: starts.clone(),
            starts,
            order: Vec::with_capacity(n),
            sums: vec![0.0; n],
        }
    }

    fn sum_over(mut self, starts: &[usize]) -> Vec<f64> {
        for &start in starts {
            self.follow(start as u32);
            self.gather(start as u32);
        }
        self.sums
    }

    /// Counts the shortest ways from `start`, nearest nodes first.
    fn follow(&mut self, start: u32) {
        if let (Some(steps), Some(ways)) = (self.steps.get_mut(start as usize), self.ways.get_mut(start as usize)) {
            (*steps, *ways) = (0, 1.0);
            self.order.push(start);
        }
        let mut at = 0;
        while let Some(&node) = self.order.get(at) {
            at += 1;
            let next = value(&self.steps, node).saturating_add(1);
            let here = value(&self.ways, node);
            for &to in self.network.neighbours(node as usize) {
                let Some(steps) = self.steps.get_mut(to as usize) else { continue };
                if *steps == UNSEEN {
                    *steps = next;
                    self.order.push(to);
                }
                if *steps == next {
                    self.step(node, here, to);
                }
            }
        }
    }

    /// Notes that `node`, to which `ways` lead, stands before `to`.
    #[inline]
    fn step(&mut self, node: u32, ways: f64, to: u32) {
        if let (Some(sum), Some(end)) = (self.ways.get_mut(to as usize), self.ends.get_mut(to as usize))
            && let Some(slot) = self.before.get_mut(*end as usize)
        {
            *slot = node;
            *end += 1;
            *sum += ways;
        }
    }

    /// Gives each node its share of the ways behind it, farthest nodes first, and forgets the start.
    fn gather(&mut self, start: u32) {
        for &node in self.order.iter().rev() {
            let share = value(&self.shares, node);
            let each = (1.0 + share) / value(&self.ways, node);
            let range = value(&self.starts, node) as usize..value(&self.ends, node) as usize;
            for &to in self.before.get(range).unwrap_or_default() {
                if let (Some(share), Some(ways)) = (self.shares.get_mut(to as usize), self.ways.get(to as usize)) {
                    *share += ways * each;
                }
            }
            if let (Some(sum), true) = (self.sums.get_mut(node as usize), node != start) {
                *sum += share;
            }
        }
        self.order.clear();
        self.steps.fill(UNSEEN);
        self.ways.fill(0.0);
        self.shares.fill(0.0);
        self.ends.copy_from_slice(&self.starts);
    }
}

#[inline]
fn value<T: Copy + Default>(values: &[T], node: u32) -> T {
    values.get(node as usize).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_and_a_square() {
        let path = Network::new(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)]);
        let found = betweenness(&path, 1);
        for (value, by_hand) in found.values.iter().zip([0.0, 2.0 / 3.0, 2.0 / 3.0, 0.0]) {
            assert!((value - by_hand).abs() < 1e-12, "{found:?}");
        }
        let square = Network::new(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 0, 1.0)]);
        assert!(betweenness(&square, 1).values.iter().all(|value| (value - 1.0 / 6.0).abs() < 1e-12));
    }

    #[test]
    fn a_large_graph_is_estimated() {
        // a star: every pair of leaves goes through the centre
        let n = EXACT + 1_000;
        let edges: Vec<(usize, usize, f64)> = (1..n).map(|leaf| (0, leaf, 1.0)).collect();
        let found = betweenness(&Network::new(n, &edges), 7);
        assert_eq!(found.pivots, Some(PIVOTS));
        assert!((found.values[0] - 1.0).abs() < 0.01 && found.values[1] == 0.0, "{}", found.values[0]);
        assert_eq!(found, betweenness(&Network::new(n, &edges), 7));
    }
}
