//! States that are called like something else: "Oregon, Idaho and Washington" are states, "northwestern Ontario" is
//! no town, "(D-Wash.)" names a state.

use super::identity::{Link, Linking};
use super::weights::Label;
use crate::builtin;
use crate::dictionary::source::parse_grouped;
use crate::dictionary::{Kind, Mark};
use crate::matchers::{Evidence as E, Sense};
use crate::text::fold::{HashMapOf, hash_token};
use crate::text::{Classes, Gap};
use std::sync::LazyLock;

/// Words for a part of a land, each with the countries where it is never one of a state's own town.
static PARTS: LazyLock<HashMapOf<Vec<&'static str>>> = LazyLock::new(|| {
    let words = parse_grouped(builtin::PARTS_OF_LANDS, " ").words;
    words.into_iter().map(|(word, countries)| (hash_token(word), countries)).collect()
});

/// Fewest other states in a list of states alone.
const LISTED: usize = 2;

/// Links states where they stand after a town, in a party's tag, in a list of states, or after a word for a part of a
/// land.
pub fn states(linking: &mut Linking<'_>) {
    let mut decided = Vec::new();
    for (index, link) in linking.links.iter().enumerate().filter(|(_, link)| is_open_place(link)) {
        let written = linking.has(link, E::StateAfterTown) || linking.has(link, E::StateInTag);
        let senses = linking.place_senses(link);
        let Some(state) = only_state(linking, &senses) else { continue };
        let doubtful = senses.len() > 1 || state.mark != Mark::None;
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
    let mut states = senses.iter().filter(|sense| is_state(linking, sense));
    states.next().copied().filter(|_| states.next().is_none())
}

fn is_state(linking: &Linking<'_>, sense: &Sense) -> bool {
    linking.page.knowledge.entity(sense.entity).is_some_and(|record| record.is_state())
}

/// "northwestern Ontario", "western Washington"; but "eastern Aleppo" is rather the town, the seat of a state of its
/// name, and "northern Georgia" may be the country.
fn in_part(linking: &Linking<'_>, link: &Link, senses: &[Sense], state: Sense) -> bool {
    let page = linking.page;
    let part = link.first.checked_sub(1).and_then(|before| PARTS.get(&page.word_hash(before)));
    let Some(countries) = part.filter(|_| page.gap(link.first) == Gap::Blank) else { return false };
    let country = page.knowledge.entity(state.entity).and_then(|record| record.country());
    let never_town =
        country.is_some_and(|code| countries.iter().any(|listed| listed.as_bytes().eq_ignore_ascii_case(&code)));
    let other = |sense: &Sense| {
        let own = || page.knowledge.of(sense.entity).contains(&state.entity);
        sense.kind == Kind::Country || !never_town && own()
    };
    !senses.iter().any(other)
}

/// Whether the list in which the mention at `index` stands has states of the same country and nothing else, and none
/// that speaks for another sense: "Maryland, Virginia and Washington".
fn is_listed(linking: &Linking<'_>, index: usize, senses: &[Sense], state: Sense) -> bool {
    let country = |sense: &Sense| linking.page.knowledge.entity(sense.entity).and_then(|record| record.country());
    let (mut count, mut at) = (0, Vec::new());
    let left = (0..index).rev().take_while(|&other| follows(linking, other, other + 1)).collect::<Vec<_>>();
    let right = (index + 1..linking.links.len()).take_while(|&other| follows(linking, other - 1, other));
    for other in left.into_iter().chain(right) {
        let Some(link) = linking.links.get(other) else { return false };
        let own = linking.place_senses(link);
        let Some(one) = only_state(linking, &own).filter(|one| country(one) == country(&state)) else { return false };
        if one.mark == Mark::None {
            count += 1;
            at.push((link.first, link.last));
        }
    }
    let near = |sense: &Sense| linking.page.knowledge.entity(sense.entity).map(|r| r.near()).unwrap_or_default();
    let named = |phrase: &Vec<u64>| {
        at.iter().any(|&(first, last)| linking.page.reading.hashes.get(first..last) == Some(phrase.as_slice()))
    };
    let others = senses.iter().filter(|sense| sense.entity != state.entity);
    count >= LISTED && !others.flat_map(near).any(|phrase| named(&phrase))
}

/// Whether two mentions stand beside each other in a list: a comma, "and", or both between them.
fn follows(linking: &Linking<'_>, one: usize, next: usize) -> bool {
    let page = linking.page;
    let (Some(one), Some(next)) = (linking.links.get(one), linking.links.get(next)) else { return false };
    let conjunction = || {
        next.first == one.last + 1
            && page.class(one.last).has(Classes::CONJUNCTION)
            && matches!(page.gap(one.last), Gap::Blank | Gap::Comma)
            && page.gap(next.first) == Gap::Blank
    };
    next.first == one.last && page.gap(next.first) == Gap::Comma || conjunction()
}
