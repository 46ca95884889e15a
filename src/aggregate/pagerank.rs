//! Weighted PageRank (Page, Brin, Motwani, Winograd 1999) by power iteration.

use super::network::{Network, in_own_order};

/// Share of the rank that follows edges; the rest starts anew anywhere.
const DAMPING: f64 = 0.85;
/// Change of all ranks together at which it is done: what double precision can tell.
const TOLERANCE: f64 = 1e-15;
/// Iterations at most; 0.85 to the power of 220 is below the tolerance.
const ITERATIONS: usize = 300;

/// Rank of each node; together 1. A node's rank goes to its neighbours by the weights of its edges,
/// that of a node without edges to all, as networkx has it.
pub fn pagerank(network: &Network) -> Vec<f64> {
    let (network, order) = network.hubs_first();
    let n = network.len();
    let uniform = 1.0 / n.max(1) as f64;
    let mut ranks = vec![uniform; n];
    let mut shares = Vec::with_capacity(n);
    for _ in 0..ITERATIONS {
        let mut loose = 0.0;
        shares.clear();
        for (node, rank) in ranks.iter().enumerate() {
            let strength = network.strength(node);
            if strength > 0.0 {
                shares.push(rank / strength);
            } else {
                loose += rank;
                shares.push(0.0);
            }
        }
        let start = (1.0 - DAMPING + DAMPING * loose) * uniform;
        let mut change = 0.0;
        for (node, rank) in ranks.iter_mut().enumerate() {
            let mut sum = 0.0;
            for (from, weight) in network.of(node) {
                sum += weight * shares.get(from).copied().unwrap_or(0.0);
            }
            let new = start + DAMPING * sum;
            change += (new - *rank).abs();
            *rank = new;
        }
        if change < TOLERANCE {
            break;
        }
    }
    in_own_order(&ranks, &order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_and_a_loose_node() {
        // by hand: centre c, leaves l, loose z with z = s, l = s + 0.85 c / 2, c = s + 1.7 l,
        // where s = (0.15 + 0.85 z) / 4
        let ranks = pagerank(&Network::new(4, &[(0, 1, 2.0), (0, 2, 2.0)]));
        let z = ranks[3];
        let s = (0.15 + 0.85 * z) / 4.0;
        assert!((z - s).abs() < 1e-14);
        assert!((ranks[1] - (s + 0.425 * ranks[0])).abs() < 1e-14 && ranks[1] == ranks[2]);
        assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(pagerank(&Network::default()).is_empty());
    }

    #[test]
    fn weights_count() {
        let ranks = pagerank(&Network::new(3, &[(0, 1, 9.0), (0, 2, 1.0)]));
        assert!(ranks[1] > 3.0 * ranks[2], "{ranks:?}");
    }
}
