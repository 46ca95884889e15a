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

/// Share of the units with either that have both (Jaccard), 0 to 1.
pub fn jaccard(a: u64, b: u64, both: u64) -> f64 {
    let either = (a + b).saturating_sub(both);
    if either == 0 { 0.0 } else { both as f64 / either as f64 }
}

/// Probability of a log-likelihood ratio of at least `llr` if two entities had nothing to do with
/// each other: the upper tail of chi-square with one degree of freedom, erfc(√(llr / 2)). Below
/// about 1e-308 it is 0.
pub fn p_value(llr: f64) -> f64 {
    erfc((llr.max(0.0) / 2.0).sqrt())
}

/// Complementary error function of `x` ≥ 0, to about 14 digits: below 2 the series of erf (Abramowitz
/// and Stegun 7.1.6), from there the continued fraction (7.1.14), from its end. Of that, `260 / x² + 8` terms give all
/// digits that eighty give: counted for `x` from 2 to 26.
fn erfc(x: f64) -> f64 {
    if x < 2.0 {
        let (mut term, mut sum) = (x, x);
        for n in 1..100 {
            term *= 2.0 * x * x / f64::from(2 * n + 1);
            sum += term;
            if term < sum * f64::EPSILON / 4.0 {
                break;
            }
        }
        return 1.0 - 2.0 / std::f64::consts::PI.sqrt() * (-x * x).exp() * sum;
    }
    let mut fraction = x;
    let terms = (260.0 / (x * x)) as u32 + 8;
    for n in (1..terms).rev() {
        fraction = x + f64::from(n) / 2.0 / fraction;
    }
    (-x * x).exp() / std::f64::consts::PI.sqrt() / fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_tails() {
        // quantiles of chi-square with one degree of freedom; the last two by mpmath
        for (llr, p) in [
            (0.0, 1.0),
            (0.454_936_423_119_572_7, 0.5),
            (3.841_458_820_694_124, 0.05),
            (6.634_896_601_021_213, 0.01),
            (10.827_566_170_662_733, 0.001),
            (100.0, 1.523_970_604_832_105e-23),
            (1000.0, 1.795_832_784_800_472e-219),
        ] {
            assert!((p_value(llr) / p - 1.0).abs() < 1e-11, "{llr}: {} for {p}", p_value(llr));
        }
        assert_eq!(p_value(1e9), 0.0);
    }

    #[test]
    fn shares() {
        assert!((jaccard(15, 15, 10) - 0.5).abs() < 1e-15);
        assert_eq!(jaccard(0, 0, 0), 0.0);
    }

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
