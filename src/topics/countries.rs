//! Which countries a document is about: those it names, and those of its places, organizations and
//! persons.

use crate::dictionary::Kind;
use crate::resolve::Resolved;
use crate::text::SegmentKind;
use std::collections::BTreeMap;

/// A country that a document is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// ISO 3166-1 alpha-2 code.
    pub iso: String,
    /// How much the document speaks of it, against the country it speaks of most, which has 1.
    pub score: f64,
}

/// What a mention says of the country of its entity. A country, its people and its cities say that the
/// text is about it; companies and persons act in other countries too.
fn weight(kind: Kind) -> f64 {
    match kind {
        Kind::Country | Kind::Place => 1.0,
        Kind::Organization | Kind::Person | Kind::Topic => 0.3,
    }
}

/// Weight of a mention in the dateline, a headline or the first sentences, against 1 elsewhere.
const PROMINENT: f64 = 2.0;
/// Sentences that are prominent: a headline and the one after it.
const LEAD: usize = 2;
/// Lowest score: what is named less is mentioned in passing.
const LEAST: f64 = 0.35;

/// The countries of a document, by score, then code.
pub fn of(resolved: &Resolved) -> Vec<Country> {
    let mut points: BTreeMap<&str, f64> = BTreeMap::new();
    for mention in &resolved.mentions {
        let Some(entity) = resolved.entities.get(mention.entity).filter(|entity| entity.known) else { continue };
        let Some(iso) = entity.country.as_deref() else { continue };
        let prominent = mention.sentence < LEAD || mention.segment == SegmentKind::Dateline;
        *points.entry(iso).or_default() += weight(entity.kind) * if prominent { PROMINENT } else { 1.0 };
    }
    let most = points.values().copied().fold(0.0, f64::max);
    let mut out: Vec<Country> = points
        .into_iter()
        .map(|(iso, points)| Country { iso: iso.to_owned(), score: (points / most * 100.0).round() / 100.0 })
        .filter(|country| country.score >= LEAST)
        .collect();
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.iso.cmp(&b.iso)));
    out
}
