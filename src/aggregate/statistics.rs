//! What follows from counts: how much more often two entities stand together than by chance.

/// Normalised pointwise mutual information of a pair, from -1 to 1 (Bouma 2009):
/// ln(p(a,b) / (p(a) p(b))) / -ln p(a,b). `units` in all, `a` and `b` with each, `both` with both.
pub fn npmi(units: u64, a: u64, b: u64, both: u64) -> f64 {
    if both == 0 {
        return -1.0;
    }
    let (n, a, b, both) = (units as f64, a as f64, b as f64, both as f64);
    let joint = both / n;
    if joint >= 1.0 {
        return 1.0;
    }
    (both * n / (a * b)).ln() / -joint.ln()
}

/// Log-likelihood ratio G² of the two-by-two table of a pair (Dunning 1993), 0 or more:
/// 2 Σ observed · ln(observed / expected).
pub fn llr(units: u64, a: u64, b: u64, both: u64) -> f64 {
    let (n, a, b, both) = (units as f64, a as f64, b as f64, both as f64);
    let cells = [
        (both, a * b / n),
        (a - both, a * (n - b) / n),
        (b - both, (n - a) * b / n),
        (n - a - b + both, (n - a) * (n - b) / n),
    ];
    let sum: f64 = cells.iter().filter(|(o, e)| *o > 0.0 && *e > 0.0).map(|(o, e)| o * (o / e).ln()).sum();
    (2.0 * sum).max(0.0)
}

/// Units in common that chance alone would give: a · b / n.
pub fn expected(units: u64, a: u64, b: u64) -> f64 {
    if units == 0 { 0.0 } else { a as f64 * b as f64 / units as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_has_no_information() {
        assert!(npmi(100, 10, 10, 1).abs() < 1e-12);
        assert!(llr(100, 10, 10, 1).abs() < 1e-9);
        assert!((npmi(100, 10, 10, 10) - 1.0).abs() < 1e-12, "always together");
    }

    #[test]
    fn the_ratio_of_a_known_table() {
        // Dunning's statistic of the table 10, 5, 5, 80 computed by hand
        let (n, a, b, both) = (100, 15, 15, 10);
        let cells = [(10.0, 2.25), (5.0, 12.75), (5.0, 12.75), (80.0, 72.25)];
        let by_hand: f64 = 2.0 * cells.iter().map(|(o, e): &(f64, f64)| o * (o / e).ln()).sum::<f64>();
        assert!((llr(n, a, b, both) - by_hand).abs() < 1e-9);
        assert!((expected(n, a, b) - 2.25).abs() < 1e-12);
    }
}
