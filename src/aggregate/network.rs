//! An undirected graph with weights as flat arrays, for the measures of its nodes.

use std::cmp::Reverse;
use std::ops::Range;

/// Nodes are numbers from 0; each edge is stored at both ends, in the order of the numbers.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// Where the neighbours of each node begin, and at the end how many there are.
    starts: Vec<usize>,
    /// Neighbours, small since they are read over and over, and the weights of the edges to them.
    neighbours: Vec<u32>,
    weights: Vec<f64>,
    strengths: Vec<f64>,
}

impl Network {
    /// A graph of `nodes` nodes. An edge is two different nodes and a positive weight; each pair
    /// comes once. Edges of nodes that do not exist are left out.
    pub fn new(nodes: usize, edges: &[(usize, usize, f64)]) -> Self {
        let edges: Vec<&(usize, usize, f64)> =
            edges.iter().filter(|(a, b, _)| a != b && *a < nodes && *b < nodes).collect();
        let mut starts = vec![0; nodes + 1];
        for end in edges.iter().flat_map(|(a, b, _)| [*a, *b]) {
            if let Some(count) = starts.get_mut(end + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut ends = vec![(0, 0.0); sum];
        for &&(a, b, weight) in &edges {
            for (from, to) in [(a, b), (b, a)] {
                let Some(place) = next.get_mut(from) else { continue };
                if let Some(slot) = ends.get_mut(*place) {
                    *slot = (to as u32, weight);
                }
                *place += 1;
            }
        }
        for pair in starts.windows(2) {
            if let [from, to] = pair
                && let Some(of_node) = ends.get_mut(*from..*to)
            {
                of_node.sort_unstable_by_key(|(to, _)| *to);
            }
        }
        let (neighbours, weights) = ends.into_iter().unzip();
        let mut network = Self { starts, neighbours, weights, strengths: Vec::new() };
        network.strengths = (0..nodes).map(|node| network.of(node).map(|(_, weight)| weight).sum()).collect();
        network
    }

    /// The same graph with the nodes of most neighbours first, each with its neighbours in the order in which
    /// they stand here, and the numbers of its nodes here. Most ways lead to few nodes: what is noted of these
    /// then stands together and stays in the processor's cache.
    pub fn hubs_first(&self) -> (Self, Vec<usize>) {
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_by_key(|&node| Reverse(self.degree(node)));
        let places = places(&order);
        let mut starts = vec![0];
        for &node in &order {
            starts.push(starts.last().copied().unwrap_or(0) + self.degree(node));
        }
        let all = order.iter().flat_map(|&node| self.of(node));
        let place = |(to, weight)| (places.get(to).copied().unwrap_or(0), weight);
        let (neighbours, weights) = all.map(place).unzip();
        let strengths = order.iter().map(|&node| self.strength(node)).collect();
        (Self { starts, neighbours, weights, strengths }, order)
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Number of edges.
    pub fn edges(&self) -> usize {
        self.neighbours.len() / 2
    }

    /// Whether it has no nodes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Neighbours of a node with the weights of the edges to them.
    #[inline]
    pub fn of(&self, node: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.range(node);
        let neighbours = self.neighbours.get(range.clone()).unwrap_or_default();
        let weights = self.weights.get(range).unwrap_or_default();
        neighbours.iter().zip(weights).map(|(&to, &weight)| (to as usize, weight))
    }

    /// Neighbours of a node.
    #[inline]
    pub fn neighbours(&self, node: usize) -> &[u32] {
        self.neighbours.get(self.range(node)).unwrap_or_default()
    }

    /// Where the neighbours of each node begin among those of all, and at the end how many there are.
    pub fn starts(&self) -> &[usize] {
        &self.starts
    }

    #[inline]
    fn range(&self, node: usize) -> Range<usize> {
        match (self.starts.get(node), self.starts.get(node + 1)) {
            (Some(&from), Some(&to)) => from..to,
            _ => 0..0,
        }
    }

    /// Number of its neighbours.
    pub fn degree(&self, node: usize) -> usize {
        self.range(node).len()
    }

    /// Sum of the weights of its edges.
    pub fn strength(&self, node: usize) -> f64 {
        self.strengths.get(node).copied().unwrap_or(0.0)
    }

    /// Sum of the strengths of all nodes: twice that of the weights.
    pub fn total(&self) -> f64 {
        self.strengths.iter().sum()
    }

    /// Steps from `start` to each node within `hops` of it.
    pub fn within(&self, start: usize, hops: usize) -> Vec<Option<usize>> {
        let mut distance = vec![None; self.len()];
        let mut ring = vec![start];
        for step in 0..=hops {
            let mut next = Vec::new();
            for node in ring {
                if let Some(slot @ None) = distance.get_mut(node) {
                    *slot = Some(step);
                    next.extend(self.of(node).map(|(to, _)| to));
                }
            }
            ring = next;
        }
        distance
    }
}

/// Place of each node in `order`.
pub fn places(order: &[usize]) -> Vec<u32> {
    let mut places = vec![0; order.len()];
    for (place, &node) in order.iter().enumerate() {
        if let Some(slot) = places.get_mut(node) {
            *slot = place as u32;
        }
    }
    places
}

/// Values of nodes in `order` as those of the nodes in their own order.
pub fn in_own_order(values: &[f64], order: &[usize]) -> Vec<f64> {
    let mut out = vec![0.0; values.len()];
    for (value, &node) in values.iter().zip(order) {
        if let Some(slot) = out.get_mut(node) {
            *slot = *value;
        }
    }
    out
}

/// Random numbers from a seed: SplitMix64 (Steele, Lea, Flood 2014). The same on every machine.
pub struct Random(u64);

impl Random {
    /// Starts the sequence of `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let a = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let b = (a ^ (a >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        b ^ (b >> 31)
    }

    /// The numbers below `n` in random order (Fisher and Yates).
    pub fn order(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        for last in (1..n).rev() {
            let at = (u128::from(self.next()) * (last as u128 + 1)) >> 64;
            order.swap(last, at as usize);
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_know_an_edge() {
        let path = Network::new(4, &[(2, 1, 3.0), (0, 1, 1.0), (3, 3, 9.0), (7, 1, 1.0)]);
        assert_eq!(path.of(1).collect::<Vec<_>>(), [(0, 1.0), (2, 3.0)]);
        assert_eq!((path.degree(3), path.strength(1), path.total()), (0, 4.0, 8.0));
        assert_eq!(path.within(0, 1), [Some(0), Some(1), None, None]);
    }

    #[test]
    fn the_same_graph_in_another_order() {
        let (star, order) = Network::new(4, &[(0, 2, 1.0), (1, 2, 2.0), (2, 3, 3.0)]).hubs_first();
        assert_eq!(order, [2, 0, 1, 3]);
        assert_eq!(star.of(0).collect::<Vec<_>>(), [(1, 1.0), (2, 2.0), (3, 3.0)]);
        assert_eq!((star.of(3).collect::<Vec<_>>(), star.strength(3)), (vec![(0, 3.0)], 3.0));
    }

    #[test]
    fn an_order_has_all() {
        let mut order = Random::new(1).order(50);
        assert_ne!(order, (0..50).collect::<Vec<_>>());
        assert_eq!(order, Random::new(1).order(50));
        order.sort_unstable();
        assert_eq!(order, (0..50).collect::<Vec<_>>());
    }
}
