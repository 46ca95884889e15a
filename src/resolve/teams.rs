//! Teams by their cities: in a report of a league "Boston" is the club of that league. A form of the
//! dictionary's `team` field is the club of the league that most of the document's teams play in.

use super::identity::{Link, Linking, Target};
use super::mention::{MentionRole, Method};
use super::weights::Label;
use crate::dictionary::{EntityRef, types};
use crate::matchers::{Evidence as E, leagues};
use std::collections::{BTreeMap, BTreeSet};

/// Teams of one league that a document must name before a city stands for one of them, unless a word beside it
/// says that the club plays; the league's own name counts as much.
const TEAMS: usize = 2;

/// Links organizations that are called by the name of a city.
pub fn teams(linking: &mut Linking<'_>) {
    let mut places: Vec<(usize, Vec<EntityRef>)> = Vec::new();
    for (index, link) in linking.links.iter().enumerate() {
        let open = link.choice.label == Label::Organization && link.target.is_none();
        let short = linking.page.short_at(link.first, link.last);
        let clubs: Vec<EntityRef> = short.filter(|_| open).collect();
        if !clubs.is_empty() {
            places.push((index, clubs));
        }
    }
    if places.is_empty() {
        return;
    }
    let votes = votes(linking, &places);
    let known = linking.links.iter().filter_map(|link| match link.target {
        Some(Target::Known(entity)) => Some(entity),
        _ => None,
    });
    let linked: BTreeSet<EntityRef> = known.collect();
    for (index, clubs) in places {
        let score = |club: &EntityRef| {
            let of = linking.page.knowledge.of(*club);
            of.iter().filter_map(|league| votes.get(league)).copied().max().unwrap_or_default()
        };
        let best = clubs.iter().map(score).max().unwrap_or_default();
        let top: Vec<&EntityRef> = clubs.iter().filter(|club| score(club) == best).collect();
        // of two clubs of one city the one that the text names in full
        let full = top.iter().copied().filter(|club| linked.contains(*club));
        let mut top = if full.clone().count() == 1 { full.collect() } else { top }.into_iter();
        let plays = linking.links.get(index).is_some_and(|link| leagues::plays(linking.page, link.first, link.last));
        let enough = best.0 >= if plays { 1 } else { TEAMS };
        if let (true, Some(&club), None) = (enough, top.next(), top.next()) {
            linking.set(index, Target::Known(club), MentionRole::Short, Method::Context);
        }
    }
}

/// The club whose last word the link at `index` is: the nearest before it in the text, else the next.
pub fn called_by_end(linking: &Linking<'_>, index: usize) -> Option<Target> {
    let link = linking.links.get(index).filter(|link| linking.has(link, E::ClubEnd))?;
    let word = linking.page.word_hash(link.first);
    let (before, after) = linking.links.split_at(index);
    let club = |full: &&Link| match full.target {
        Some(Target::Known(entity)) if full.last - full.first > 1 && linking.page.word_hash(full.last - 1) == word => {
            linking.page.knowledge.entity(entity).is_some_and(|record| types::CLUB.contains(&record.type_()))
        }
        _ => false,
    };
    before.iter().rev().find(club).or_else(|| after.iter().find(club))?.target.clone()
}

/// For each league: how many of its teams the document names, by their cities or in full; and how many in full.
fn votes(linking: &Linking<'_>, places: &[(usize, Vec<EntityRef>)]) -> BTreeMap<EntityRef, (usize, usize)> {
    let mut named: BTreeMap<EntityRef, BTreeSet<EntityRef>> = BTreeMap::new();
    let mut own: BTreeSet<EntityRef> = BTreeSet::new();
    let known = linking.links.iter().filter_map(|link| match link.target {
        Some(Target::Known(entity)) => Some(entity),
        _ => None,
    });
    for entity in known {
        own.insert(entity);
        for league in linking.page.knowledge.of(entity) {
            named.entry(league).or_default().insert(entity);
        }
    }
    let full: BTreeMap<EntityRef, usize> = named.iter().map(|(&league, teams)| (league, teams.len())).collect();
    for club in places.iter().flat_map(|(_, clubs)| clubs) {
        for league in linking.page.knowledge.of(*club) {
            named.entry(league).or_default().insert(*club);
        }
    }
    let count = |(league, teams): (EntityRef, BTreeSet<EntityRef>)| {
        let own = if own.contains(&league) { TEAMS } else { 0 };
        (league, (teams.len() + own, full.get(&league).copied().unwrap_or(0) + own))
    };
    named.into_iter().filter(|(league, _)| leagues::is_league(linking.page, *league)).map(count).collect()
}
