//! What differs between two collections: entities and ties that appeared, vanished, rose or fell.
//!
//! The measure is the log-odds ratio with an informative Dirichlet prior of Monroe, Colaresi and
//! Quinn, "Fightin' Words" (2008): the prior is the share in both collections together,
//! so that a rare name needs more than one mention more to stand out.

use super::Aggregate;
use std::collections::{BTreeMap, BTreeSet};

/// How something changed from the first collection to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Only the second has it.
    Appeared,
    /// Only the first has it.
    Vanished,
    /// Its share grew by more than chance explains.
    Rose,
    /// Its share shrank by more than chance explains.
    Fell,
    /// Its share differs by no more than chance explains.
    Steady,
}

impl Change {
    /// All changes, in the order of output.
    pub const ALL: [Self; 5] = [Self::Appeared, Self::Vanished, Self::Rose, Self::Fell, Self::Steady];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Appeared => "appeared",
            Self::Vanished => "vanished",
            Self::Rose => "rose",
            Self::Fell => "fell",
            Self::Steady => "steady",
        }
    }
}

/// Counts in one collection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// Units.
    pub units: u64,
    /// Documents.
    pub documents: u64,
}

/// An entity or a tie in both collections.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference<K> {
    /// Id, or the two ids.
    pub key: K,
    /// Counts in the first.
    pub a: Side,
    /// Counts in the second.
    pub b: Side,
    /// How it changed.
    pub change: Change,
    /// Log-odds ratio, above 0 where the second has more.
    pub log_odds: f64,
    /// The ratio in its standard deviations.
    pub z: f64,
}

/// Everything that two collections have, the strongest difference first.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Entities.
    pub nodes: Vec<Difference<String>>,
    /// Ties.
    pub edges: Vec<Difference<(String, String)>>,
}

/// What decides.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Standard deviations from which a share rose or fell.
    pub min_z: f64,
    /// Weight of the prior in units; never more than the smaller collection has.
    pub prior: f64,
}

/// Compares `b` with `a`.
pub fn compare(a: &Aggregate, b: &Aggregate, options: Options) -> Comparison {
    let nodes: BTreeSet<&String> = a.nodes.keys().chain(b.nodes.keys()).collect();
    let mut edges: BTreeMap<(&str, &str), (Side, Side)> = BTreeMap::new();
    for (pair, edge) in a.pairs() {
        edges.entry(pair).or_default().0 = Side { units: edge.units, documents: edge.documents };
    }
    for (pair, edge) in b.pairs() {
        edges.entry(pair).or_default().1 = Side { units: edge.units, documents: edge.documents };
    }
    let edges = edges.into_iter().map(|((source, target), (a, b))| ((source.to_owned(), target.to_owned()), a, b));
    let node = |of: &Aggregate, id: &String| {
        of.nodes.get(id).map_or_else(Side::default, |node| Side { units: node.units, documents: node.documents })
    };
    Comparison {
        nodes: differences(nodes.into_iter().map(|id| (id.clone(), node(a, id), node(b, id))).collect(), options),
        edges: differences(edges.collect(), options),
    }
}

fn differences<K: Ord>(counts: Vec<(K, Side, Side)>, options: Options) -> Vec<Difference<K>> {
    let totals = counts.iter().fold((0, 0), |sum, (_, a, b)| (sum.0 + a.units, sum.1 + b.units));
    let mut out: Vec<Difference<K>> = counts
        .into_iter()
        .filter(|(_, a, b)| a.units + b.units > 0)
        .map(|(key, a, b)| {
            let (log_odds, z) = log_odds((a.units, b.units), totals, options.prior);
            let change = match (a.units, b.units) {
                (0, _) => Change::Appeared,
                (_, 0) => Change::Vanished,
                _ if z >= options.min_z => Change::Rose,
                _ if z <= -options.min_z => Change::Fell,
                _ => Change::Steady,
            };
            Difference { key, a, b, change, log_odds, z }
        })
        .collect();
    out.sort_by(|x, y| y.z.abs().total_cmp(&x.z.abs()).then_with(|| x.key.cmp(&y.key)));
    out
}

/// Log-odds ratio of the second count against the first, and its z-score:
/// δ = ln((y₂+α)/(n₂+α₀-y₂-α)) - ln((y₁+α)/(n₁+α₀-y₁-α)), σ² = 1/(y₂+α) + 1/(y₁+α), z = δ/σ,
/// where α = α₀ (y₁+y₂)/(n₁+n₂). `counts` of one thing, `totals` of all, α₀ = `prior`.
pub fn log_odds(counts: (u64, u64), totals: (u64, u64), prior: f64) -> (f64, f64) {
    let (y1, y2, n1, n2) = (counts.0 as f64, counts.1 as f64, totals.0 as f64, totals.1 as f64);
    let all = prior.min(n1.min(n2)).max(1.0);
    let alpha = all * (y1 + y2) / (n1 + n2).max(1.0);
    let odds = |y: f64, n: f64| (y + alpha) / (n + all - y - alpha);
    let (first, second) = (odds(y1, n1), odds(y2, n2));
    let delta = second.ln() - first.ln();
    let z = delta / (1.0 / (y1 + alpha) + 1.0 / (y2 + alpha)).sqrt();
    // where one thing is all there is, its odds have no end
    if delta.is_finite() && z.is_finite() { (delta, z) } else { (0.0, 0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::{Edge, Scope};
    use crate::dictionary::Kind;

    #[test]
    fn by_hand() {
        // α₀ = 100, share (10+30)/2000 = 0.02, α = 2
        let (delta, z) = log_odds((10, 30), (1000, 1000), 100.0);
        let expected = (32.0f64 / (1100.0 - 32.0)).ln() - (12.0f64 / (1100.0 - 12.0)).ln();
        assert!((delta - expected).abs() < 1e-12);
        assert!((z - expected / (1.0f64 / 32.0 + 1.0 / 12.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn the_two_ways_are_opposite_and_equal_shares_are_nothing() {
        let there = log_odds((3, 17), (400, 900), 50.0);
        let back = log_odds((17, 3), (900, 400), 50.0);
        assert!((there.0 + back.0).abs() < 1e-12 && (there.1 + back.1).abs() < 1e-12);
        let same = log_odds((20, 40), (1000, 2000), 500.0);
        assert!(same.1.abs() < 0.2, "{same:?}");
        for counts in [(0, 1), (1, 0), (5, 5), (0, 5)] {
            let (delta, z) = log_odds(counts, (counts.0, counts.1), 500.0);
            assert!(delta.is_finite() && z.is_finite());
        }
    }

    #[test]
    fn more_proof_more_z() {
        let few = log_odds((1, 2), (1000, 1000), 500.0).1;
        let many = log_odds((100, 200), (100_000, 100_000), 500.0).1;
        assert!(few < 1.96 && many > 1.96, "{few} {many}");
    }

    fn corpus(counts: &[(&str, u64)]) -> Aggregate {
        let mut out = Aggregate::new(Scope::Sentence, &Kind::ALL, 0);
        for &(id, units) in counts {
            let node = out.nodes.entry(id.to_owned()).or_default();
            (node.units, node.documents) = (units, 1);
        }
        out.nodes.entry("z".to_owned()).or_default();
        let ends = |at: usize| (at as u32, counts.len() as u32);
        let edge =
            |(at, &(_, units)): (usize, &(&str, u64))| Edge { ends: ends(at), units, documents: 1, ..Edge::default() };
        out.edges = counts.iter().enumerate().map(edge).collect();
        out
    }

    #[test]
    fn what_changed() {
        let a = corpus(&[("gone", 30), ("less", 90), ("more", 20), ("same", 60)]);
        let b = corpus(&[("less", 20), ("more", 90), ("new", 30), ("same", 60)]);
        let options = Options { min_z: 1.96, prior: 500.0 };
        let all = compare(&a, &b, options);
        let change = |id: &str| all.nodes.iter().find(|node| node.key == id).unwrap().change;
        assert_eq!(
            ["gone", "less", "more", "new", "same"].map(change),
            [Change::Vanished, Change::Fell, Change::Rose, Change::Appeared, Change::Steady]
        );
        assert_eq!(all.edges.len(), 5);
        assert!(all.nodes.windows(2).all(|pair| pair[0].z.abs() >= pair[1].z.abs()));
        let itself = compare(&a, &a, options);
        assert!(itself.nodes.iter().all(|node| node.change == Change::Steady && node.z == 0.0));
    }
}
