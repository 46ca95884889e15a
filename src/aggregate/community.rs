//! Communities: groups of nodes with more weight among them than chance would give (Louvain:
//! Blondel, Guillaume, Lambiotte, Lefebvre 2008).

use super::network::{Network, Random};

/// Gain of modularity below which a move is not made, so that rounding moves nothing.
const LEAST_GAIN: f64 = 1e-12;
/// Rounds over all nodes of a level at most.
const ROUNDS: usize = 100;

/// Edges that may be looked at for the sake of a better division of a small graph.
const EFFORT: usize = 200_000;
/// Divisions at most of which the best is taken.
const TRIES: usize = 10;

/// The community of each node: 0 is the largest; of equally large ones that with the first node
/// comes first. `seed` decides the order in which nodes are tried; of a small graph the best of
/// several orders counts.
pub fn communities(network: &Network, seed: u64) -> Vec<usize> {
    let mut random = Random::new(seed);
    let tries = (EFFORT / network.edges().max(1)).clamp(1, TRIES);
    let mut best: Option<(f64, Vec<usize>)> = None;
    for _ in 0..tries {
        let found = divided(network, &mut random);
        let quality = modularity(network, &found);
        if best.as_ref().is_none_or(|(most, _)| quality > most + LEAST_GAIN) {
            best = Some((quality, found));
        }
    }
    by_size(&best.map(|(_, found)| found).unwrap_or_default())
}

fn divided(network: &Network, random: &mut Random) -> Vec<usize> {
    let mut level = Level::of(network);
    // community of each node of the graph, as a node of the level
    let mut membership: Vec<usize> = (0..network.len()).collect();
    loop {
        let mut moved = level.moves(random);
        let count = renumber(&mut moved);
        for community in &mut membership {
            *community = moved.get(*community).copied().unwrap_or(0);
        }
        if count == level.network.len() {
            break;
        }
        level = level.merged(&moved, count);
    }
    renumber(&mut membership);
    membership
}

/// Modularity of a division of the graph (Newman 2004), resolution 1.
pub fn modularity(network: &Network, communities: &[usize]) -> f64 {
    let count = communities.iter().max().map_or(0, |most| most + 1);
    let (mut inside, mut strength) = (0.0, vec![0.0; count]);
    for (node, &community) in communities.iter().enumerate() {
        let same = network.of(node).filter(|(to, _)| communities.get(*to) == Some(&community));
        inside += same.map(|(_, weight)| weight).sum::<f64>();
        add(&mut strength, community, network.strength(node));
    }
    let total = network.total();
    if total == 0.0 {
        return 0.0;
    }
    inside / total - strength.iter().map(|s| (s / total) * (s / total)).sum::<f64>()
}

/// A graph whose nodes are the communities of the level before.
struct Level {
    network: Network,
    /// Twice the weight inside each node.
    loops: Vec<f64>,
}

impl Level {
    fn of(network: &Network) -> Self {
        Self { network: network.clone(), loops: vec![0.0; network.len()] }
    }

    /// Moves nodes to the community of a neighbour while that gains modularity.
    fn moves(&self, random: &mut Random) -> Vec<usize> {
        let n = self.network.len();
        let mut community: Vec<usize> = (0..n).collect();
        let strengths: Vec<f64> = (0..n).map(|node| self.network.strength(node) + value(&self.loops, node)).collect();
        let total: f64 = strengths.iter().sum();
        let mut sums = strengths.clone();
        let mut to = Weights { of: vec![0.0; n], touched: Vec::new() };
        let order = random.order(n);
        let mut near = Near::all(n);
        for _ in 0..ROUNDS {
            let mut changed = false;
            for &node in &order {
                if !near.take(node) {
                    continue;
                }
                let (own, strength) = (community.get(node).copied().unwrap_or(node), value(&strengths, node));
                to.collect(self.network.of(node), &community);
                add(&mut sums, own, -strength);
                let gain = |target: usize| value(&to.of, target) - strength * value(&sums, target) / total;
                let mut best = (own, gain(own));
                for &target in &to.touched {
                    let gained = gain(target);
                    let tie = (gained - best.1).abs() <= LEAST_GAIN * total;
                    // of equally good ones the own, then the smaller number
                    if (!tie && gained > best.1) || (tie && best.0 != own && target < best.0) {
                        best = (target, gained);
                    }
                }
                add(&mut sums, best.0, strength);
                if let (Some(slot), true) = (community.get_mut(node), best.0 != own) {
                    *slot = best.0;
                    changed = true;
                    self.network.neighbours(node).iter().for_each(|&to| near.add(to as usize));
                }
            }
            if !near.round(changed) {
                break;
            }
        }
        community
    }

    /// The graph of the communities.
    fn merged(&self, community: &[usize], count: usize) -> Self {
        let of = |node: usize| community.get(node).copied().unwrap_or(0);
        let mut loops = vec![0.0; count];
        let mut between = std::collections::BTreeMap::new();
        for node in 0..self.network.len() {
            add(&mut loops, of(node), value(&self.loops, node));
            for (to, weight) in self.network.of(node) {
                let (a, b) = (of(node), of(to));
                if a == b {
                    add(&mut loops, a, weight);
                } else if a < b {
                    *between.entry((a, b)).or_insert(0.0) += weight;
                }
            }
        }
        let edges: Vec<(usize, usize, f64)> = between.into_iter().map(|((a, b), weight)| (a, b, weight)).collect();
        Self { network: Network::new(count, &edges), loops }
    }
}

/// Nodes that are worth a look: all at first, then those with a neighbour that has moved (Ozaki, Tezuka, Inaba
/// 2016), and at the end all again, so that no move that gains is left.
struct Near {
    nodes: Vec<bool>,
    all: bool,
}

impl Near {
    fn all(n: usize) -> Self {
        Self { nodes: vec![true; n], all: true }
    }

    fn add(&mut self, node: usize) {
        if let Some(near) = self.nodes.get_mut(node) {
            *near = true;
        }
    }

    fn take(&mut self, node: usize) -> bool {
        self.nodes.get_mut(node).is_some_and(std::mem::take)
    }

    /// Whether there is another round after one that has or has not `changed` anything.
    fn round(&mut self, changed: bool) -> bool {
        let done = self.all && !changed;
        self.all = !changed;
        if self.all {
            self.nodes.fill(true);
        }
        !done
    }
}

/// Weight from one node to each community.
struct Weights {
    of: Vec<f64>,
    touched: Vec<usize>,
}

impl Weights {
    fn collect(&mut self, neighbours: impl Iterator<Item = (usize, f64)>, community: &[usize]) {
        for old in self.touched.drain(..) {
            if let Some(weight) = self.of.get_mut(old) {
                *weight = 0.0;
            }
        }
        for (to, weight) in neighbours {
            let Some(&target) = community.get(to) else {
                continue;
            };
            if value(&self.of, target) == 0.0 {
                self.touched.push(target);
            }
            add(&mut self.of, target, weight);
        }
    }
}

#[inline]
fn value(values: &[f64], at: usize) -> f64 {
    values.get(at).copied().unwrap_or(0.0)
}

#[inline]
fn add(values: &mut [f64], at: usize, more: f64) {
    if let Some(value) = values.get_mut(at) {
        *value += more;
    }
}

/// Numbers communities from 0 without gaps, in the order of their first nodes; tells how many.
fn renumber(communities: &mut [usize]) -> usize {
    let mut numbers: Vec<Option<usize>> = vec![None; communities.len()];
    let mut count = 0;
    for community in communities {
        if let Some(slot) = numbers.get_mut(*community) {
            *community = *slot.get_or_insert_with(|| {
                count += 1;
                count - 1
            });
        }
    }
    count
}

fn by_size(membership: &[usize]) -> Vec<usize> {
    let mut sizes: Vec<(usize, usize)> = Vec::new();
    for &community in membership {
        if community >= sizes.len() {
            sizes.resize(community + 1, (0, 0));
        }
        if let Some(size) = sizes.get_mut(community) {
            *size = (size.0 + 1, community);
        }
    }
    sizes.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut rank = vec![0; sizes.len()];
    for (place, (_, community)) in sizes.iter().enumerate() {
        if let Some(slot) = rank.get_mut(*community) {
            *slot = place;
        }
    }
    membership.iter().map(|&community| rank.get(community).copied().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_triangles_and_a_bridge() {
        let edges =
            [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0), (3, 4, 1.0), (4, 5, 1.0), (3, 5, 1.0), (5, 6, 1.0), (2, 3, 0.5)];
        let network = Network::new(8, &edges);
        for seed in 0..20 {
            let found = communities(&network, seed);
            assert_eq!(found, [1, 1, 1, 0, 0, 0, 0, 2], "seed {seed}: the larger first, a loose node alone");
        }
        // 2 m = 15: inside 6 and 8, strengths 6.5 and 8.5
        let by_hand = 14.0 / 15.0 - (6.5 / 15.0_f64).powi(2) - (8.5 / 15.0_f64).powi(2);
        assert!((modularity(&network, &communities(&network, 1)) - by_hand).abs() < 1e-12);
    }

    #[test]
    fn nothing_to_divide() {
        assert!(communities(&Network::default(), 1).is_empty());
        assert_eq!(communities(&Network::new(3, &[]), 1), [0, 1, 2]);
    }
}
