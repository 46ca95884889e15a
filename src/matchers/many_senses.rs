//! Bodies that every country has by the same name: "the Supreme Court" has a hundred senses, of which few can be
//! meant.

use super::candidate::Sense;
use super::page::{Known, Page};
use crate::dictionary::{Kind, Mark};
use std::collections::BTreeSet;

/// Fewest senses of a form that is looked at.
const MANY: usize = 12;

/// Takes away the senses of a form of many organizations whose country nothing in the document belongs to and for
/// which no word speaks; they could not be chosen. One stays where all would go: the form is an organization's still.
pub fn drop_unnamed(page: &mut Page<'_>) {
    let many = |known: &Known| {
        let body = |sense: &Sense| sense.kind == Kind::Organization && sense.mark == Mark::Shared;
        known.senses.len() >= MANY && known.senses.iter().all(body)
    };
    if !page.known.iter().any(many) {
        return;
    }
    let country = |entity| page.knowledge.country(entity);
    let few = page.known.iter().filter(|known| known.senses.len() < MANY);
    let named: BTreeSet<[u8; 2]> =
        few.flat_map(|known| &known.senses).filter_map(|sense| country(sense.entity)).collect();
    let mut known = std::mem::take(&mut page.known);
    for known in known.iter_mut().filter(|known| many(known)) {
        let first = known.senses.first().copied();
        known.senses.retain(|sense| {
            country(sense.entity).is_none_or(|country| named.contains(&country)) || page.has_near(sense.entity)
        });
        if known.senses.is_empty() {
            known.senses.extend(first);
        }
    }
    page.known = known;
}
