//! Which countries a document is about.

use crate::dictionary::Kind;
use crate::resolve::Resolved;
use std::collections::BTreeMap;

/// A country that a document is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// ISO 3166-1 alpha-2 code.
    pub iso: String,
    /// How much of the document is about it, 0 to 1.
    pub score: f64,
}

/// The countries of a document.
pub fn of(resolved: &Resolved) -> Vec<Country> {
    let mut mass: BTreeMap<&str, f64> = BTreeMap::new();
    for entity in &resolved.entities {
        let Some(iso) = entity.country.as_deref() else { continue };
        let weight = match entity.kind {
            Kind::Country => 1.0,
            Kind::Place => 0.7,
            Kind::Organization => 0.5,
            Kind::Person => 0.4,
        };
        *mass.entry(iso).or_default() += weight * entity.salience;
    }
    let mut out: Vec<Country> = mass.into_iter().map(|(iso, score)| Country { iso: iso.to_owned(), score }).collect();
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.iso.cmp(&b.iso)));
    out
}
