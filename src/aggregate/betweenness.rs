//! Betweenness: how often a node lies on the shortest way between two others.

use super::network::{Network, Random};
use std::num::NonZero;

/// Nodes up to which it is exact.
pub const EXACT: usize = 2_000;
/// Nodes from which ways are followed in a larger graph.
pub const PIVOTS: usize = 500;
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
/// [`PIVOTS`] that `seed` chooses (Brandes and Pich 2007).
pub fn betweenness(network: &Network, seed: u64) -> Betweenness {
    let n = network.len();
    let pivots = (n > EXACT).then_some(PIVOTS);
    let starts: Vec<usize> = match pivots {
        Some(pivots) => Random::new(seed).order(n).into_iter().take(pivots).collect(),
        None => (0..n).collect(),
    };
    let mut values = summed(network, &starts);
    let pairs = n.saturating_sub(1) as f64 * n.saturating_sub(2) as f64;
    let scale = if pairs > 0.0 { n as f64 / (starts.len() as f64 * pairs) } else { 0.0 };
    values.iter_mut().for_each(|value| *value *= scale);
    Betweenness { values, pivots }
}

/// Sum of what the ways from `starts` give each node, on all cores.
fn summed(network: &Network, starts: &[usize]) -> Vec<f64> {
    let chunks: Vec<&[usize]> = starts.chunks(CHUNK).collect();
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut total = vec![0.0; network.len()];
    for group in chunks.chunks(threads) {
        let parts: Vec<Vec<f64>> = std::thread::scope(|scope| {
            let running: Vec<_> =
                group.iter().map(|chunk| scope.spawn(|| Ways::new(network).sum_over(chunk))).collect();
            running.into_iter().filter_map(|thread| thread.join().ok()).collect()
        });
        for part in parts {
            total.iter_mut().zip(part).for_each(|(sum, value)| *sum += value);
        }
    }
    total
}

/// What is known of a node while the ways from one start are followed.
#[derive(Clone, Copy)]
struct Seen {
    steps: usize,
    /// Shortest ways to it.
    ways: f64,
    /// Share of the ways to nodes behind it.
    share: f64,
}

const UNSEEN: Seen = Seen { steps: usize::MAX, ways: 0.0, share: 0.0 };

struct Ways<'n> {
    network: &'n Network,
    seen: Vec<Seen>,
    order: Vec<usize>,
    sums: Vec<f64>,
}

impl<'n> Ways<'n> {
    fn new(network: &'n Network) -> Self {
        let n = network.len();
        Self { network, seen: vec![UNSEEN; n], order: Vec::with_capacity(n), sums: vec![0.0; n] }
    }

    fn sum_over(mut self, starts: &[usize]) -> Vec<f64> {
        for &start in starts {
            self.follow(start);
            self.gather(start);
        }
        self.sums
    }

    fn seen(&self, node: usize) -> Seen {
        self.seen.get(node).copied().unwrap_or(UNSEEN)
    }

    /// Counts the shortest ways from `start`, nearest nodes first.
    fn follow(&mut self, start: usize) {
        if let Some(first) = self.seen.get_mut(start) {
            *first = Seen { steps: 0, ways: 1.0, share: 0.0 };
            self.order.push(start);
        }
        let mut at = 0;
        while let Some(&node) = self.order.get(at) {
            at += 1;
            let Seen { steps, ways, .. } = self.seen(node);
            for &(to, _) in self.network.of(node) {
                let Some(next) = self.seen.get_mut(to) else {
                    continue;
                };
                if next.steps == usize::MAX {
                    next.steps = steps + 1;
                    self.order.push(to);
                }
                if next.steps == steps + 1 {
                    next.ways += ways;
                }
            }
        }
    }

    /// Gives each node its share of the ways behind it, farthest nodes first, and forgets the start.
    fn gather(&mut self, start: usize) {
        for &node in self.order.iter().rev() {
            let Seen { steps, ways, share } = self.seen.get(node).copied().unwrap_or(UNSEEN);
            for &(to, _) in self.network.of(node) {
                if let Some(before) = self.seen.get_mut(to).filter(|before| before.steps.wrapping_add(1) == steps) {
                    before.share += before.ways / ways * (1.0 + share);
                }
            }
            if let (Some(sum), true) = (self.sums.get_mut(node), node != start) {
                *sum += share;
            }
        }
        for node in self.order.drain(..) {
            if let Some(seen) = self.seen.get_mut(node) {
                *seen = UNSEEN;
            }
        }
    }
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
