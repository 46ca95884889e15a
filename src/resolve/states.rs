//! States that are called like something else: "Oregon, Idaho and Washington" are states, "northwestern Ontario" is
//! no town, "(D-Wash.)" names a state.

use super::identity::{Link, Linking};
use super::only;
use super::weights::Label;
use crate::builtin;
use crate::dictionary::source::parse_grouped;
use crate::dictionary::{Kind, Mark, types};
use crate::matchers::{Evidence as E, Sense};
use crate::text::fold::{HashMapOf, hash_token};
use crate::text::{Classes, Gap};
use std::sync::LazyLock;

/// Words for a part of a land, each with the countries where it is never one of a state's own town.
static PARTS: LazyLock<HashMapOf<Vec<&'static str>>> = LazyLock::new(|| {
    let words = parse_grouped(builtin::PARTS_OF_LANDS, " ").words;
    words.into_iter().map(|(word, countries)| (hash_token(word), countries)).collect()
});

/// Fewest other states in a list of states alone, where no conjunction joins them.
const LISTED: usize = 2;

/// Links states where they stand after a town, in a party's tag, in a list of states, or after a word for a part of a
/// land.
pub fn states(linking: &mut Linking<'_>) {
    let mut decided = Vec::new();
    for (index, link) in linking.links.iter().enumerate().filter(|(_, link)| is_open_place(link)) {
        let written = linking.has(link, E::StateAfterTown) || linking.has(link, E::StateInTag);
        let senses = linking.place_senses(link);
        let Some(state) = only_state(linking, &senses) else { continue };
        // "D.C." is as much the city
        let doubtful = (senses.len() > 1 || state.mark != Mark::None) && !linking.has(link, E::Dotted);
        if written || doubtful && (in_part(linking, link, &senses, state) || is_listed(linking, index, &senses, state))
        {
            decided.push((index, state));
        }
    }
    for (index, state) in decided {
        linking.set_sense(index, state);
    }
}

fn is_open_place(link: &Link) -> bool {
    link.target.is_none() && link.choice.label == Label::Place
}

/// The one state among `senses`.
fn only_state(linking: &Linking<'_>, senses: &[Sense]) -> Option<Sense> {
    only(senses.iter().copied().filter(|sense| linking.page.is_state(sense.entity)))
}

/// "northwestern Ontario", "western Washington"; but "eastern Aleppo" is rather the town than the state of
/// its name, and "northern Georgia" may be the country.
fn in_part(linking: &Linking<'_>, link: &Link, senses: &[Sense], state: Sense) -> bool {
    let page = linking.page;
    let part = link.first.checked_sub(1).and_then(|before| PARTS.get(&page.word_hash(before)));
    let Some(countries) = part.filter(|_| page.gap(link.first) == Gap::Blank) else { return false };
    let country = page.knowledge.country(state.entity);
    let never_town =
        country.is_some_and(|code| countries.iter().any(|listed| listed.as_bytes().eq_ignore_ascii_case(&code)));
    let other = |sense: &Sense| {
        let same = || page.knowledge.country(sense.entity) == country;
        sense.kind == Kind::Country || !never_town && sense.entity != state.entity && same()
    };
    !senses.iter().any(other)
}

/// Whether the list in which the mention at `index` stands has states of the same country and nothing else, and none
/// that speaks for another sense: "Maryland, Virginia and Washington".
fn is_listed(linking: &Linking<'_>, index: usize, senses: &[Sense], state: Sense) -> bool {
    let country = |sense: &Sense| linking.page.knowledge.country(sense.entity);
    let (mut joined, mut at) = (false, Vec::new());
    let steps = |from: usize, to: usize, other: usize| Beside::of(linking, from, to).map(|beside| (other, beside));
    let left: Vec<_> = (0..index).rev().map_while(|other| steps(other, other + 1, other)).collect();
    let right = (index + 1..linking.links.len()).map_while(|other| steps(other - 1, other, other));
    for (other, beside) in left.into_iter().chain(right) {
        let Some(link) = linking.links.get(other) else { return false };
        let own = linking.place_senses(link);
        // "Washington, D.C."
        if own.iter().any(|sense| senses.iter().any(|other| other.entity == sense.entity)) {
            return false;
        }
        joined |= beside == Beside::Conjunction;
        // "New England, New York and Ohio"
        let region = |sense: &Sense| linking.page.knowledge.is_of_type(sense.entity, types::REGION);
        if !own.is_empty() && own.iter().all(region) {
            continue;
        }
        let Some(one) = only_state(linking, &own).filter(|one| country(one) == country(&state)) else { return false };
        if one.mark == Mark::None {
            at.push((link.first, link.last));
        }
    }
    let near = |sense: &Sense| linking.page.knowledge.entity(sense.entity).map(|r| r.near()).unwrap_or_default();
    let named = |phrase: &Vec<u64>| {
        at.iter().any(|&(first, last)| linking.page.reading.hashes.get(first..last) == Some(phrase.as_slice()))
    };
    let others = senses.iter().filter(|sense| sense.entity != state.entity);
    at.len() >= if joined { 1 } else { LISTED } && !others.flat_map(near).any(|phrase| named(&phrase))
}

/// How two mentions stand beside each other in a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Comma,
    Conjunction,
}

impl Beside {
    /// How the mentions at `one` and `next` stand, if nothing but a comma, "and" or both is between them.
    fn of(linking: &Linking<'_>, one: usize, next: usize) -> Option<Self> {
        let page = linking.page;
        let (one, next) = (linking.links.get(one)?, linking.links.get(next)?);
        let conjunction = || {
            next.first == one.last + 1
                && page.class(one.last).has(Classes::CONJUNCTION)
                && matches!(page.gap(one.last), Gap::Blank | Gap::Comma)
                && page.gap(next.first) == Gap::Blank
        };
        match page.gap(next.first) {
            Gap::Comma if next.first == one.last => Some(Self::Comma),
            _ => conjunction().then_some(Self::Conjunction),
        }
    }
}
