//! The backbone of a graph: edges that carry more of a node's weight than chance would give them
//! (disparity filter: Serrano, Boguñá, Vespignani 2009).

use super::network::Network;

/// Probability that an edge of `weight` between `a` and `b` is as strong by chance: the smaller of
/// both ends' (1 - weight / strength) ^ (degree - 1). An end with one edge says nothing of it.
pub fn significance(network: &Network, a: usize, b: usize, weight: f64) -> f64 {
    let of = |node: usize| {
        let (degree, strength) = (network.degree(node), network.strength(node));
        if degree < 2 || strength <= 0.0 {
            return 1.0;
        }
        (1.0 - weight / strength).max(0.0).powf(degree as f64 - 1.0)
    };
    of(a).min(of(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strong_edge_of_a_star() {
        let star = Network::new(4, &[(0, 1, 8.0), (0, 2, 1.0), (0, 3, 1.0)]);
        assert!((significance(&star, 0, 1, 8.0) - 0.04).abs() < 1e-12, "(1 - 0.8)^2");
        assert!((significance(&star, 2, 0, 1.0) - 0.81).abs() < 1e-12);
        let pair = Network::new(2, &[(0, 1, 8.0)]);
        assert_eq!(significance(&pair, 0, 1, 8.0), 1.0);
    }
}
