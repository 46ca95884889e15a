//! Places and what they belong to: "Athens, Ohio". The town is one of that state, also where the text
//! says "Athens" alone, and never the largest place of its name elsewhere.

use super::document::form_hash;
use super::identity::{Link, Linking, Target};
use super::mention::{MentionRole, Method};
use super::weights::Label;
use crate::dictionary::{EntityRef, Kind, Mark, types};
use crate::matchers::page::Kinds;
use crate::matchers::{Evidence as E, Page, Sense};
use crate::text::fold::{HashMapOf, fold};
use crate::text::{Classes, Gap};
use std::collections::BTreeSet;

/// People of a city that is called like a state and rather meant: New York, Washington.
const CITY: u32 = 300_000;

/// What a place and the one after the comma were found to be.
struct Within {
    place: Target,
    owner: Sense,
}

/// Links places before a comma and a larger place, and the same names elsewhere in the document.
pub fn places(linking: &mut Linking<'_>) {
    let mut named: HashMapOf<Vec<(Target, BTreeSet<[u8; 2]>)>> = HashMapOf::default();
    let mut decided = Vec::new();
    for (index, pair) in linking.links.windows(2).enumerate() {
        let [link, next] = pair else { continue };
        let Some(within) = within(linking, link, next) else { continue };
        named.entry(form(linking, link)).or_default().push((within.place.clone(), countries(linking, link)));
        decided.push((index, within));
    }
    for (index, within) in decided {
        linking.set(index, within.place, MentionRole::Name, Method::Context);
        linking.set_sense(index + 1, within.owner);
    }
    if named.is_empty() {
        return;
    }
    let mut alone = Vec::new();
    let linked = linking.linked_countries();
    for (index, link) in linking.links.iter().enumerate().filter(|(_, link)| is_open_place(link)) {
        let Some([(target, others), rest @ ..]) = named.get(&form(linking, link)).map(Vec::as_slice) else { continue };
        // "Lebanon, Ohio" in a text about the Lebanese says nothing of Lebanon
        if rest.iter().all(|(other, _)| other == target) && others.is_disjoint(&linked) {
            alone.push((index, target.clone()));
        }
    }
    for (index, target) in alone {
        linking.set(index, target, MentionRole::Name, Method::Coreference);
    }
}

fn is_open_place(link: &Link) -> bool {
    link.target.is_none() && link.choice.label == Label::Place
}

fn form(linking: &Linking<'_>, link: &Link) -> u64 {
    form_hash(linking.page, link.first, link.last)
}

/// Countries of that name.
fn countries(linking: &Linking<'_>, link: &Link) -> BTreeSet<[u8; 2]> {
    let senses = linking.place_senses(link);
    let countries = senses.iter().filter(|sense| sense.kind == Kind::Country);
    countries.filter_map(|sense| linking.page.knowledge.country(sense.entity)).collect()
}

/// What `link` is if `next` follows after a comma and is a larger place.
fn within(linking: &Linking<'_>, link: &Link, next: &Link) -> Option<Within> {
    let knowledge = linking.page.knowledge;
    let comma = next.first == link.last && linking.page.gap(next.first) == Gap::Comma;
    if !(comma || is_part_of(linking.page, link, next)) || !is_open_place(link) || !is_open_place(next) {
        return None;
    }
    let owners = linking.place_senses(next);
    let senses = linking.place_senses(link);
    let inside = |sense: &Sense| {
        let of = knowledge.of(sense.entity);
        owners.iter().find(|owner| of.contains(&owner.entity)).map(|owner| (population(linking, sense), *sense, *owner))
    };
    let best = senses.iter().filter_map(inside).max_by_key(|&(population, sense, _)| {
        // "the Tillaberi region of Niger" is not the town
        let state = !comma && next.first > link.last + 1 && linking.page.is_state(sense.entity);
        (state, sense.mark != Mark::Shared, population, sense.entity)
    });
    if let Some((_, sense, owner)) = best {
        return Some(Within { place: Target::Known(sense.entity), owner });
    }
    if !comma {
        return None;
    }
    let mut states = owners.iter().filter(|owner| linking.page.is_state(owner.entity));
    let (Some(&owner), None) = (states.next(), states.next()) else { return None };
    if senses.iter().any(|sense| sense.kind == Kind::Place && may_lie_in(linking, sense, owner.entity)) {
        return None; // a place of the country whose state nobody noted, or one in several states
    }
    // "Memphis, Mo." is none of a list
    let short = linking.has(next, E::StateAfterTown);
    // "Chicago, New York": two cities of a list
    let cities = owners.iter().any(|other| !linking.page.is_state(other.entity) && population(linking, other) > CITY);
    // "In Vienna, Georgia signed the treaty": a country of that name may begin the clause
    let country = owners.iter().any(|other| other.kind == Kind::Country);
    if senses.is_empty() || !short && (cities || country || is_listed(linking, link, next)) {
        return None;
    }
    let state = linking.page.knowledge.entity(owner.entity).map_or("", |record| record.name());
    let words = format!("{} {}", fold(linking.surface(link.first, link.last)), fold(state));
    Some(Within { place: Target::New(Kind::Place, words), owner })
}

/// Whether the text calls `link` a part of `next`: "the Tillaberi region of Niger", "Lusaka Province of Zambia".
fn is_part_of(page: &Page<'_>, link: &Link, next: &Link) -> bool {
    let Some(of) = next.first.checked_sub(1).filter(|&of| page.reading.word(of) == "of") else { return false };
    let noun = |index: usize| page.class(index).has(Classes::PLACE_NOUN.or(Classes::PLACE_SUFFIX));
    let joined = (link.last..=next.first).all(|index| page.gap(index) == Gap::Blank);
    joined && (of == link.last && noun(of - 1) || of == link.last + 1 && noun(link.last))
}

/// Whether `link` and `next` may be places of one list: "Lyon, Texas and Ohio".
fn is_listed(linking: &Linking<'_>, link: &Link, next: &Link) -> bool {
    let page = linking.page;
    let conjunction = page.class(next.last).has(Classes::CONJUNCTION);
    let more = || page.starts(next.last + usize::from(conjunction)).has(Kinds::PLACE);
    page.gap(link.first) == Gap::Comma
        || matches!(page.gap(next.last), Gap::Blank | Gap::Hyphen)
        || page.gap(next.last) == Gap::Comma && more()
}

fn population(linking: &Linking<'_>, sense: &Sense) -> u32 {
    linking.page.knowledge.entity(sense.entity).map_or(0, |record| record.population())
}

/// Whether it is of the state's country, and no settlement of another state.
fn may_lie_in(linking: &Linking<'_>, sense: &Sense, state: EntityRef) -> bool {
    let name = linking.page.knowledge.entity(sense.entity).map_or("", |record| record.name());
    // a town that is called like its state may be counted to another: "Sevastopol"
    let other = |owner: EntityRef| {
        linking.page.knowledge.entity(owner).is_some_and(|record| record.is_state() && !record.name().contains(name))
    };
    let noted = || linking.page.knowledge.of(sense.entity).into_iter().any(other);
    let settled = || linking.page.knowledge.is_of_type(sense.entity, types::CITY);
    same_country(linking, sense.entity, state) && !(noted() && settled())
}

fn same_country(linking: &Linking<'_>, one: EntityRef, other: EntityRef) -> bool {
    let country = |entity| linking.page.knowledge.country(entity);
    country(one).is_some() && country(one) == country(other)
}
