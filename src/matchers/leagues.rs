//! Leagues that a document reports on: there "Boston" may be a club.

use super::page::Page;
use crate::dictionary::{EntityRef, Kind, Mark};
use std::collections::{BTreeMap, BTreeSet};

/// Names of a league or of its teams, in full, by which a document shows that it reports on the league.
const NAMES: usize = 2;

/// Whether `entity` is a league; a team is also `of` its country.
pub fn is_league(page: &Page<'_>, entity: EntityRef) -> bool {
    page.knowledge.entity(entity).is_some_and(|record| record.type_() == "league")
}

/// The leagues of which the document names two teams in full, or the league and a team.
pub fn reported(page: &Page<'_>) -> Vec<EntityRef> {
    let is_league = |entity: &EntityRef| is_league(page, *entity);
    let mut named: BTreeMap<EntityRef, BTreeSet<EntityRef>> = BTreeMap::new();
    for known in &page.known {
        let [sense] = known.senses.as_slice() else { continue };
        if sense.kind != Kind::Organization || sense.mark != Mark::None {
            continue;
        }
        let own = Some(sense.entity).filter(is_league);
        for league in page.knowledge.of(sense.entity).into_iter().filter(is_league).chain(own) {
            named.entry(league).or_default().insert(sense.entity);
        }
    }
    named.into_iter().filter(|(_, names)| names.len() >= NAMES).map(|(league, _)| league).collect()
}

/// Whether a club of a league that the document reports on is called by tokens `first..last`.
pub fn names_club(page: &Page<'_>, first: usize, last: usize) -> bool {
    !page.leagues.is_empty()
        && page.short_at(first, last).any(|club| page.knowledge.of(club).iter().any(|of| page.leagues.contains(of)))
}
