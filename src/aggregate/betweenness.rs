//! Betweenness: how often a node lies on the shortest way between two others.

use super::network::{Network, Random};
use std::num::NonZero;

/// Nodes up to which it is exact.
pub const EXACT: usize = 2_000;
/// Nodes from which ways are followed in a larger graph: so many,
pub const PIVOTS: usize = 500;
/// but in a very large one no fewer than so many
pub const LEAST_PIVOTS: usize = 100;
/// unless all together would take more than so many steps along edges: about half a second.
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
    let mut values = summed(network, &starts);
    let pairs = n.saturating_sub(1) as f64 * n.saturating_sub(2) as f64;
    let scale = if pairs > 0.0 { n as f64 / (starts.len() as f64 * pairs) } else { 0.0 };
    values.iter_mut().for_each(|value| *value *= scale);
    Betweenness { values, pivots }
}

/// Sum of what the ways from `starts` give each node, on all cores.
fn summed(network: &Network, starts: &[usize]) -> Vec<f64> {
    let steps = Steps::of(network);
    let chunks: Vec<&[usize]> = starts.chunks(CHUNK).collect();
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut total = vec![0.0; network.len()];
    for group in chunks.chunks(threads) {
        let parts: Vec<Vec<f64>> = std::thread::scope(|scope| {
            let running: Vec<_> = group.iter().map(|chunk| scope.spawn(|| Ways::new(&steps).sum_over(chunk))).collect();
            running.into_iter().filter_map(|thread| thread.join().ok()).collect()
        });
        for part in parts {
            total.iter_mut().zip(part).for_each(|(sum, value)| *sum += value);
        }
    }
    total
}

/// The edges without weights: small, since they are read over and over.
struct Steps {
    starts: Vec<u32>,
    to: Vec<u32>,
}

impl Steps {
    fn of(network: &Network) -> Self {
        let (mut starts, mut to) = (vec![0], Vec::new());
        for node in 0..network.len() {
            to.extend(network.of(node).iter().map(|(to, _)| *to as u32));
            starts.push(to.len() as u32);
        }
        Self { starts, to }
    }

    fn from(&self, node: u32) -> &[u32] {
        let (Some(&from), Some(&to)) = (self.starts.get(node as usize), self.starts.get(node as usize + 1)) else {
            return &[];
        };
        self.to.get(from as usize..to as usize).unwrap_or_default()
    }
}

/// What is known of a node while the ways from one start are followed.
#[derive(Clone, Copy)]
struct Seen {
    steps: u32,
    /// Shortest ways to it.
    ways: f64,
    /// Share of the ways to nodes behind it.
    share: f64,
}

const UNSEEN: Seen = Seen { steps: u32::MAX, ways: 0.0, share: 0.0 };

struct Ways<'n> {
    steps: &'n Steps,
    seen: Vec<Seen>,
    order: Vec<u32>,
    sums: Vec<f64>,
}

impl<'n> Ways<'n> {
    fn new(steps: &'n Steps) -> Self {
        let n = steps.starts.len() - 1;
        Self { steps, seen: vec![UNSEEN; n], order: Vec::with_capacity(n), sums: vec![0.0; n] }
    }

    fn sum_over(mut self, starts: &[usize]) -> Vec<f64> {
        for &start in starts {
            self.follow(start as u32);
            self.gather(start as u32);
        }
        self.sums
    }

    fn seen(&self, node: u32) -> Seen {
        self.seen.get(node as usize).copied().unwrap_or(UNSEEN)
    }

    /// Counts the shortest ways from `start`, nearest nodes first.
    fn follow(&mut self, start: u32) {
        if let Some(first) = self.seen.get_mut(start as usize) {
            *first = Seen { steps: 0, ways: 1.0, share: 0.0 };
            self.order.push(start);
        }
        let mut at = 0;
        while let Some(&node) = self.order.get(at) {
            at += 1;
            let Seen { steps, ways, .. } = self.seen(node);
            for &to in self.steps.from(node) {
                let Some(next) = self.seen.get_mut(to as usize) else { continue };
                if next.steps == u32::MAX {
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
    fn gather(&mut self, start: u32) {
        for &node in self.order.iter().rev() {
            let Seen { steps, ways, share } = self.seen.get(node as usize).copied().unwrap_or(UNSEEN);
            let each = (1.0 + share) / ways;
            for &to in self.steps.from(node) {
                if let Some(before) = self.seen.get_mut(to as usize).filter(|before| before.steps + 1 == steps) {
                    before.share += before.ways * each;
                }
            }
            if let (Some(sum), true) = (self.sums.get_mut(node as usize), node != start) {
                *sum += share;
            }
        }
        for node in self.order.drain(..) {
            if let Some(seen) = self.seen.get_mut(node as usize) {
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
